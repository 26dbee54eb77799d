"""A space of image classifiers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import Architecture
from explorer.kinds.classifiers.space_images import SpaceImages
from explorer.space.archzoo import ArchZoo
from explorer.space.bundle import Space
from explorer.space.narrow import narrowed


@dataclass(frozen=True, kw_only=True)
class ClassifierSpace(Space):
    """A space of image classifiers. Flat weights are the entries of a PRep.

    Attributes:
        model: see `Space`; it knows the architectures.
        zoo: see `Space`.
        images: what the networks are judged on.
    """

    model: ClassifierNetSpace
    zoo: ArchZoo
    images: SpaceImages
    kind: ClassVar[str] = "classifier"
    group: ClassVar[str] = "architecture"

    @property
    def archs(self) -> tuple[Architecture, ...]:
        """The architectures, in the order in which they come on a path."""
        return self.model.archs

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


def classifiers_only(space: Space) -> ClassifierSpace:
    """A space that must be one of classifiers.

    Raises:
        SelectionError: it is of another kind.
    """
    return narrowed(space, ClassifierSpace)
