"""When two shapes are alike: their surfaces, and the weights of their networks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.explore.engine.engine import Engine, Input, Source
from explorer.kinds.shapes.measures import SURFACE_POINTS, chamfer, evenly
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.lru import LruCache
from explorer.networks.fastsiren import FastSiren
from explorer.space.bundle import Space

POINTS, POINT_SEED = 2048, 20_220_605  # at which functions are compared before surfaces are
CLAMP = 0.15  # cube units: far from the surface, distances say little
SHORT = 24  # networks of which surfaces are compared
SURFACE = 48  # resolution of those surfaces
CHUNK = 64
REMEMBERED = 4  # spaces

_zoos = LruCache[np.ndarray](REMEMBERED)  # what all networks of a space answer

Found = tuple[Int[np.ndarray, " k"], Float[np.ndarray, " k"]]
Near = tuple[Int[np.ndarray, " j"], Float[np.ndarray, " j"]]


class ShapeLikeness:
    """See `protocols.Likeness`."""

    function = "their surfaces are alike (Chamfer distance)"
    weights = "their numbers are alike (all began at the same)"
    unit = "{:.3f} cube units"

    def in_function(
        self,
        engine: Engine,
        space: Space,
        source: Source,
        ids: Int[np.ndarray, " n"],
        report: Callable[[int, int], None],
    ) -> Found:
        """Chamfer distance of surfaces, of the `SHORT` networks whose distances at random points are nearest."""
        shapes = shapes_only(space)
        answers = _answers_of(shapes, engine.weights(space, [source]).cpu())[0]
        zoo = _zoos.get(space.version, lambda: _zoo_answers(shapes, report))
        rough = np.abs(zoo[ids].astype(np.float32) - answers.numpy()).mean(1)
        short = ids[np.argsort(rough, kind="stable")[:SHORT]]
        own = _surface(engine, space, source)
        distances = np.asarray([chamfer(own, _surface(engine, space, Input(int(i)))) for i in short])
        there = np.isfinite(distances)
        return short[there], distances[there]

    def in_weights(self, engine: Engine, space: Space, source: Source, ids: Int[np.ndarray, " n"], near: Near) -> Found:
        """Networks of shapes share their initialisation: their weights are compared as they are, all of them."""
        del near
        return ids, shapes_only(space).weight_distances(engine.weights(space, [source])[0].cpu(), ids)


LIKENESS = ShapeLikeness()


def _surface(engine: Engine, space: Space, source: Source) -> Float[np.ndarray, "p 3"]:
    points = np.asarray(mesh_of(engine, space, source, SURFACE).points, dtype=np.float32)
    return evenly(points, SURFACE_POINTS)


def _answers_of(space: ShapeSpace, weights: Float[Tensor, "n count"]) -> Float[Tensor, "n p"]:
    points = torch.rand(POINTS, 3, generator=torch.Generator().manual_seed(POINT_SEED)) * 2 - 1
    return FastSiren(space.arch, space.layout, weights)(points).clamp(-CLAMP, CLAMP)


def _zoo_answers(space: ShapeSpace, report: Callable[[int, int], None]) -> Float[np.ndarray, "n p"]:
    out = np.empty((len(space), POINTS), dtype=np.float16)
    for start in range(0, len(space), CHUNK):
        some = range(start, min(start + CHUNK, len(space)))
        out[some.start : some.stop] = _answers_of(space, space.zoo.weights(some)).numpy()
        report(some.stop, len(space))
    return out
