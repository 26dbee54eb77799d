"""Which path a space of shapes opens with: one on which shapes stay whole, if `evaluate` has found one."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
from jaxtyping import Bool

from explorer.explore.engine.engine import Engine
from explorer.explore.travel.ends import typical_pair
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.occupancy import pieces
from explorer.kinds.shapes.space import ShapeSpace
from explorer.space.bundle import Space

FIRST = ("chair", "table")  # the kinds that a first path joins, if there are any
WELL = 0.7  # IoU of a decoded network with its own from which on a first path may begin at it
TRIED = 6  # networks of each of the two kinds, those that are decoded best
PLACES = tuple(k / 10 for k in range(1, 10))  # shares of a path at which shapes are looked at
RESOLUTION = 64


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


def measured_opening(engine: Engine, space: ShapeSpace, progress: Report) -> dict[str, Any]:
    """The path through the zoo, of a chair to a table, on which most shapes are in one piece.

    Args:
        engine: decodes.
        space: the space.
        progress: called with what is measured, how much of it is done, and of how much.

    Returns:
        `a`, `b` (ids), `whole` (at how many of `places` the shape is in one piece); empty, if the space has no such
        kinds, or none of theirs is decoded well.
    """
    well = decoded_well(space)
    if well is None:
        return {}
    own = well & (space.split == "train")
    ranked = np.argsort(-space.labels["iou"], kind="stable") if own.any() else np.zeros(0, int)
    groups = space.labels[space.group]
    first, second = ([int(k) for k in ranked if own[k] and groups[k] == kind][:TRIED] for kind in FIRST)
    pairs, best = list(product(first, second)), dict[str, Any]()
    for done, (a, b) in enumerate(pairs, 1):
        path = make_path(space, a, b, PathKind.ZOO)
        weights = engine.decode(space, np.stack([latent_at(path, t) for t in PLACES]))
        whole = sum(pieces(shape).one for shape in occupancy_of(engine, space, weights, RESOLUTION))
        if whole > best.get("whole", 0):
            best = {"a": a, "b": b, "whole": whole, "places": len(PLACES)}
        progress("first paths", done, len(pairs))
    return best
