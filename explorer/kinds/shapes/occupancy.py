"""Shapes of SDF networks on a grid, their overlap and their pieces: for measurements, every sample evaluated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import PRepLayout
from explorer.networks.siren import Siren

CHUNK = 1 << 16  # points at a time
NETWORKS = 64  # networks at a time


@dataclass(frozen=True)
class Pieces:
    """How a shape hangs together, on a grid (samples that share a face are connected).

    Attributes:
        count: connected pieces; 0 for an empty shape.
        loose: share of the volume outside the largest piece; 1 for an empty shape.
    """

    count: int
    loose: float

    @property
    def one(self) -> bool:
        """Whether it is a single piece."""
        return self.count == 1


def grid_points(resolution: int, device: torch.device | None = None) -> Float[Tensor, "p 3"]:
    """All samples of the grid over [-1, 1]^3, faces included, in (x, y, z) order, z fastest."""
    axis = torch.arange(resolution, dtype=torch.float32, device=device)
    return place_samples(torch.cartesian_prod(axis, axis, axis), 2 / (resolution - 1))


def place_samples(index: Float[Tensor, "p 3"], step: float, shift: float = 0.0) -> Float[Tensor, "p 3"]:
    """Indices to coordinates, in place. Two roundings, always the same: a sample has one position, whoever asks.

    Args:
        index: sample numbers along each axis.
        step: distance between samples.
        shift: added to the position.
    """
    return index.mul_(step).add_(shift - 1)


def occupancy(
    arch: Siren, layout: PRepLayout, weights: Float[Tensor, "n count"], resolution: int
) -> Bool[Tensor, "n r r r"]:
    """Which samples of the dense grid lie inside each network's shape, in (x, y, z) order; on the CPU."""
    points = grid_points(resolution, weights.device)
    inside = torch.empty(len(weights), resolution**3, dtype=torch.bool)
    for some, rows in zip(inside.split(NETWORKS), weights.split(NETWORKS), strict=True):
        networks = FastSiren(arch, layout, rows)
        for part, chunk in zip(some.split(CHUNK, 1), points.split(CHUNK), strict=True):
            part.copy_(networks(chunk) < 0)
    return inside.reshape(-1, resolution, resolution, resolution)


def iou(a: Bool[Tensor, n * grid], b: Bool[Tensor, n * grid]) -> Float[Tensor, " n"]:
    """Intersection over union of two batches of shapes; 1 where both are empty."""
    both = (a & b).flatten(1).sum(1).double()
    either = (a | b).flatten(1).sum(1).double()
    return torch.where(either > 0, both / either.clamp(min=1), torch.ones_like(both)).float()


def largest(inside: Bool[Tensor, "x y z"]) -> Bool[Tensor, "x y z"]:
    """The largest connected piece of one shape; empty, if the shape is."""
    from scipy.ndimage import label  # noqa: PLC0415 - takes a while, and meshes are made without

    numbered, count = label(inside.numpy())
    if count < 2:
        return inside
    return torch.from_numpy(numbered == np.bincount(numbered.ravel())[1:].argmax() + 1)


def thin(inside: Bool[Tensor, "x y z"]) -> Bool[Tensor, "x y z"]:
    """Those samples of a shape that lie in parts thinner than 3 samples: what an opening by 3³ samples takes away."""
    from scipy.ndimage import binary_opening  # noqa: PLC0415 - as above

    return inside & ~torch.from_numpy(binary_opening(inside.numpy(), np.ones((3, 3, 3), dtype=bool)))


def pieces(inside: Bool[Tensor, "x y z"]) -> Pieces:
    """The connected pieces of one shape."""
    from scipy.ndimage import label  # noqa: PLC0415 - as above

    numbered, count = label(inside.numpy())
    if count == 0:
        return Pieces(0, 1.0)
    sizes = np.bincount(numbered.ravel())[1:]
    return Pieces(int(count), float(1 - sizes.max() / sizes.sum()))


def together(inside: Bool[Tensor, "x y z"]) -> bool:
    """Whether a shape is a single piece for whoever looks at it: pieces less than three samples apart are one.

    A rod thinner than a sample is a row of pieces on a grid, and whole to the eye; what is loose to the eye is farther
    away. An empty shape is not.
    """
    from scipy.ndimage import binary_dilation, label  # noqa: PLC0415 - as above

    around = np.ones((3, 3, 3), dtype=bool)
    return int(label(binary_dilation(inside.numpy(), around), around)[1]) == 1
