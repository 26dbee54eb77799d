"""A space of functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from explorer.data.examples import Examples
from explorer.kinds.functions.model import FunctionNetSpace
from explorer.kinds.functions.task import Task
from explorer.networks.graph import NetworkGraph
from explorer.space.archspace import ArchSpace
from explorer.space.bundle import Space
from explorer.space.narrow import narrowed

ARCHITECTURE = "architecture"  # the label that every space of functions has


@dataclass(frozen=True, kw_only=True)
class FunctionSpace(ArchSpace):
    """A space of functions.

    Attributes:
        model: see `ArchSpace`.
        examples: what the networks are run on, and what is right there; targets are in the task's form.
    """

    model: FunctionNetSpace
    examples: Examples
    kind: ClassVar[str] = "functions"

    @property
    def group(self) -> str:  # type: ignore[override]  # of other kinds it is the same in all spaces
        """The label that sorts the networks: the architecture, or another text that its zoo gives."""
        return str(self.info["group"])

    @property
    def archs(self) -> tuple[NetworkGraph, ...]:
        """The architectures, in the order in which they come on a path."""
        return self.model.archs

    @property
    def task(self) -> Task:
        """What the networks are for."""
        return self.model.task

    @property
    def judged(self) -> bool:
        """Whether it is known what is right, so that networks are good or bad."""
        return self.examples.targets is not None

    @property
    def worth(self) -> str | None:
        """The label that says how good a network is; None where nobody knows."""
        return self.task.worth if self.judged else None

    @property
    def class_names(self) -> tuple[str, ...]:
        """Of the classes; numbers where they have no names. Empty without classes."""
        if not self.task.classes:
            return ()
        given = self.examples.classes
        return given if len(given) == self.task.size else tuple(map(str, range(self.task.size)))

    @property
    def output_names(self) -> tuple[str, ...]:
        """Of the classes, or of the numbers that come out."""
        values = ("output",) if self.task.size == 1 else tuple(f"output {k}" for k in range(self.task.size))
        return self.class_names or values

    @property
    def input_names(self) -> tuple[str, ...]:
        """Of the numbers of an input, in order."""
        count = self.examples.inputs[0].numel()
        given = self.examples.names
        return given if len(given) == count else tuple(f"input {k}" for k in range(count))


def functions_only(space: Space) -> FunctionSpace:
    """A space that must be one of functions.

    Raises:
        SelectionError: it is of another kind.
    """
    return narrowed(space, FunctionSpace)
