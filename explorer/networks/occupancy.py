"""Shapes of SDF networks on a grid, and how much two shapes overlap: for measurements, every sample evaluated."""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.networks.prep import PRepLayout, unflatten
from explorer.networks.siren import Siren, siren

CHUNK = 16_384  # points; the activations stay in the cache


def grid_points(resolution: int, device: torch.device | None = None) -> Float[Tensor, "p 3"]:
    """All samples of the grid over [-1, 1]^3, faces included, in (x, y, z) order, z fastest."""
    axis = torch.linspace(-1, 1, resolution, device=device)
    return torch.cartesian_prod(axis, axis, axis)


def occupancy(
    arch: Siren, layout: PRepLayout, weights: Float[Tensor, "n count"], resolution: int
) -> Bool[Tensor, "n r r r"]:
    """Which samples of the grid lie inside each network's shape, in (x, y, z) order."""
    points = grid_points(resolution, weights.device)
    inside = torch.empty(len(weights), resolution**3, dtype=torch.bool, device=weights.device)
    with torch.inference_mode():
        for row, vector in zip(inside, weights, strict=True):
            params = unflatten(layout, vector)
            for part, chunk in zip(row.split(CHUNK), points.split(CHUNK), strict=True):
                part.copy_(siren(arch, params, chunk)[:, 0] < 0)
    return inside.reshape(-1, resolution, resolution, resolution)


def iou(a: Bool[Tensor, n * grid], b: Bool[Tensor, n * grid]) -> Float[Tensor, " n"]:
    """Intersection over union of two batches of shapes; 1 where both are empty."""
    both = (a & b).flatten(1).sum(1).double()
    either = (a | b).flatten(1).sum(1).double()
    return torch.where(either > 0, both / either.clamp(min=1), torch.ones_like(both)).float()
