"""Neighbours of a network in three senses: of its latent, of its weights, of what it does. They need not agree.

As the Embedding Projector lists the neighbours of a vector; but a network is more than a vector.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.explore.engine.engine import Decoded, Engine, Input, Source
from explorer.kinds.classifiers.classification import arch_indices
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.novelty import weight_distance
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.measures import chamfer, evenly
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.lru import LruCache
from explorer.networks.fastsiren import FastSiren
from explorer.space.bundle import Space
from explorer.space.neighbours import nearest

POINTS, POINT_SEED = 2048, 20_220_605  # at which functions are compared before surfaces are
CLAMP = 0.15  # cube units: far from the surface, distances say little
SHORT = 24  # networks of which surfaces, or aligned weights, are compared
SURFACE = 48  # resolution of those surfaces
SURFACE_POINTS = 3000
IMAGES = 500  # test images on which classifiers may disagree
CHUNK = 64
REMEMBERED = 4  # spaces

_zoos = LruCache[Any](REMEMBERED)  # what all networks of a space answer

Sense = Literal["latent", "weights", "function"]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Alike:
    """The zoo networks nearest to a network in one sense, nearest first.

    Attributes:
        sense: "latent": Euclidean distance of latents. "weights": of weights, over the zoo network's norm; of
            classifiers after permutation alignment. "function": Chamfer distance of surfaces in cube units, or the
            share of test images that two classifiers take for different classes.
        ids: their ids.
        distances: how far they are.
    """

    sense: Sense
    ids: Int[np.ndarray, " k"]
    distances: Float[np.ndarray, " k"]


def alike(
    engine: Engine,
    space: Space,
    source: Source,
    latent: Float[np.ndarray, " d"],
    k: int,
    among: Sequence[int] | None = None,
    progress: Progress = lambda done, total: None,
) -> tuple[Alike, Alike, Alike]:
    """Neighbours in latent, weights and function.

    Surfaces are compared of the `SHORT` networks whose distances at random points are nearest. Weights of classifiers
    are aligned (Git Re-Basin) of the `SHORT` networks of the architecture that are nearest in function.

    Args:
        engine: decodes and judges.
        space: the space.
        source: the network.
        latent: its latent.
        k: how many.
        among: ids that count; None: all.
        progress: called with (networks asked, of how many) while the zoo's answers are found, the first time.

    Raises:
        SelectionError, LatentError: the source is not possible.
    """
    ids = np.arange(len(space)) if among is None else np.asarray(among)
    near = nearest(space, latent, k, among=ids.tolist())
    in_latent = Alike("latent", near.ids, near.distances.astype(np.float64))
    if isinstance(space, ClassifierSpace):
        in_function = _of_predictions(engine, space, source, ids, progress)
        in_weights = _aligned(engine, space, source, in_function)
    else:
        shapes = shapes_only(space)
        in_function = _of_surfaces(engine, shapes, source, ids, progress)
        in_weights = _of_weights(engine, shapes, source, ids)
    return in_latent, _first(in_weights, k), _first(in_function, k)


def _first(found: Alike, k: int) -> Alike:
    order = np.argsort(found.distances, kind="stable")[:k]
    return Alike(found.sense, found.ids[order], found.distances[order])


def _of_weights(engine: Engine, space: ShapeSpace, source: Source, ids: Int[np.ndarray, " n"]) -> Alike:
    """Networks of shapes share their initialisation: their weights are compared as they are."""
    own = engine.weights(space, [source])[0].cpu()
    distances = []
    for some in np.array_split(ids, max(1, len(ids) // CHUNK)):
        zoo = space.zoo.weights(some.tolist())
        distances.append(((zoo - own).norm(dim=1) / zoo.norm(dim=1).clamp(min=1e-9)).numpy())
    return Alike("weights", ids, np.concatenate(distances).astype(np.float64))


def _of_surfaces(
    engine: Engine, space: ShapeSpace, source: Source, ids: Int[np.ndarray, " n"], progress: Progress
) -> Alike:
    answers = _answers_of(space, engine.weights(space, [source]).cpu())[0]
    zoo = _zoos.get(("points", space.version), lambda: _zoo_answers(space, progress))
    rough = np.abs(zoo[ids].astype(np.float32) - answers.numpy()).mean(1)
    short = ids[np.argsort(rough, kind="stable")[:SHORT]]
    own = _surface(engine, space, source)
    distances = np.asarray([chamfer(own, _surface(engine, space, Input(int(i)))) for i in short])
    there = np.isfinite(distances)
    return Alike("function", short[there], distances[there])


def _surface(engine: Engine, space: ShapeSpace, source: Source) -> Float[np.ndarray, "p 3"]:
    points = np.asarray(mesh_of(engine, space, source, SURFACE).points, dtype=np.float32)
    return evenly(points, SURFACE_POINTS)


def _answers_of(space: ShapeSpace, weights: Float[Tensor, "n count"]) -> Float[Tensor, "n p"]:
    points = torch.rand(POINTS, 3, generator=torch.Generator().manual_seed(POINT_SEED)) * 2 - 1
    return FastSiren(space.arch, space.layout, weights)(points).clamp(-CLAMP, CLAMP)


def _zoo_answers(space: ShapeSpace, progress: Progress) -> Float[np.ndarray, "n p"]:
    out = np.empty((len(space), POINTS), dtype=np.float16)
    for start in range(0, len(space), CHUNK):
        some = range(start, min(start + CHUNK, len(space)))
        out[some.start : some.stop] = _answers_of(space, space.zoo.weights(some)).numpy()
        progress(some.stop, len(space))
    return out


def _of_predictions(
    engine: Engine, space: ClassifierSpace, source: Source, ids: Int[np.ndarray, " n"], progress: Progress
) -> Alike:
    own = judge_network(engine, space, source, IMAGES).predicted
    zoo = _zoos.get(("images", space.version), lambda: _zoo_predictions(engine, space, progress))
    return Alike("function", ids, (zoo[ids] != own).mean(1).astype(np.float64))


def _zoo_predictions(engine: Engine, space: ClassifierSpace, progress: Progress) -> Int[np.ndarray, "n images"]:
    rows = []
    for i in range(len(space)):
        rows.append(judge_network(engine, space, Input(i), IMAGES).predicted)
        progress(i + 1, len(space))
    return np.stack(rows).astype(np.int64)


def _aligned(engine: Engine, space: ClassifierSpace, source: Source, function: Alike) -> Alike:
    arch = arch_indices(space, [source])[0]
    same = np.flatnonzero(space.zoo.archs[function.ids] == arch)
    short = function.ids[same[np.argsort(function.distances[same], kind="stable")[:SHORT]]]
    own = engine.weights(space, [source])[0].cpu()
    distances = [weight_distance(space, arch, own, space.zoo.weights([int(i)])[0]) for i in short]
    return Alike("weights", short, np.asarray(distances, dtype=np.float64))


def latent_of(space: Space, source: Source) -> Float[np.ndarray, " d"] | None:
    """The latent of a network: its own, or what the zoo has of it; None for averaged weights."""
    match source:
        case Decoded():
            return source.array
        case Input(index):
            return np.asarray(space.latents[index])
        case _:
            return None
