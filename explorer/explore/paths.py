"""Paths between two networks: through the zoo, straight in latent space, or by raw weights."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from jaxtyping import Float, Int
from scipy.ndimage import gaussian_filter1d
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from sklearn.neighbors import kneighbors_graph

from explorer.errors import SelectionError
from explorer.space.bundle import Space

GRAPH_NEIGHBOURS = 8
EDGE_POWER = 3  # a long hop costs more than many short ones: the path stays where networks are
SMOOTHING = 0.05  # standard deviation of the Gaussian, as a share of the path


class PathKind(StrEnum):
    """How to get from A to B."""

    ZOO = "zoo"
    STRAIGHT = "straight"
    RAW = "raw"


@dataclass(frozen=True)
class Path:
    """A path from network `a` to network `b`.

    Attributes:
        kind: how it goes.
        a: id of its start.
        b: id of its end.
        latents: samples in order, evenly spaced along it, the ends exactly those of `a` and `b`; None for raw
            weights, which have no latent.
        visited: ids of the networks that a path through the zoo is drawn from, in order.
    """

    kind: PathKind
    a: int
    b: int
    latents: Float[np.ndarray, "s d"] | None
    visited: tuple[int, ...] = ()


def make_path(space: Space, a: int, b: int, kind: PathKind, samples: int = 65) -> Path:
    """A path between two networks of a space.

    Raises:
        SelectionError: an id that is not in the space, or fewer than 2 samples.
    """
    wrong = [i for i in (a, b) if not 0 <= i < len(space)]
    if wrong:
        raise SelectionError(f"There is no network {wrong[0]} in {space.name}.", f"Ids run from 0 to {len(space) - 1}.")
    if samples < 2:
        raise SelectionError(f"A path of {samples} samples has no ends.", "Ask for at least 2.")
    if kind is PathKind.RAW:
        return Path(kind, a, b, None)
    if kind is PathKind.STRAIGHT or a == b:
        return Path(kind, a, b, straight(space.latents[a], space.latents[b], samples), (a, b))
    nodes = shortest_route(space, a, b)
    return Path(kind, a, b, smooth_route(space.latents[nodes], samples), tuple(int(i) for i in nodes))


def latent_at(path: Path, t: float) -> Float[np.ndarray, " d"]:
    """The latent at a share `t` of the path, linear between its samples.

    Raises:
        SelectionError: `t` is not in [0, 1], or the path goes by raw weights.
    """
    if path.latents is None:
        raise SelectionError("A path by raw weights has no latents.", "Choose the zoo or the straight path.")
    if not 0 <= t <= 1:
        raise SelectionError(f"There is no point {t} on a path.", "Choose t between 0 and 1.")
    where = t * (len(path.latents) - 1)
    low = min(int(where), len(path.latents) - 2)
    share = np.float32(where - low)
    return np.asarray((1 - share) * path.latents[low] + share * path.latents[low + 1], dtype=np.float32)


def straight(a: Float[np.ndarray, " d"], b: Float[np.ndarray, " d"], samples: int) -> Float[np.ndarray, "s d"]:
    """Evenly spaced latents on the segment from `a` to `b`."""
    t = np.linspace(0, 1, samples, dtype=np.float32)[:, None]
    line = (1 - t) * a + t * b
    line[0], line[-1] = a, b
    return np.asarray(line, dtype=np.float32)


def shortest_route(space: Space, a: int, b: int) -> Int[np.ndarray, " nodes"]:
    """Ids from `a` to `b` along the nearest-neighbour graph of the training networks and the two ends.

    The cost of an edge is its length to the power of `EDGE_POWER` (Dijkstra). A graph in pieces is joined by
    the direct edge from `a` to `b`, so there is always a route. Training networks that the space knows to decode
    to a shape in several pieces are left out: a path has no reason to pass through them.
    """
    whole = space.labels.get("in_one_piece")
    inner = space.train if whole is None else space.train[whole[space.train] == "yes"]
    ids = np.unique(np.concatenate([inner, [a, b]]))
    latents = space.latents[ids].astype(np.float64)
    start, end = (int(np.flatnonzero(ids == i)[0]) for i in (a, b))
    k = min(GRAPH_NEIGHBOURS, len(ids) - 1)
    graph = kneighbors_graph(latents, k, mode="distance").tolil()
    graph[start, end] = np.linalg.norm(latents[start] - latents[end])
    costs = csr_matrix(graph)
    costs.data **= EDGE_POWER
    _, before = dijkstra(costs, directed=False, indices=start, return_predecessors=True)
    nodes = [end]
    while nodes[-1] != start:
        nodes.append(int(before[nodes[-1]]))
    return np.asarray(ids[nodes[::-1]])


def smooth_route(nodes: Float[np.ndarray, "nodes d"], samples: int) -> Float[np.ndarray, "s d"]:
    """A polyline resampled by arc length and smoothed; its ends stay.

    The smoothing is a Gaussian on the differences from the straight line between the ends, which is zero
    there and mirrored with its sign beyond: so the ends do not move.
    """
    lengths = np.linalg.norm(np.diff(nodes, axis=0), axis=1)
    arc = np.concatenate([[0.0], np.cumsum(lengths)])
    if arc[-1] == 0:
        return np.repeat(nodes[:1], samples, 0).astype(np.float32)
    fine = np.linspace(0, arc[-1], samples)
    line = np.stack([np.interp(fine, arc, nodes[:, j]) for j in range(nodes.shape[1])], 1)
    chord = straight(nodes[0].astype(np.float32), nodes[-1].astype(np.float32), samples)
    offset = line - chord
    odd = np.concatenate([-offset[:0:-1], offset, -offset[-2::-1]])
    smoothed = gaussian_filter1d(odd, SMOOTHING * (samples - 1), axis=0)[samples - 1 : 2 * samples - 1]
    result = chord + smoothed
    result[0], result[-1] = nodes[0], nodes[-1]
    return np.asarray(result, dtype=np.float32)
