"""What steering does, measured: the label read back from the decoded network, against the one that was asked for.

Every held-out network is moved along each direction by a share of the label's range, decoded, and measured again: a
shape on its own surface (`furniture_measurements`), a classifier on test images. The networks play no part in fitting
the directions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Int

from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.furniture_measurements import GAUGED, gauge
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.space import ShapeSpace
from explorer.networks.fastsiren import FastSiren
from explorer.space.directions import applies, directions

SHARE = 0.3  # of a label's range that is asked for
RESOLUTION = 64
TURNED = 12  # classifiers, to each architecture
IMAGES = 1000  # test images that an accuracy is measured on
FEWEST_OF_KIND = 5  # training networks of a kind with a value: then the kind can have it
ABSENT = 0.04  # cube units: what is lower than this is not there

Progress = Callable[[str, int, int], None]


def shape_effects(
    engine: Engine, space: ShapeSpace, count: int, progress: Progress = lambda what, done, total: None
) -> dict[str, dict[str, float]]:
    """Effects of the continuous labels that can be measured on a surface.

    Args:
        engine: decodes.
        space: the space.
        count: held-out networks; of each label those that it applies to count.
        progress: called with what is measured, how much of it is done, and of how much.

    Returns:
        Per label: `r2` of its reading; `networks` measured; `asked`, the mean change asked for, and `error`, the mean
        distance of the measured change to it, in the label's unit; `share` of the asked change that is there (median);
        `others`, the mean change of the other labels as a share of their ranges.
    """
    learned = directions(space)
    offered = {one.label: one for one in learned.labels if one.label in GAUGED}
    spans = {name: one.high - one.low for name, one in offered.items()}
    ids = _few(space.heldout, count)
    before = {i: gauged(engine, space, space.latents[i]) for i in ids}
    out: dict[str, dict[str, float]] = {}
    for done, (name, one) in enumerate(offered.items(), 1):
        there = applies(space, name)
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
            out[name] = _effect(np.asarray(rows), one.r2)
        progress("steering", done, len(offered))
    return out


def _few(ids: Int[np.ndarray, " n"], count: int) -> list[int]:
    """So many of these networks, spread over all of them."""
    few: list[int] = ids[:: max(1, len(ids) // max(count, 1))][:count].tolist()
    return few


def gauged(engine: Engine, space: ShapeSpace, latent: Float[np.ndarray, " d"]) -> Mapping[str, float] | None:
    """The labels of a decoded shape as they are on its surface; see `gauge.gauge`."""
    network = FastSiren(space.arch, space.layout, engine.decode(space, latent[None]))
    mesh = mesh_of(engine, space, Decoded.of(latent), RESOLUTION)
    return gauge(lambda points: network(points.to(engine.device))[0], mesh)


def turn_effects(engine: Engine, space: ShapeSpace, count: int) -> dict[str, dict[str, float]]:
    """Effects of discrete labels: the share of decoded shapes that are read as the wanted value afterwards.

    Only combinations of kind and value that the zoo has are asked for: there is no chair with side panels. What is read
    is the decoded network itself, by the encoder; and for backs and armrests the surface, too.

    Returns:
        Per `label=value`: `networks` turned, `reached` (share that the encoder reads as the value), and for a part that
        appears or vanishes `seen` (share on whose surface it does).
    """
    learned = directions(space)
    parts = {"back": "back_height", "arms": "arm_height"}
    out: dict[str, dict[str, float]] = {}
    for group in learned.classes:
        for value in group.values:
            others = space.heldout[_could_have(space, group.label, value)[space.heldout]]
            ids = _few(others, count)
            if not ids:
                continue
            latents = np.stack([learned.moved(space.latents[i], {f"{group.label}={value}": 1.0}) for i in ids])
            read = space.encode(engine.decode(space, latents).cpu(), ids[0]).numpy()
            row = {
                "networks": float(len(ids)),
                "reached": round(float(np.mean([group.values[group.of(z)] == value for z in read])), 4),
            }
            if group.label in parts:
                seen = [gauged(engine, space, z) for z in latents]
                there = [one is not None and one[parts[group.label]] > ABSENT for one in seen]
                row["seen"] = round(float(np.mean([t == (value != "none") for t in there])), 4)
            out[f"{group.label}={value}"] = row
    return out


def _could_have(space: ShapeSpace, label: str, value: str) -> Bool[np.ndarray, " n"]:
    """Networks without a value, of a kind of which training networks have it; of the kinds themselves all others."""
    has, kinds = space.labels[label] == value, space.labels[space.group]
    if label == space.group:
        return np.asarray(~has)
    names, counts = np.unique(kinds[space.train][has[space.train]], return_counts=True)
    return np.asarray(~has & np.isin(kinds, names[counts >= FEWEST_OF_KIND]))


def classifier_effects(
    engine: Engine, space: ClassifierSpace, count: int, progress: Progress = lambda what, done, total: None
) -> dict[str, dict[str, float]]:
    """As `shape_effects`, for the accuracy of classifiers in percent; `others` is left out: there are none."""
    learned = directions(space)
    out: dict[str, dict[str, float]] = {}
    ids = _few(space.heldout, count)
    images = space.images.test[:IMAGES]
    for one in learned.labels:
        if one.label != "accuracy":
            continue
        _, before = accuracies(engine, space, [Decoded.of(space.latents[i]) for i in ids], images)
        span = SHARE * (one.high - one.low)
        asked = np.where(before + span <= one.high, span, -span)
        moved = [
            Decoded.of(learned.moved(space.latents[i], {one.label: float(a)})) for i, a in zip(ids, asked, strict=True)
        ]
        _, after = accuracies(engine, space, moved, images)
        out[one.label] = _effect(np.stack([asked, after - before, np.full(len(ids), np.nan)], 1), one.r2)
        progress("steering", 1, 1)
    return out


def classifier_turns(engine: Engine, space: ClassifierSpace, count: int) -> dict[str, dict[str, float]]:
    """Effects of the architecture's buttons.

    Returns:
        Per `architecture=NAME`: `networks` turned, `reached` (share that decode to a network of it), and the mean
        `accuracy` of those in percent.
    """
    learned = directions(space)
    out: dict[str, dict[str, float]] = {}
    for group in learned.classes:
        for value in group.values:
            others = space.heldout[space.labels[group.label][space.heldout] != value]
            ids = _few(others, count)
            moved = [Decoded.of(learned.moved(space.latents[i], {f"{group.label}={value}": 1.0})) for i in ids]
            if not moved:
                continue
            archs, found = accuracies(engine, space, moved, space.images.test[:IMAGES])
            right = np.asarray([space.archs[a].name == value for a in archs])
            row = {"networks": float(len(ids)), "reached": round(float(right.mean()), 4)}
            out[f"{group.label}={value}"] = row | (
                {"accuracy": round(float(np.asarray(found)[right].mean()), 2)} if right.any() else {}
            )
    return out


def _effect(rows: Float[np.ndarray, "n 3"], r2: float | None) -> dict[str, float]:
    asked, got, others = rows.T
    effect = {
        "r2": round(float("nan") if r2 is None else r2, 4),
        "networks": float(len(rows)),
        "asked": round(float(np.abs(asked).mean()), 4),
        "share": round(float(np.median(got / asked)), 4),
        "error": round(float(np.abs(got - asked).mean()), 4),
        "others": round(float(np.nanmean(others)), 4) if np.isfinite(others).any() else float("nan"),
    }
    return {name: value for name, value in effect.items() if np.isfinite(value)}


def effects(engine: Engine, space: ShapeSpace | ClassifierSpace, count: int, progress: Progress) -> dict[str, Any]:
    """What steering does in a space of either kind."""
    if isinstance(space, ClassifierSpace):
        return {
            "labels": classifier_effects(engine, space, count, progress),
            "classes": classifier_turns(engine, space, TURNED),
        }
    return {"labels": shape_effects(engine, space, count, progress), "classes": turn_effects(engine, space, count)}
