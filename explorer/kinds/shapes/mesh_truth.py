"""What is known of shapes that are no furniture: the samples of the meshes they were fitted to, if the space has them.

What can be measured on any shape are its sizes; they are labels that every such space has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.occupancy import largest
from explorer.kinds.shapes.own_signals import own_signals
from explorer.kinds.shapes.signals import Signals
from explorer.kinds.shapes.space import ShapeSpace
from explorer.netspace.model import NetSpace

SIZES = ("width", "height", "depth", "fullness")
RESOLUTION = 64


class MeshTruth:
    """See `truths.Truth`: the meshes on a grid, or nothing."""

    gauged: tuple[str, ...] = SIZES
    parts: Mapping[str, str] = {}
    exact = "its mesh"

    def occupancy(self, space: ShapeSpace, ids: np.ndarray, resolution: int) -> Bool[Tensor, "n r r r"] | None:
        """As the space keeps them, for one resolution alone."""
        kept = space.zoo.truth(ids.tolist()) if hasattr(space.zoo, "truth") else None
        return kept if kept is not None and kept.shape[-1] == resolution else None

    def surfaces(self, space: ShapeSpace, ids: np.ndarray, count: int) -> Float[np.ndarray, "n p 3"] | None:
        """A grid has no exact surface."""
        del space, ids, count
        return None

    def middle(self, space: ShapeSpace, a: int, b: int) -> Callable[[Float[Tensor, "p 3"]], Float[Tensor, " p"]] | None:
        """Nobody knows."""
        del space, a, b
        return None

    def gauge(self, engine: Engine, space: ShapeSpace, latent: Float[np.ndarray, " d"]) -> Mapping[str, float] | None:
        """Its sizes."""
        inside = occupancy_of(engine, space, engine.decode(space, latent[None]), RESOLUTION)
        return {name: float(values[0]) for name, values in sizes(inside).items()} if bool(inside.any()) else None

    def applies(self, space: ShapeSpace, label: str) -> Bool[np.ndarray, " n"]:
        """Every shape has its sizes; of other labels nothing is known."""
        del label
        return np.ones(len(space), dtype=bool)

    def signals(self, model: NetSpace, space: ShapeSpace, ids: np.ndarray, points: int, seed: int) -> Signals:
        """At points near the networks' own surfaces."""
        return own_signals(model, space.zoo.weights(ids.tolist()), points, seed)


MESHES = MeshTruth()


def sizes(inside: Bool[Tensor, "n r r r"]) -> dict[str, Float[np.ndarray, " n"]]:
    """Sizes of shapes on a grid: `width` (x), `height` (y) and `depth` (z) in cube units; 0 of an empty shape.

    `fullness` is the share of the box around a shape that is inside. The largest piece counts: a speck beside a shape
    does not make it wider.
    """
    inside = torch.stack([largest(one) for one in inside])
    step = 2 / (inside.shape[-1] - 1)
    lengths = []
    for axis in range(3):
        there = inside.any(dim=tuple(k + 1 for k in range(3) if k != axis)).to(torch.int8)
        first, last = there.argmax(1), there.flip(1).argmax(1)
        lengths.append(torch.where(there.any(1), there.shape[1] - first - last, 0) * step)
    volume = inside.flatten(1).sum(1) * step**3
    box = (lengths[0] * lengths[1] * lengths[2]).clamp(min=1e-9)
    values = (*lengths, volume / box)
    return {name: value.numpy().astype(np.float32) for name, value in zip(SIZES, values, strict=True)}
