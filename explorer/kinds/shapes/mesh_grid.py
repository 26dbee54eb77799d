"""Which samples of the grid over the cube lie inside a mesh."""

from __future__ import annotations

import math

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.kinds.shapes.meshfile import MeshShape, distances_to, inside
from explorer.kinds.shapes.occupancy import grid_points

RESOLUTION = 64
BLOCK = 4  # samples of a block, each way
CHUNK = 1 << 15


def occupied(shape: MeshShape, resolution: int = RESOLUTION) -> Bool[Tensor, "r r r"]:
    """Which samples of the grid lie inside, (x, y, z) order.

    Of a closed mesh whole blocks of samples that the surface does not reach are inside or outside together. Of others
    the winding number may turn anywhere: every sample is asked.
    """
    points = grid_points(resolution)
    if not shape.watertight or resolution % BLOCK:
        # Beyond the box around the surface at least half of all directions see nothing of it.
        low, high = (torch.from_numpy(end(shape.points, axis=0)) for end in (np.min, np.max))
        within = ((points >= low) & (points <= high)).all(1)
        out = torch.zeros(len(points), dtype=torch.bool)
        out[within] = _asked(shape, points[within])
        return out.reshape((resolution,) * 3)
    blocks = resolution // BLOCK
    grouped = points.reshape(blocks, BLOCK, blocks, BLOCK, blocks, BLOCK, 3).permute(0, 2, 4, 1, 3, 5, 6)
    grouped = grouped.reshape(blocks**3, BLOCK**3, 3)
    distances = distances_to(shape, grouped.mean(1))
    reach = 2 / (resolution - 1) * (BLOCK - 1) / 2 * math.sqrt(3)
    out = (distances < 0)[:, None].repeat(1, BLOCK**3)
    near = distances.abs() <= reach * 1.001
    out[near] = _asked(shape, grouped[near].reshape(-1, 3)).reshape(-1, BLOCK**3)
    ordered = out.reshape(blocks, blocks, blocks, BLOCK, BLOCK, BLOCK).permute(0, 3, 1, 4, 2, 5)
    return ordered.reshape((resolution,) * 3).clone()


def _asked(shape: MeshShape, points: Float[Tensor, "n 3"]) -> Bool[Tensor, " n"]:
    parts = [inside(shape, part) for part in points.split(CHUNK)]
    return torch.cat(parts) if parts else torch.zeros(0, dtype=torch.bool)
