"""Held-out shapes of one's own as somebody's files: read in one pass, refined, and compared with their meshes.

The encoder reads the network that was fitted to a mesh, which is all that a space keeps of its distances; what is
decoded is compared with the mesh itself, on the grid.
"""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.optimize import Step, optimize
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.occupancy import iou, pieces
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.targets import network_aim
from explorer.space.neighbours import nearest

RESOLUTION = 64
STEPS = 200
MOST = 60  # shapes that are read


def unseen_table(
    engine: Engine, space: ShapeSpace, *, steps: int = STEPS, progress: Report = lambda what, done, total: None
) -> dict[str, Any]:
    """How well held-out meshes come back, of a space that keeps samples of them; empty of others.

    Args:
        engine: decodes.
        space: the space; its encoder reads answers.
        steps: of each refinement.
        progress: called with what is measured, how much of it is done, and of how much.

    Returns:
        `meshes` (how many), `whole` (how many of them are in one piece), `steps`, `seconds` (of a refinement); and of
        `network` (the one that was fitted to the mesh), `read`, `refined` and `nearest` (the training network nearest
        to what was read) IoU with the mesh, mean and tenth percentile, and `one_piece`, the share of those in one piece
        among the meshes that are.
    """
    ids = space.heldout[:MOST].tolist()
    truth = space.zoo.truth(ids) if hasattr(space.zoo, "truth") else None
    if truth is None:
        return {}
    ways = ("network", "read", "refined", "nearest")
    overlaps, single = {way: list[float]() for way in ways}, {way: list[bool]() for way in ways}
    seconds, whole = list[float](), 0
    for done, (i, mesh) in enumerate(zip(ids, truth, strict=True), 1):
        aim = network_aim(engine, space, i)
        assert aim.start is not None  # it was read
        begun, best = time.perf_counter(), None
        for step in optimize(engine, space, aim.start, aim, steps=steps):
            best = step if step.best else best
        seconds.append(time.perf_counter() - begun)
        assert isinstance(best, Step)
        twin = int(nearest(space, aim.start, 1, among=space.train.tolist()).ids[0])
        sources = (Input(i), Decoded.of(aim.start), Decoded.of(best.latent), Input(twin))
        found = [occupancy_of(engine, space, engine.weights(space, [source]), RESOLUTION)[0] for source in sources]
        one = pieces(mesh).one
        whole += one
        for way, shape in zip(ways, found, strict=True):
            overlaps[way].append(float(iou(shape[None], mesh[None])[0]))
            if one:
                single[way].append(pieces(shape).one)
        progress("held-out meshes", done, len(ids))
    return {
        "meshes": len(ids), "whole": whole, "steps": steps, "seconds": round(float(np.median(seconds)), 2),
        **{way: _said(overlaps[way], single[way]) for way in ways},
    }  # fmt: skip


def _said(overlaps: list[float], single: list[bool]) -> dict[str, float | None]:
    return {
        "mean": round(float(np.mean(overlaps)), 4),
        "p10": round(float(np.quantile(overlaps, 0.1)), 4),
        "one_piece": round(float(np.mean(single)), 4) if single else None,
    }
