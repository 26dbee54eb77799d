"""What is true of furniture and of no other shapes: the exact piece behind a network, made again from the zoo's seed.

A zoo of other shapes has other truths, or none: `is_furniture` says whether a space's zoo is one of furniture, and
everything that is measured against exact pieces asks it first.
"""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.occupancy import grid_points
from explorer.kinds.shapes.pairs import PAIR_SEED
from explorer.space.bundle import Space

CHUNK = 8192  # points


def is_furniture(space: Space) -> bool:
    """Whether a space's provenance says that its zoo is one of furniture, and from which seed."""
    zoo = space.info["provenance"].get("zoo")
    return isinstance(zoo, dict) and zoo.get("kind") == "furniture" and "seed" in zoo


def shape_parameters(space: Space, ids: np.ndarray) -> Float[Tensor, "n 18"]:
    """The furniture parameters of networks, from the seed that the space's provenance states.

    Raises:
        SelectionError: its zoo is not one of furniture.
    """
    if not is_furniture(space):
        raise SelectionError(f"The zoo of {space.name} is not one of furniture.", "Take a space of furniture.")
    rows = space.zoo_rows[ids]
    pieces = furniture.sample_furniture(int(rows.max()) + 1, int(space.info["provenance"]["zoo"]["seed"]))
    return torch.from_numpy(pieces.parameters[rows])


def exact_occupancy(space: Space, ids: np.ndarray, resolution: int) -> Bool[Tensor, "n r r r"]:
    """The exact shapes on the grid."""
    boxes = furniture.parts(shape_parameters(space, ids))
    points = grid_points(resolution)
    shape = (len(ids), resolution, resolution, resolution)
    chunks = [furniture.parts_sdf(boxes, c[None].expand(len(ids), -1, -1)) < 0 for c in points.split(CHUNK)]
    return torch.cat(chunks, 1).reshape(shape)


def exact_surfaces(space: Space, ids: np.ndarray, count: int) -> Float[np.ndarray, "n p 3"]:
    """So many points on each exact surface."""
    boxes = furniture.parts(shape_parameters(space, ids))
    return furniture.surface_points(boxes, count, torch.Generator().manual_seed(PAIR_SEED)).numpy()
