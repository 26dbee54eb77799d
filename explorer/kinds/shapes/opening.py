"""Which path a space of shapes opens with: one on which shapes stay whole, if `evaluate` has found one."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool

from explorer.explore.travel.ends import typical_pair
from explorer.space.bundle import Space

FIRST = ("chair", "table")  # the kinds that a first path joins, if there are any
JOINED = (FIRST, ("armchair", "sofa"))  # of which measured paths are
WELL = 0.7  # IoU of a decoded network with its own from which on a first path may begin at it


def first_pair(space: Space) -> tuple[int, int]:
    """The ends of the path that the screen opens with: measured ones, else a chair that turns into a table.

    Else of two kinds of things; those that are decoded well, if any are.
    """
    found = space.info["metrics"].get("opening")
    if isinstance(found, dict):
        a, b = found.get("a"), found.get("b")
        if isinstance(a, int) and isinstance(b, int) and 0 <= min(a, b) <= max(a, b) < len(space):
            return a, b
    return typical_pair(space.labels[space.group], space.split, space.latents, FIRST, decoded_well(space))


def decoded_well(space: Space) -> Bool[np.ndarray, " n"] | None:
    """Which networks are whole as they are decoded, and like themselves; None: that is not known."""
    if not {"iou", "in_one_piece"} <= set(space.labels):
        return None
    well: np.ndarray = (space.labels["iou"] >= WELL) & (space.labels["in_one_piece"] == "yes")
    return well
