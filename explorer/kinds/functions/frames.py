"""What the live view shows of a function: how good it is, what it confuses, and what it gives where inputs vary."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from jaxtyping import Float

from explorer.explore.draw.confusion import confusion_picture
from explorer.explore.draw.png import png
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Input, Source
from explorer.explore.travel.paths import MAX_ANCHORS
from explorer.figures.style import CATEGORICAL
from explorer.kinds.functions.drawing import probabilities
from explorer.kinds.functions.figures import shade
from explorer.kinds.functions.judging import Judgement, judge_network
from explorer.kinds.functions.response import MOST, PRINCIPAL, Directions, Plane, answers_at, classes_at, directions_of
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.kinds.functions.trajectories import runs_of, stops_of
from explorer.kinds.functions.words import agreement_of
from explorer.space.bundle import Space

LEVEL = 1  # of zlib
COUNTS = ((48, 200), (96, 1000))  # test inputs judged on, up to a resolution; all beyond
POINTS = 200  # test inputs in a scatter and over a plane
CURVE = 33  # points of a curve
SIDES = ((48, 12), (96, 20))  # points of a plane along each axis, up to a resolution
FINE = 32  # the same beyond
WORK = 400_000_000  # multiplications that a frame may take for its planes: of large networks they are coarser
LEAST_SIDE = 6
SIZES = 12  # outputs that are sent of curves, at most
MOST_CLASSES = 20  # of a matrix that can be read
MOST_RUNS = 200


class FunctionFrames:
    """See `protocols.Frames`."""

    patient = True

    def frame(
        self, engine: Engine, space: Space, source: Source, network: int | None, resolution: int, cancelled: Cancelled
    ) -> tuple[dict[str, Any], bytes]:
        """What a header says under "judged", and curves, planes and points, one zlib stream of float32.

        In the body, one after the other: curves (axes, points, outputs) of the network; the same of its input network,
        where there is one; planes (planes, side, side, 2): the class and its probability, or (planes, side, side,
        outputs) values; points (inputs, outputs) of a scatter, and of the input network where there is one.
        """
        found = functions_only(space)
        count = next((count for most, count in COUNTS if resolution <= most), None)
        judged = judge_network(engine, found, source, count, cancelled)
        own = None if network is None else judge_network(engine, found, Input(network), count, cancelled)
        side = side_at(found, judged.arch, resolution)
        drawn = engine.once(
            found, source, ("drawn", side), lambda check: _drawn(engine, found, source, side, check), _size, cancelled
        )
        beside = None
        if network is not None:
            beside = engine.once(
                found, Input(network), ("curves",), lambda check: [_curves(engine, found, Input(network), check)],
                _size, cancelled,
            )[0]  # fmt: skip
        curves, planes = drawn
        parts = [curves, *([] if beside is None else [beside]), planes, *_points(found, judged, own)]
        facts = {
            "by": found.worth,
            "worth": None if judged.worth is None else round(judged.worth, 4),
            "input": None if own is None or own.worth is None else round(own.worth, 4),
            "agreement": None if own is None else round(agreement_of(found, judged.answers, own.answers), 4),
            "count": len(judged.answers),
            "arch": judged.arch,
            "shares": [round(float(v), 4) for v in judged.shares],
            "parameters": found.archs[judged.arch].count,
            "confusion": _confusion(found, judged, own),
            "curves": list(curves.shape),
            "own": beside is not None,
            "paired": own is not None,
            "planes": list(planes.shape),
            "points": [min(len(judged.answers), POINTS), min(found.task.size, SIZES)],
        }
        body = b"".join(np.ascontiguousarray(part, dtype="<f4").tobytes() for part in parts)
        return {"judged": facts}, zlib.compress(body, LEVEL)

    def picture(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        """What it gives over the plane along which the examples differ most; of many classes how it confuses them."""
        found = functions_only(space)
        directions = directions_of(engine, found)
        planes = directions.planes()
        if not planes:
            axis = directions.axes[0]
            shown = answers_at(engine, found, source, directions.sweep(axis, size))
            return png(_line(shown[:, 0], found, size, colour))
        side = max(LEAST_SIDE, min(resolution, 24))
        shown = answers_at(engine, found, source, planes[0].inputs(side))
        if not found.task.classes:
            return png(_values(found, shown[:, 0].reshape(side, side), size, colour))
        if found.task.size > len(CATEGORICAL):
            judged = judge_network(engine, found, source, POINTS, cancelled)
            if judged.confusion is not None:
                return png(confusion_picture(judged.confusion, size, colour))
        classes, amount = classes_at(shown)
        pixels = shade(classes.reshape(side, side), amount.reshape(side, side), found.task.size, "#ffffff")[::-1]
        return png(_enlarged(np.concatenate([pixels, np.full((side, side, 1), 255, np.uint8)], 2), size))

    def about(self, space: Space) -> dict[str, Any]:
        """What the frames are to be read with: the task, names, axes and planes, targets, trainings."""
        found = functions_only(space)
        directions = directions_of(Engine("cpu"), found)
        inputs, targets = found.examples.only("test")
        flat = inputs[:POINTS].flatten(1).numpy()
        right = None if targets is None else targets[:POINTS].numpy()
        return {
            "classes": list(found.class_names),
            "outputs": list(found.output_names)[: max(SIZES, found.task.size if found.task.classes else 0)],
            "archs": [graph.name for graph in found.archs],
            "worth": found.worth,
            "axes": [
                {
                    "name": axis.name,
                    "low": round(axis.low, 6),
                    "high": round(axis.high, 6),
                    "base": round(float(directions.base[axis.index or 0]), 6),
                }
                for axis in directions.axes[:MOST]
            ],
            "inputs": len(directions.axes),
            "planes": [_plane(plane, flat, directions) for plane in directions.planes()],
            "targets": None if right is None else np.round(right.astype(np.float64), 5).tolist(),
            "values": [[round(float(c), 6), round(float(s), 6)] for c, s in zip(found.model.centre, found.model.scale,
                                                                                strict=True)][:SIZES],
            "runs": [
                {"name": name, "ids": stops_of(ids, MAX_ANCHORS)} for name, ids in list(runs_of(space).items())
            ][:MOST_RUNS],
            "tooFew": space.info["metrics"].get("too_few"),
        }  # fmt: skip


FRAMES = FunctionFrames()


def side_at(space: FunctionSpace, arch: int, resolution: int) -> int:
    """Points of a plane along each axis: fewer while a hand moves, and of networks that take long."""
    side = next((side for most, side in SIDES if resolution <= most), FINE)
    planes = max(1, min(7, len(space.input_names) * (len(space.input_names) - 1) // 2))
    affordable = int((WORK / (planes * max(1, space.archs[arch].count))) ** 0.5)
    return max(LEAST_SIDE, min(side, affordable))


def _drawn(engine: Engine, space: FunctionSpace, source: Source, side: int, check: Any) -> list[np.ndarray]:
    """Curves, and planes."""
    directions = directions_of(engine, space)
    planes = directions.planes()
    width = 2 if space.task.classes else min(space.task.size, SIZES)
    made = np.zeros((len(planes), side, side, width), np.float32)
    for k, plane in enumerate(planes):
        shown = answers_at(engine, space, source, plane.inputs(side), check)
        if space.task.classes:
            made[k] = np.stack(classes_at(shown), 1).reshape(side, side, 2)
        else:
            made[k] = shown[:, :width].reshape(side, side, width)
    return [_curves(engine, space, source, check), made]


def _curves(engine: Engine, space: FunctionSpace, source: Source, check: Any) -> Float[np.ndarray, "axes points size"]:
    directions = directions_of(engine, space)
    axes = directions.axes[:MOST]
    shown = answers_at(engine, space, source, np.concatenate([directions.sweep(one, CURVE) for one in axes]), check)
    return np.asarray(shown[:, :SIZES].reshape(len(axes), CURVE, -1), dtype=np.float32)


def _size(made: list[np.ndarray]) -> int:
    return sum(int(part.nbytes) for part in made)


def _points(space: FunctionSpace, judged: Judgement, own: Judgement | None) -> list[np.ndarray]:
    """What networks give at the first test inputs: probabilities, or values."""
    every = [judged] if own is None else [judged, own]
    shown = [probabilities(one) if space.task.classes else one.answers for one in every]
    return [one[:POINTS, :SIZES] for one in shown]


def _confusion(space: FunctionSpace, judged: Judgement, own: Judgement | None) -> list[int] | None:
    """By true and predicted class; without targets by what the input network and this one say."""
    if not space.task.classes or space.task.size > MOST_CLASSES:
        return None
    if judged.confusion is not None:
        return [int(v) for v in judged.confusion.reshape(-1)]
    if own is None:
        return None
    size = space.task.size
    pairs = np.bincount(own.predicted * size + judged.predicted, minlength=size**2)
    return [int(v) for v in pairs]


def _plane(plane: Plane, flat: Float[np.ndarray, "n inputs"], directions: Directions) -> dict[str, Any]:
    axes = {
        name: {"name": axis.name, "low": round(axis.low, 6), "high": round(axis.high, 6)}
        for name, axis in (("x", plane.x), ("y", plane.y))
    }
    principal = plane is directions.principal
    name = PRINCIPAL if principal else f"{plane.x.name} × {plane.y.name}"
    return {"name": name, **axes, "points": np.round(plane.places(flat).astype(np.float64), 5).tolist()}


def _enlarged(pixels: np.ndarray, size: int) -> np.ndarray:
    places = np.floor(np.arange(size) * len(pixels) / size).astype(int)
    return np.ascontiguousarray(pixels[places][:, places])


def _values(space: FunctionSpace, values: Float[np.ndarray, "s s"], size: int, colour: str) -> np.ndarray:
    """A value over a plane: the larger, the less clear."""
    centre, scale = float(space.model.centre[0]), float(space.model.scale[0])
    shares = np.clip((values - centre) / (4 * scale) + 0.5, 0, 1)[::-1]
    pixels = np.empty((*shares.shape, 4), np.uint8)
    pixels[..., :3] = [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
    pixels[..., 3] = (25 + 230 * shares).round()
    return _enlarged(pixels, size)


def _line(values: Float[np.ndarray, " n"], space: FunctionSpace, size: int, colour: str) -> np.ndarray:
    """A value along the only input, as what lies below its curve."""
    low, wide = (0.0, 1.0) if space.task.classes else (
        float(space.model.centre[0] - 2 * space.model.scale[0]), float(4 * space.model.scale[0])
    )  # fmt: skip
    heights = np.clip((values - low) / wide, 0, 1) * size
    pixels = np.zeros((size, size, 4), np.uint8)
    pixels[..., :3] = [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
    pixels[..., 3] = np.where(np.arange(size)[::-1, None] < heights[None], 255, 30)
    return pixels
