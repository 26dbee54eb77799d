"""Is a decoded shape new, and is it better? It stands beside what anybody could make of the same two ends.

In the middle of two held-out pieces of furniture of different kinds stands the piece whose parameters are the mean of
theirs: so there is a truth to compare with. Of other shapes there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float
from scipy.spatial import cKDTree
from torch import Tensor

from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.measure.noise import noisy
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.measures import SURFACE_POINTS, evenly
from explorer.kinds.shapes.mesh import sdf_to_mesh
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.occupancy import grid_points, iou, pieces
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.truths import Field, truth_of
from explorer.lru import LruCache
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import flatten, unflatten
from explorer.space.neighbours import nearest

RESOLUTION = 64
TREES = 512  # of about 100 kB each
NEAR = 24  # training networks whose surfaces are compared with a shape's

_trees = LruCache[cKDTree](TREES)


@dataclass(frozen=True)
class _Row:
    """One shape: overlap with the exact one, if any; whether in one piece; distance to the nearest surface."""

    iou: float | None
    one: bool
    chamfer: float


def shape_novelty(
    engine: Engine, space: ShapeSpace, pairs: Sequence[tuple[int, int]], progress: Report
) -> dict[str, dict[str, float]]:
    """What stands in the middle of two held-out networks, by different means.

    Args:
        engine: decodes.
        space: a space of shapes.
        pairs: ids of held-out networks.
        progress: called with what is measured, how much of it is done, and of how much.

    Returns:
        Per way of making a shape: share in `one_piece`, and mean `chamfer` distance to the nearest training network's
        surface, in cube units; of furniture mean `iou` with the exact piece in between (64^3), too, and `exact`, that
        piece. `held_out` are the ends themselves, which says how far pieces drawn independently lie from each other.
    """
    rows: dict[str, list[_Row]] = {}
    for done, (a, b) in enumerate(pairs, 1):
        truth = truth_of(space).middle(space, a, b)
        wanted = None if truth is None else inside_of(truth)[None]
        for name, field in _candidates(engine, space, a, b, truth, done).items():
            found = inside_of(field)
            surface = surface_of(field)
            overlap = None if wanted is None else float(iou(found[None], wanted)[0])
            far = _to_zoo(engine, space, surface, a, b)
            rows.setdefault(name, []).append(_Row(overlap, pieces(found).one, far))
        progress("novelty", done, len(pairs))
    return {name: _means(values) for name, values in rows.items()}


def _candidates(engine: Engine, space: ShapeSpace, a: int, b: int, truth: Field | None, seed: int) -> dict[str, Field]:
    first, second = space.zoo.weights([a, b])
    latent = space.latents[[a, b]].mean(0)
    twin = int(nearest(space, latent, 1, among=space.train.tolist()).ids[0])
    ends = FastSiren(space.arch, space.layout, torch.stack([first, second]))
    made = {
        "decoded": engine.weights(space, [Decoded.of(latent)])[0].cpu(),
        "nearest": space.zoo.weights([twin])[0],
        "noisy_neighbour": noisy_copy(space, twin, seed),
        "raw_average": (first + second) / 2,
        "held_out": first,
    }
    fields = {name: field_of(space, weights) for name, weights in made.items()}
    fields["ensemble_of_ends"] = lambda points: ends(points).mean(0)
    return fields if truth is None else {**fields, "exact": truth}


def noisy_copy(space: ShapeSpace, network: int, seed: int) -> Float[Tensor, " count"]:
    """Weights of a zoo network with noise (`noise.noisy`)."""
    return flatten(space.layout, noisy(unflatten(space.layout, space.zoo.weights([network])[0]), seed))


def field_of(space: ShapeSpace, weights: Float[Tensor, " count"]) -> Field:
    """The signed distances that a network gives."""
    network = FastSiren(space.arch, space.layout, weights[None])
    return lambda points: network(points)[0]


def inside_of(field: Field) -> Bool[Tensor, "r r r"]:
    """Which samples of the grid are inside."""
    shape = (RESOLUTION, RESOLUTION, RESOLUTION)
    with torch.inference_mode():
        return torch.cat([field(part) < 0 for part in grid_points(RESOLUTION).split(1 << 14)]).reshape(shape)


def surface_of(field: Field) -> Float[np.ndarray, "p 3"]:
    """Points on the surface; none where there is no surface."""
    with torch.inference_mode():
        points = np.asarray(sdf_to_mesh(field, RESOLUTION).mesh.points, dtype=np.float32)
    return evenly(points, SURFACE_POINTS)


def _to_zoo(engine: Engine, space: ShapeSpace, surface: Float[np.ndarray, "p 3"], a: int, b: int) -> float:
    """Least Chamfer distance to a training network's surface, of those near the ends, the middle and on the way."""
    shares = np.linspace(0, 1, 5)[:, None]
    return to_training(engine, space, surface, (1 - shares) * space.latents[a] + shares * space.latents[b])


def to_training(
    engine: Engine, space: ShapeSpace, surface: Float[np.ndarray, "p 3"], latents: Float[np.ndarray, "n d"]
) -> float:
    """Least Chamfer distance to the surface of a training network that is among the nearest to one of these latents."""
    among = space.train.tolist()
    ids = {int(i) for z in latents for i in nearest(space, z.astype(np.float32), NEAR, among=among).ids}
    return least_chamfer(surface, [_tree(engine, space, i) for i in sorted(ids)])


def least_chamfer(surface: Float[np.ndarray, "p 3"], others: Sequence[cKDTree]) -> float:
    """The least of the Chamfer distances (`measures.chamfer`) to other surfaces; NaN where there is none.

    The second half of a distance is measured only where the first does not exceed the least one so far.
    """
    if not len(surface):
        return float("nan")
    own, least = cKDTree(surface), float("inf")
    for other in others:
        if other.n:
            there = other.query(surface)[0].mean()
            if there / 2 < least:
                least = min(least, float((there + own.query(other.data)[0].mean()) / 2))
    return least if np.isfinite(least) else float("nan")


def _tree(engine: Engine, space: ShapeSpace, index: int) -> cKDTree:
    """Points on the surface of an input network; pairs have many of them in common."""

    def made() -> cKDTree:
        return cKDTree(np.asarray(mesh_of(engine, space, Input(index), 48).points, dtype=np.float32)[::2])

    return _trees.get((space.version, index), made)


def _means(values: list[_Row]) -> dict[str, float]:
    distances = np.asarray([row.chamfer for row in values])
    overlaps = [row.iou for row in values if row.iou is not None]
    out = {"iou": round(float(np.mean(overlaps)), 4)} if overlaps else {}
    out["one_piece"] = round(float(np.mean([row.one for row in values])), 4)
    return {**out, "chamfer": round(float(np.nanmean(distances)), 5)} if np.isfinite(distances).any() else out
