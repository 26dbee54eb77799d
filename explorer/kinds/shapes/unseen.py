"""Held-out shapes of one's own as somebody's files: read in one pass, refined, fitted, and compared with their meshes.

The encoder reads the network that was fitted to a mesh, which is all that a space keeps of its distances; what is
decoded is compared with the mesh itself, on those samples of the grid that refining does not learn (see `covering`).
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.explore.engine.engine import Decoded, Engine, Input, Refitted, Source
from explorer.explore.read.optimize import Step, optimize
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.covering import covered
from explorer.kinds.shapes.fitting import fit_weights
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.occupancy import pieces, thin, together
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.targets import network_aim
from explorer.space.bundle import Space
from explorer.space.neighbours import nearest

RESOLUTION = 64
STEPS = 200
MOST = 60  # shapes that are read
MOST_FITTED = 20  # of them that are fitted, too: each takes some seconds
SLIGHT = 20  # samples in thin parts that a mesh must have to be counted as one with such parts
WAYS = ("network", "read", "refined", "fitted")


@dataclass(frozen=True)
class Readings:
    """What comes of a network that was read as a file is.

    Attributes:
        sources: by the names of `WAYS`; "fitted" only where it was asked for.
        seconds: that refining and fitting took.
    """

    sources: dict[str, Source]
    seconds: dict[str, float]


def readings_of(engine: Engine, space: ShapeSpace, network: int, steps: int, *, fitted: bool) -> Readings:
    """A network of the zoo as it is; as it is read; refined by so many steps; and that, fitted in weight space."""
    aim = network_aim(engine, space, network)
    assert aim.start is not None  # it was read
    begun, best = time.perf_counter(), None
    for step in optimize(engine, space, aim.start, aim, steps=steps):
        best = step if step.best else best
    assert isinstance(best, Step)
    refined = Decoded.of(best.latent)
    sources: dict[str, Source] = {"network": Input(network), "read": Decoded.of(aim.start), "refined": refined}
    seconds = {"refined": time.perf_counter() - begun}
    if fitted:
        found = fit_weights(space, engine.weights(space, [refined])[0].cpu(), aim.target)
        sources["fitted"], seconds["fitted"] = Refitted.to(best.latent, found.weights), found.seconds
    return Readings(sources, seconds)


class ShapeReadingsDrawn:
    """See `protocols.ReadingsDrawn`."""

    ways = ("as they are", "as read in one pass", f"refined by {STEPS} steps", "fitted in weight space")

    def sources(self, engine: Engine, space: Space, network: int) -> list[Source]:
        """In the order of `ways`."""
        found = readings_of(engine, shapes_only(space), network, STEPS, fitted=True).sources
        return [found[way] for way in WAYS]


READINGS = ShapeReadingsDrawn()


def unseen_table(
    engine: Engine, space: ShapeSpace, *, steps: int = STEPS, fitted: int = MOST_FITTED,
    progress: Report = lambda what, done, total: None,
) -> dict[str, Any]:  # fmt: skip
    """How well held-out meshes come back, of a space that keeps samples of them; empty of others.

    Args:
        engine: decodes.
        space: the space; its encoder reads answers.
        steps: of each refinement.
        fitted: the first so many are fitted, too.
        progress: called with what is measured, how much of it is done, and of how much.

    Returns:
        `meshes` (how many), `whole` (how many of them are in one piece), `together` (how many are for whoever looks at
        them: `occupancy.together`), `thin` (how many have thin parts), `steps`, `seconds` (of a refinement); and of
        `network` (the one that was fitted to the mesh), `read`, `refined`, `fitted` and `nearest` (the training network
        nearest to what was read) IoU with the mesh, mean and tenth percentile; `one_piece` and `together`, the share of
        those in one piece, and together, among the meshes that are; `thin`, the share of the mesh's samples in thin
        parts that are inside, the mean of those that have such parts; of `fitted` also `meshes` and `seconds`.
    """
    ids = space.heldout[:MOST].tolist()
    truth = space.zoo.truth(ids) if hasattr(space.zoo, "truth") else None
    if truth is None:
        return {}
    ways = (*WAYS, "nearest")
    overlaps, kept = ({way: list[float]() for way in ways} for _ in range(2))
    single, hanging = ({way: list[bool]() for way in ways} for _ in range(2))
    seconds = {way: list[float]() for way in WAYS}
    whole = tied = slim = 0
    for done, (i, mesh) in enumerate(zip(ids, truth, strict=True), 1):
        found = readings_of(engine, space, i, steps, fitted=done <= fitted)
        start = found.sources["read"]
        assert isinstance(start, Decoded)
        twin = int(nearest(space, start.array, 1, among=space.train.tolist()).ids[0])
        sources = {**found.sources, "nearest": Input(twin)}
        one, hangs, slight = pieces(mesh).one, together(mesh), thin(mesh)
        whole, tied = whole + one, tied + hangs
        slender = int(slight.sum()) >= SLIGHT
        slim += slender
        for way, source in sources.items():
            shape = occupancy_of(engine, space, engine.weights(space, [source]), RESOLUTION)[0]
            seen = covered(shape, mesh)
            overlaps[way].append(seen.overlap)
            if one:
                single[way].append(seen.pieces == 1)
            if hangs:
                hanging[way].append(together(shape))
            if slender:
                kept[way].append(float(shape[slight].double().mean()))
        for way, took in found.seconds.items():
            seconds[way].append(took)
        progress("held-out meshes", done, len(ids))
    table: dict[str, Any] = {
        way: _said(overlaps[way], single[way], hanging[way], kept[way]) for way in ways if overlaps[way]
    }
    if "fitted" in table:
        table["fitted"] |= {"meshes": len(overlaps["fitted"]), "seconds": round(float(np.median(seconds["fitted"])), 2)}
    took = round(float(np.median(seconds["refined"])), 2)
    counts = {"meshes": len(ids), "whole": whole, "together": tied, "thin": slim}
    return {**counts, "steps": steps, "seconds": took, **table}


def _said(overlaps: list[float], single: list[bool], hanging: list[bool], kept: list[float]) -> dict[str, float | None]:
    shares: dict[str, Sequence[float]] = {"one_piece": single, "together": hanging, "thin": kept}
    return {
        "mean": round(float(np.mean(overlaps)), 4),
        "p10": round(float(np.quantile(overlaps, 0.1)), 4),
        **{name: round(float(np.mean(of)), 4) if of else None for name, of in shares.items()},
    }
