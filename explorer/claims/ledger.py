"""The ledger: what every figure of our texts comes from (`ledger.toml`).

A figure is one of three: what a space recorded in its `space.json`, which `evaluate` measures again; what was measured
once and cannot be measured again in passing, with the reason; or no measurement at all, such as a limit or a date.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import DataError, RecipeError
from explorer.files import regular
from explorer.recipes.forms import read_form

LEDGER = Path(__file__).parent / "ledger.toml"


@dataclass(frozen=True)
class Recorded:
    """A passage with figures that follow from a space's `space.json`.

    Attributes:
        says: the passage, with fields in place of figures: `{metrics/iou/heldout/mean:.3f}`. What stands in front of
            the colon is the way to a value (or, if it begins with `explorer.`, a constant of the program), behind it
            how it is rounded. `made/...` is worked out: `steps` and `seconds` of all trainings, `each_class`. Figures
            that stand in it as they are must be accounted for elsewhere.
        space: its name; empty: only constants of the program are named.
    """

    says: str
    space: str = ""


@dataclass(frozen=True)
class Block:
    """A line, or a whole table, with the figures in it that nothing else accounts for.

    Attributes:
        at: how the line begins, or the first line of the table; no other line of the text begins so.
        figures: in their order, as they are written, separated by blanks.
        why: why nothing measures them again; of figures that are no measurements, what they are.
        by: the command that measured them, if there is one.
    """

    at: str
    figures: str
    why: str
    by: str = ""


@dataclass(frozen=True)
class Text:
    """A text whose figures are all accounted for.

    Attributes:
        file: from the root of the repository.
        recorded: figures of spaces.
        once: figures that were measured once.
        fixed: figures that are no measurements.
    """

    file: str
    recorded: tuple[Recorded, ...] = ()
    once: tuple[Block, ...] = ()
    fixed: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Unmeasured:
    """Keys of `space.json` whose figures stand in model cards, and that `evaluate` does not measure.

    Attributes:
        keys: the key below its top.
        why: why not.
    """

    keys: str
    why: str


@dataclass(frozen=True)
class Ledger:
    """All of it.

    Attributes:
        text: the texts.
        unmeasured: of every space.
    """

    text: tuple[Text, ...]
    unmeasured: tuple[Unmeasured, ...] = ()


def read_ledger(file: Path = LEDGER) -> Ledger:
    """Read the ledger.

    Raises:
        DataError: it is damaged, or lacks something.
    """
    try:
        return read_form(Ledger, tomllib.loads(regular(file).read_text(encoding="utf-8")), file.name)
    except (OSError, ValueError, RecipeError) as error:
        raise DataError(
            f"The ledger of claims, {file}, cannot be read: {error}", "Restore it from its source."
        ) from error
