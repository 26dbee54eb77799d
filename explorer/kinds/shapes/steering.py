"""Labels of shapes as directions. What they are on a decoded surface is known of furniture alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from jaxtyping import Bool, Float

from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.measure.effects import SHARE, effect, few, read_as, turns
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.furniture import APPLIES_WITH
from explorer.kinds.shapes.furniture_measurements import GAUGED, gauge
from explorer.kinds.shapes.furniture_truth import is_furniture
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.networks.fastsiren import FastSiren
from explorer.space.bundle import Space
from explorer.space.directions import Classes, directions

RESOLUTION = 64
FEWEST_OF_KIND = 5  # training networks of a kind with a value: then the kind can have it
ABSENT = 0.04  # cube units: what is lower than this is not there
PARTS = {"back": "back_height", "arms": "arm_height"}  # discrete labels that say whether there is a part; its height


class ShapeSteering:
    """See `protocols.Steering`."""

    hidden = frozenset({"iou", "in_one_piece"})

    def hides(self, space: Space, label: str) -> bool:
        """None beside those."""
        del space, label
        return False

    def applies(self, space: Space, label: str) -> Bool[np.ndarray, " n"]:
        """The thickness of a back says nothing of a piece of furniture without one."""
        other, absent = APPLIES_WITH.get(label, ("", "")) if is_furniture(space) else ("", "")
        if other not in space.labels:
            return np.ones(len(space), dtype=bool)
        return np.asarray(space.labels[other] != absent)

    def measured(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"]) -> dict[str, Any]:
        """Of furniture its lengths; of a shape without a surface, and of other shapes, nothing."""
        if not is_furniture(space):
            return {}
        found = gauged(engine, shapes_only(space), latent)
        return {} if found is None else {k: "none" if np.isnan(v) else round(v, 4) for k, v in found.items()}

    def effects(self, engine: Engine, space: Space, count: int, report: Report) -> dict[str, Any]:
        """Of sliders on the surface, of buttons as the encoder reads them."""
        shapes = shapes_only(space)
        labels = slider_effects(engine, shapes, count, report) if is_furniture(space) else {}
        return {"labels": labels, "classes": turn_effects(engine, shapes, count)}


STEERING = ShapeSteering()


def slider_effects(
    engine: Engine, space: ShapeSpace, count: int, report: Report = lambda what, done, total: None
) -> dict[str, dict[str, float]]:
    """Effects of the continuous labels that can be measured on the surface of a piece of furniture.

    Args:
        engine: decodes.
        space: a space of furniture.
        count: held-out networks; of each label those that it applies to count.
        report: called with what is measured, how much of it is done, and of how much.

    Returns:
        By label, what `effects.effect` says.
    """
    learned = directions(space)
    offered = {one.label: one for one in learned.labels if one.label in GAUGED}
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
    """The labels of a decoded piece of furniture as they are on its surface; see `furniture_measurements.gauge`."""
    network = FastSiren(space.arch, space.layout, engine.decode(space, latent[None]))
    mesh = mesh_of(engine, space, Decoded.of(latent), RESOLUTION)
    return gauge(lambda points: network(points.to(engine.device))[0], mesh)


def turn_effects(engine: Engine, space: ShapeSpace, count: int) -> dict[str, dict[str, float]]:
    """Effects of discrete labels: the share of decoded shapes that are read as the wanted value afterwards.

    Only combinations of kind and value that the zoo has are asked for: there is no chair with side panels. What is read
    is the decoded network itself, by the encoder; and for backs and armrests of furniture the surface, too.

    Returns:
        Per `label=value`: `networks` turned, `reached` (share that the encoder reads as the value), and for a part that
        appears or vanishes `seen` (share on whose surface it does).
    """
    parts = PARTS if is_furniture(space) else {}

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
