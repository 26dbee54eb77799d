"""What is found in a folder: networks, before they are read, and what was not taken."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from explorer.foreign.checkpoints import Checkpoint, Fact, read_checkpoint
from explorer.importing.folder import Folder
from explorer.importing.known import Known

ALL, LAST = "all", "last"
EXAMPLES = 3  # names that stand for a group
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class FileReader:
    """Reads a network that is a file of its own.

    Attributes:
        path: the file.
        name: what messages call it.
    """

    path: Path
    name: str

    def __call__(self) -> Checkpoint:
        """The network's tensors, and what the file says beside them.

        Raises:
            DataError: it cannot be read.
        """
        return read_checkpoint(self.path, self.name)


@dataclass(frozen=True)
class FoundNetwork:
    """A network that was found and not read yet.

    Attributes:
        name: of the network, different from all others.
        load: reads it; can be pickled, so that other processes read it.
        where: the file, relative to the folder.
        labels: what is known of it, by name.
        run: the training that it is a moment of; None: it stands alone.
        epoch: which moment, in whatever unit its layout counts.
        known: its architecture, where the layout says it.
    """

    name: str
    load: Callable[[], Checkpoint]
    where: str
    labels: Mapping[str, Fact] = field(default_factory=dict)
    run: str | None = None
    epoch: int | None = None
    known: Known | None = None


@dataclass(frozen=True)
class Refused:
    """Something that is not taken.

    Attributes:
        where: the file or the network, relative to the folder.
        problem: what is wrong.
        remedy: what to do.
    """

    where: str
    problem: str
    remedy: str = ""


@dataclass(frozen=True)
class Recognised:
    """What a layout finds in a folder.

    Attributes:
        layout: its name, as `--layout` takes it.
        words: what was recognised, in a line.
        networks: in order.
        refused: files that belong to it and cannot be taken.
        used: files that were read, or will be, relative to the folder.
        epochs: which moments of a training are taken unless the user says otherwise: `ALL` or `LAST`.
        notes: what the user should know.
    """

    layout: str
    words: str
    networks: tuple[FoundNetwork, ...]
    refused: tuple[Refused, ...] = ()
    used: frozenset[str] = frozenset()
    epochs: str = ALL
    notes: tuple[str, ...] = ()


class Layout(Protocol):
    """A way in which people keep many networks in a folder."""

    name: str

    def recognise(self, folder: Folder) -> Recognised | None:
        """What is there; None: the folder is of another layout.

        Raises:
            DataError: it is this layout, and what all its networks need cannot be read.
        """


@dataclass(frozen=True)
class Group:
    """Things that are not taken for one reason.

    Attributes:
        refused: the first of them.
        names: of all.
    """

    refused: Refused
    names: tuple[str, ...]

    @property
    def who(self) -> str:
        """How many they are, and some of their names."""
        if len(self.names) == 1:
            return self.names[0]
        some = ", ".join(self.names[:EXAMPLES])
        return f"{len(self.names):,} ({some}{', ...' if len(self.names) > EXAMPLES else ''})"


def grouped(refused: Iterable[Refused]) -> list[Group]:
    """What is not taken by reasons, the most frequent first; numbers and a file's own name make no other reason."""
    found: dict[tuple[str, str], list[Refused]] = {}
    for one in refused:
        bare = one.where.rpartition("/")[2]
        own = re.compile(rf"\S*(?<!\w){re.escape(bare)}(?!\w)\S*")
        problem = own.sub("", one.problem) if any(map(str.isalpha, bare)) else one.problem
        found.setdefault((_NUMBER.sub("0", problem), one.remedy), []).append(one)
    groups = [Group(some[0], tuple(one.where for one in some)) for some in found.values()]
    return sorted(groups, key=lambda group: -len(group.names))


def unique(networks: Iterable[FoundNetwork]) -> tuple[FoundNetwork, ...]:
    """The networks, each with a name of its own: a second `a` is called `a (2)`."""
    seen: dict[str, int] = {}
    out = []
    for network in networks:
        count = seen[network.name] = seen.get(network.name, 0) + 1
        out.append(network if count == 1 else dataclasses.replace(network, name=f"{network.name} ({count})"))
    return tuple(out)


def count_of(count: int, one: str, several: str = "") -> str:
    """A number with its noun."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def each(counts: Sequence[int], one: str, several: str = "") -> str:
    """How many each of several things has: `50 checkpoints each`, or `1 to 50 checkpoints each`."""
    if not counts:
        return count_of(0, one, several)
    least, most = min(counts), max(counts)
    return f"{count_of(most, one, several) if least == most else f'{least:,} to {count_of(most, one, several)}'} each"
