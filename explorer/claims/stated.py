"""Whether texts say what the ledger accounts for: no network is run, no torch imported."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from string import Formatter
from typing import Any

from explorer.claims.ledger import Block, Ledger, Recorded, Text
from explorer.claims.texts import NUMBER, Figure, figures_of, line_of, passage, within
from explorer.errors import BundleError, DataError
from explorer.files import regular
from explorer.space.card import BEGIN, CARD, END, renewed, training_runs
from explorer.space.stated import read_info

SPACES = "pretrained"


@dataclass(frozen=True)
class Mismatch:
    """A figure that is not what it should be.

    Attributes:
        file: the text, from the root.
        line: in it, from 1; 0: it is about the text as a whole.
        claimed: what the text says.
        recorded: what it should say, and by what.
    """

    file: str
    line: int
    claimed: str
    recorded: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.claimed}: {self.recorded}"


@dataclass
class Checked:
    """A text against the ledger.

    Attributes:
        file: the text.
        figures: how many it has; those between the markers of a model card are not among them.
        recorded: how many of them follow from a `space.json`.
        once: passages that were measured once, with how many figures each.
        fixed: figures that are no measurements.
        mismatches: what is wrong.
    """

    file: str
    figures: int = 0
    recorded: int = 0
    once: list[tuple[Block, int]] = field(default_factory=list)
    fixed: int = 0
    mismatches: list[Mismatch] = field(default_factory=list)


def check_texts(root: Path, ledger: Ledger) -> list[Checked]:
    """Every text of the ledger, and the figures in every model card below `root`.

    Args:
        root: of the repository.
        ledger: what they are held against.

    Raises:
        DataError: a text is missing, or the ledger names a space or a value that there is not.
        BundleError: a `space.json` cannot be read.
    """
    checked = [check_text(root, text) for text in ledger.text]
    known = {text.file for text in ledger.text}
    for space in sorted(path.parent for path in (root / SPACES).glob("*/space.json")):
        card = space / CARD
        name = card.relative_to(root).as_posix()
        if card.is_file() and name not in known:  # a space of one's own: what it says around its figures is one's own
            checked.append(Checked(name, mismatches=_card(root, name, _read(root, name))))
    return checked


def check_text(root: Path, text: Text) -> Checked:
    """One text. Raises as `check_texts`."""
    said = _read(root, text.file)
    figures = figures_of(said)
    out = Checked(text.file, len(figures))
    if (root / text.file).with_name("space.json").is_file():
        out.mismatches += _card(root, text.file, said)
    covered = set[int]()
    for claim in text.recorded:
        out.mismatches += _recorded(root, text.file, said, claim, figures, covered)
    out.recorded = len(covered)
    for block in text.fixed:
        out.mismatches += _block(text.file, said, block, "if that is meant", figures, covered)
    out.fixed = len(covered) - out.recorded
    for block in text.once:
        before = len(covered)
        out.mismatches += _block(text.file, said, block, "once it is measured again", figures, covered)
        out.once.append((block, len(covered) - before))
    for figure in figures:
        if figure.start not in covered:
            line = line_of(said, figure.start)
            out.mismatches.append(
                Mismatch(text.file, line, figure.said, "tied to nothing in explorer/claims/ledger.toml")
            )
    return out


def known_values(root: Path, space: str) -> dict[str, Any]:
    """What a space recorded, and what follows from it (`made`).

    Raises:
        BundleError: there is no such space.
    """
    info = read_info(root / SPACES / space)
    runs = training_runs(info["provenance"])
    splits = info["splits"]
    made = {
        "steps": sum(run["recipe"]["steps"] for run in runs if "recipe" in run),
        "seconds": sum(run.get("training_seconds", 0) for run in runs),
    }
    classes = info.get("pictures", {}).get("classes")
    if classes:
        made["each_class"] = (splits["train"] + splits["heldout"]) / len(classes)
    return {**info, "made": made}


def value_at(values: Mapping[str, Any], way: str) -> Any:
    """A value by its way, `metrics/iou/heldout/mean`; or a constant of the program, `explorer.module.NAME`.

    Raises:
        DataError: there is none.
    """
    if way.startswith("explorer."):
        module, _, name = way.rpartition(".")
        try:
            return getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError) as error:
            raise DataError(f"The ledger names {way}, which is not there.", "Name what it is called now.") from error
    value: Any = values
    for part in way.split("/"):
        if not isinstance(value, Mapping) or part not in value:
            raise DataError(f"The ledger names {way}, which space.json lacks.", "Measure it, or drop the claim.")
        value = value[part]
    return value


def _recorded(
    root: Path, file: str, said: str, claim: Recorded, figures: Sequence[Figure], covered: set[int]
) -> list[Mismatch]:
    """A passage against what its space recorded."""
    values = known_values(root, claim.space) if claim.space else {}
    fields = list[tuple[str, str]]()
    pattern = ""
    for literal, way, form, _ in Formatter().parse(claim.says):
        pattern += re.escape(literal)
        if way is not None:
            pattern += f"({NUMBER}%?)"
            fields.append((way, form or ""))
    wrong = []
    found = list(re.finditer(pattern, said))
    if not found:
        return [Mismatch(file, 0, f"no longer says “{claim.says}”", "change the ledger with the text")]
    for one in found:
        for k, (way, form) in enumerate(fields, 1):
            value = value_at(values, way)
            if one[k] != format(value, form):
                source = f"space.json of {claim.space} has {way}" if claim.space else way
                told = f"{source} = {value}, so write {value:{form}}"
                wrong.append(Mismatch(file, line_of(said, one.start(k)), one[k], told))
            covered |= {figure.start for figure in within(figures, *one.span(k))}
    return wrong


def _block(
    file: str, said: str, block: Block, when: str, figures: Sequence[Figure], covered: set[int]
) -> list[Mismatch]:
    """A passage against the figures that the ledger lists for it."""
    where = passage(said, block.at)
    if where is None:
        return [Mismatch(file, 0, f"has no one line that begins “{block.at}”", "change the ledger with the text")]
    own = [figure for figure in within(figures, *where) if figure.start not in covered]
    covered |= {figure.start for figure in own}
    listed = block.figures.split()
    now = " ".join(figure.said for figure in own)
    wrong = []
    for figure, known in zip_longest(own, listed):
        if figure is None or figure.said != known:
            line = line_of(said, where[0] if figure is None else figure.start)
            claimed = "a figure is missing" if figure is None else figure.said
            told = f"the ledger lists {known or 'nothing'}; {when}, write there figures = {now!r}"
            wrong.append(Mismatch(file, line, claimed, told))
            if len(own) != len(listed):  # what follows is only shifted
                break
    return wrong


def _card(root: Path, file: str, said: str) -> list[Mismatch]:
    """The figures between a card's markers, line by line."""
    if BEGIN not in said and END not in said:
        return [Mismatch(file, 0, "has no figures of space.json", "run `python -m explorer card` on the space")]
    new = renewed(said, read_info((root / file).parent), file)
    lines = zip_longest(said.splitlines(), new.splitlines(), fillvalue="")
    for number, (old, right) in enumerate(lines, 1):
        if old != right:
            told = f"space.json gives {right!r}; run `python -m explorer card {Path(file).parent.as_posix()}`"
            return [Mismatch(file, number, repr(old), told)]
    return []


def _read(root: Path, file: str) -> str:
    try:
        return regular(root / file).read_text(encoding="utf-8")
    except (OSError, BundleError) as error:
        raise DataError(f"{root / file} cannot be read: {error}.", "Run this in the folder of the sources.") from error
