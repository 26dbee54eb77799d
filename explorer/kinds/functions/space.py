"""A space of functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.data.examples import Examples
from explorer.errors import SelectionError
from explorer.kinds.functions.model import FunctionNetSpace
from explorer.kinds.functions.task import Task
from explorer.networks.graph import NetworkGraph
from explorer.space.archzoo import ArchZoo
from explorer.space.bundle import Space
from explorer.space.narrow import narrowed

ARCHITECTURE = "architecture"  # the label that every space of functions has


@dataclass(frozen=True, kw_only=True)
class FunctionSpace(Space):
    """A space of functions. Flat weights are the entries of a PRep.

    Attributes:
        model: see `Space`; it knows the architectures.
        zoo: see `Space`.
        examples: what the networks are run on, and what is right there; targets are in the task's form.
    """

    model: FunctionNetSpace
    zoo: ArchZoo
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

    def encode(self, weights: Float[Tensor, "n count"], like: int) -> Float[Tensor, "n d"]:
        """Latents that the encoder reads from networks of the architecture of the network `like`."""
        archs = torch.full((len(weights),), int(self.zoo.archs[like]))
        with torch.inference_mode():
            return self.model.encode(self.model.read(weights, archs))

    def check_average(self, ids: Sequence[int]) -> None:
        """See `Space`."""
        names = sorted({self.archs[int(self.zoo.archs[i])].name for i in ids})
        if len(names) > 1:
            raise SelectionError(
                f"The weights of {' and '.join(names)} cannot be averaged.",
                "Choose networks of one architecture, or a path in latent space.",
            )


def functions_only(space: Space) -> FunctionSpace:
    """A space that must be one of functions.

    Raises:
        SelectionError: it is of another kind.
    """
    return narrowed(space, FunctionSpace)
