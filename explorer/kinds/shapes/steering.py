"""Labels of shapes as directions. Which of them can be measured on a decoded surface, `truths` say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from jaxtyping import Bool, Float

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.effects import SHARE, effect, few, read_as, turns
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.truths import truth_of
from explorer.space.bundle import Space
from explorer.space.directions import Classes, directions

FEWEST_OF_KIND = 5  # training networks of a kind with a value: then the kind can have it
ABSENT = 0.04  # cube units: what is lower than this is not there


class ShapeSteering:
    """See `protocols.Steering`."""

    hidden = frozenset({"iou", "in_one_piece", "name", "fit"})
    bent = frozenset[str]()

    def hides(self, space: Space, label: str) -> bool:
        """None beside those."""
        del space, label
        return False

    def applies(self, space: Space, label: str) -> Bool[np.ndarray, " n"]:
        """The size of a part says nothing of a shape without one."""
        shapes = shapes_only(space)
        return truth_of(shapes).applies(shapes, label)

    def measured(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"]) -> dict[str, Any]:
        """Of furniture its lengths, of other shapes their sizes; of a shape without a surface nothing."""
        found = gauged(engine, shapes_only(space), latent)
        if found is None:
            return {}
        heights = set(truth_of(shapes_only(space)).parts.values())
        return {
            k: "none" if np.isnan(v) or (k in heights and v < ABSENT) else round(v, 4) for k, v in found.items()
        }  # fmt: skip

    def effects(self, engine: Engine, space: Space, count: int, report: Report) -> dict[str, Any]:
        """Of sliders on the surface, of buttons as the encoder reads them."""
        shapes = shapes_only(space)
        return {"labels": slider_effects(engine, shapes, count, report), "classes": turn_effects(engine, shapes, count)}


STEERING = ShapeSteering()


def slider_effects(
    engine: Engine, space: ShapeSpace, count: int, report: Report = lambda what, done, total: None
) -> dict[str, dict[str, float]]:
    """Effects of the continuous labels that can be measured on a shape's surface.

    Args:
        engine: decodes.
        space: a space of shapes.
        count: held-out networks; of each label those that it applies to count.
        report: called with what is measured, how much of it is done, and of how much.

    Returns:
        By label, what `effects.effect` says.
    """
    learned = directions(space)
    offered = {one.label: one for one in learned.labels if one.label in truth_of(space).gauged}
    spans = {name: one.high - one.low for name, one in offered.items()}
    ids = few(space.heldout, count)
    before = {i: gauged(engine, space, space.latents[i]) for i in ids}
    out: dict[str, dict[str, float]] = {}
    for done, (name, one) in enumerate(offered.items(), 1):
        there = STEERING.applies(space, name)
        rows = []
        for i in ids:
            start = before[i]
            if not there[i] or start is None or not start[name] > ABSENT:
                continue
            asked = SHARE * spans[name] * (1 if start[name] + SHARE * spans[name] <= one.high else -1)
            end = gauged(engine, space, learned.moved(space.latents[i], {name: asked}))
            if end is not None and np.isfinite(end[name]):
                others = [abs(end[k] - start[k]) / spans[k] for k in offered if k != name]
                rows.append((asked, end[name] - start[name], float(np.nanmean(others))))
        if rows:
            out[name] = effect(np.asarray(rows), one.r2)
        report("steering", done, len(offered))
    return out


def gauged(engine: Engine, space: ShapeSpace, latent: Float[np.ndarray, " d"]) -> Mapping[str, float] | None:
    """The labels of a decoded shape as they are on its surface; see `truths.Truth.gauge`."""
    return truth_of(space).gauge(engine, space, latent)


def turn_effects(engine: Engine, space: ShapeSpace, count: int) -> dict[str, dict[str, float]]:
    """Effects of discrete labels: the share of decoded shapes that are read as the wanted value afterwards.

    Only combinations of kind and value that the zoo has are asked for: there is no chair with side panels. What is read
    is the decoded network itself, by the encoder; and for backs and armrests of furniture the surface, too.

    Returns:
        Per `label=value`: `networks` turned, `reached` (share that the encoder reads as the value), and for a part that
        appears or vanishes `seen` (share on whose surface it does).
    """
    parts = truth_of(space).parts

    def measured(group: Classes, value: str, ids: list[int], latents: Float[np.ndarray, "k d"]) -> dict[str, float]:
        row = {"reached": read_as(engine, space, group, value, latents, ids[0])}
        if group.label in parts:
            seen = [gauged(engine, space, z) for z in latents]
            there = [one is not None and one[parts[group.label]] > ABSENT for one in seen]
            row["seen"] = round(float(np.mean([t == (value != "none") for t in there])), 4)
        return row

    return turns(space, count, partial(_could_have, space), measured)


def _could_have(space: ShapeSpace, label: str, value: str) -> Bool[np.ndarray, " n"]:
    """Networks without a value, of a kind of which training networks have it; of the kinds themselves all others."""
    has, kinds = space.labels[label] == value, space.labels[space.group]
    if label == space.group:
        return np.asarray(~has)
    names, counts = np.unique(kinds[space.train][has[space.train]], return_counts=True)
    return np.asarray(~has & np.isin(kinds, names[counts >= FEWEST_OF_KIND]))
