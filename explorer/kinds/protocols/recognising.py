"""Data of others, recognised: what a folder holds that a space of a kind can be made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from explorer.jobs.plan import Step
    from explorer.sources.roots import Listing
    from explorer.zoo.store import ZooFolder


LENGTH_HELP = (
    "How long encoder and decoder learn. A quick look shows whether all fits together, and decodes networks badly; "
    "longer decodes them better. Making the networks and measuring the space take as long either way."
)
"""What is said of how long a space is trained."""


@dataclass(frozen=True)
class Option:
    """Something to choose before a space is made.

    Attributes:
        key: of it.
        title: as the screen names it.
        choices: values and what they are called, the default first; of a number its default alone.
        least: of a number, the smallest; None: it is no number.
        most: of a number, the largest.
        help: more of it.
        fine: whether it is for those who know: shown among the finer settings.
        said: what a choice gives, by its value.
        upload: suffixes of a file that may be given instead of the choices; none: it cannot.
        looked: whether what is recognised depends on it: the folder is looked at again when it changes. It can be
            chosen even where, as it is, no space can be made.
    """

    key: str
    title: str
    choices: tuple[tuple[str, str], ...]
    least: int | None = None
    most: int | None = None
    help: str = ""
    fine: bool = False
    said: Mapping[str, str] = field(default_factory=dict)
    upload: tuple[str, ...] = ()
    looked: bool = False

    @property
    def default(self) -> str:
        """The first choice."""
        return self.choices[0][0]


@dataclass(frozen=True)
class Places:
    """Where a space is made.

    Attributes:
        zoo: a folder for the zoo.
        space: the folder of the space.
        run: a folder for the training run.
        workers: how many processes may work side by side.
    """

    zoo: Path
    space: Path
    run: Path
    workers: int


Chosen = Mapping[str, str]
"""What was chosen, by the options' keys."""


@dataclass(frozen=True)
class Recognised:
    """What a folder was recognised as, and how a space is made of it.

    Attributes:
        kind: of the space, as `space.json` has it.
        what: what it is, in words: "A folder of pictures".
        counts: how many of what: ("pictures", 120).
        refused: files that cannot be used, with their reasons.
        warnings: what should be known before anything is begun.
        labels: values of each label and how many there are of each; 0: that is not counted.
        options: what can be chosen.
        steps: the commands that make the space, each with how long it takes.
        problem: why no space can be made of it as it is; empty: one can.
        remedy: what to do then.
        terminal: a command to be run in a terminal instead; empty: none.
    """

    kind: str
    what: str
    counts: tuple[tuple[str, int], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()
    labels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    steps: Callable[[Chosen, Places], tuple[Step, ...]] | None = None
    problem: str = ""
    remedy: str = ""
    terminal: str = ""


@runtime_checkable
class Recognising(Protocol):
    """What of others' data this kind makes spaces from.

    Attributes:
        zoos: what `zoo.json` may say under "kind" of a zoo that it knows.
        examples: data that are there already, by the words that name them.
    """

    zoos: tuple[str, ...]
    examples: Mapping[str, Callable[[], Recognised]]

    def zoo(self, folder: ZooFolder) -> Recognised:
        """What a finished zoo is.

        Raises:
            ExplorerError: it cannot be read.
        """
        ...

    def files(self, found: Listing) -> Recognised | None:
        """What a folder of files is; None: nothing of this kind.

        Raises:
            ExplorerError: it is of this kind, but cannot be used.
        """
        ...

    def networks(self, count: int, largest: int) -> Recognised | None:
        """What a zoo of so many networks that others trained becomes, made by a command before; None: no space.

        Args:
            count: networks.
            largest: parameters of the largest.
        """
        ...
