"""A space of shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.kinds.registry import kind
from explorer.netspace.model import NetSpace
from explorer.networks.siren import Siren
from explorer.space.bundle import Space, load_space
from explorer.space.zooweights import ZooWeights


@dataclass(frozen=True, kw_only=True)
class ShapeSpace(Space):
    """A space of shapes.

    Attributes:
        arch: the networks' architecture.
        model: see `Space`.
        zoo: see `Space`; a network's exact shape follows from its row in the zoo, and the zoo's seed.
    """

    arch: Siren
    model: NetSpace
    zoo: ZooWeights
    kind: ClassVar[str] = "sdf"
    group: ClassVar[str] = "kind"

    def encode(self, weights: Float[Tensor, "n count"], like: int) -> Float[Tensor, "n d"]:
        """Latents that the encoder reads; there is only one architecture."""
        del like
        with torch.inference_mode():
            return self.model.encode(self.model.read(weights))

    @property
    def passable(self) -> np.ndarray:
        """See `Space`; networks that the space knows to decode to a shape in several pieces are left out."""
        whole = self.labels.get("in_one_piece")
        return self.train if whole is None else self.train[whole[self.train] == "yes"]

    def check_average(self, ids: Sequence[int]) -> None:
        """All can: there is only one architecture."""


def load_shapes(path: Path) -> ShapeSpace:
    """Load a space that must be one of shapes.

    Raises:
        BundleError: as `load_space`; or it is of another kind.
    """
    return shapes_only(load_space(path))


def shapes_only(space: Space) -> ShapeSpace:
    """A space that must be one of shapes.

    Raises:
        SelectionError: it is of another kind.
    """
    if not isinstance(space, ShapeSpace):
        raise SelectionError(
            f"{space.name} is a space of {kind(space.kind).networks}.", "Choose a space of shapes for this."
        )
    return space
