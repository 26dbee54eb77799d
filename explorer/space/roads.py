"""The graph of nearest neighbours that paths through a zoo follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float, Int
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from explorer.space.keptroads import read_near, write_near
from explorer.space.metric import Cloud, nearest_others

# These and the smoothing of paths were chosen on 60 random pairs of training networks of different kinds, at 1/4, 1/2
# and 3/4 of the way: all shapes in one piece, where a smoothing of 0.01 gave 0.994 and one of 0.03 gave 0.967.
GRAPH_NEIGHBOURS = 12
EDGE_POWER = 5  # a long hop costs more than many short ones: the path stays where networks are
MANY = 25_000  # networks: of more, comparing each with all others takes longer than what replaces it
KEPT = 5_000  # networks: of more, their neighbours take longer to find than to read from a file
LEAST_COST = 1e-30  # of an edge between twins: a sparse graph takes zero for no edge


@dataclass(frozen=True)
class Roads:
    """Networks that a path may pass, joined to their nearest neighbours.

    Built once for a space, in the square of their number; a route takes a search in it.

    Neighbours of many (`KEPT`) are kept on disk, too (`keptroads`).

    Attributes:
        ids: of the networks.
        points: their latents.
    """

    ids: Int[np.ndarray, " n"]
    points: Float[np.ndarray, "n d"]

    @cached_property
    def _near(self) -> tuple[Int[np.ndarray, "n k"], Float[np.ndarray, "n k"]]:
        k = min(GRAPH_NEIGHBOURS, len(self.ids) - 1)
        if len(self.ids) <= KEPT:
            return nearest_others(self.points, k)
        known = read_near(self.points, k)
        if known is None:
            known = nearest_others(self.points, k) if len(self.ids) <= MANY else _about_nearest(self.points, k)
            write_near(self.points, k, *known)
        return known

    @cached_property
    def _cloud(self) -> Cloud:
        return Cloud(self.points)

    @cached_property
    def _costs(self) -> csr_matrix:
        """Costs of the edges, both ways."""
        near, lengths = self._near
        count, k = near.shape
        there = csr_matrix((_cost(lengths).ravel(), near.ravel(), np.arange(0, count * k + 1, k)), shape=(count, count))
        return there.maximum(there.T).tocsr()

    def route(self, a: Float[np.ndarray, " d"], b: Float[np.ndarray, " d"]) -> Int[np.ndarray, " nodes"]:
        """Ids of the networks between two latents by the cheapest way, the ends left out; none where it is direct.

        A latent that is none of the networks' is joined to its nearest, and to those that it is as near to as their
        own neighbours are. The cost of an edge is its length to the power of `EDGE_POWER` (Dijkstra).
        Where the graph is in pieces the direct edge is always left.
        """
        direct = float(_cost(np.linalg.norm((a - b)[None], axis=1))[0])
        if len(self.ids) < 2:
            return self.ids[:0]
        nodes = cheapest(self._costs, self._joined(a), self._joined(b), direct)
        own = np.flatnonzero((self.points[nodes] != a).any(1) & (self.points[nodes] != b).any(1))
        return np.asarray(self.ids[np.asarray(nodes, dtype=np.int64)[own]])

    def _joined(self, place: Float[np.ndarray, " d"]) -> Joined:
        """The networks that a latent is joined to, by their rows, and what it costs to get there."""
        k = min(GRAPH_NEIGHBOURS, len(self.ids) - 1)
        nearest, far = self._cloud.nearest(place, k)
        if far[0] == 0:  # it is one of them
            return nearest[:1], np.asarray([LEAST_COST])
        distances = self._cloud.distances(place)
        about = np.flatnonzero(distances <= self._near[1][:, -1] + self._cloud.error(place))
        exact = np.linalg.norm(self.points[about] - place, axis=1)
        rows = about[exact <= self._near[1][about, -1]]
        rows = np.union1d(rows, nearest)
        return rows, _cost(np.linalg.norm(self.points[rows] - place, axis=1))


Joined = tuple[Int[np.ndarray, " _"], Float[np.ndarray, " _"]]  # rows that an end is joined to, and their costs


def cheapest(costs: csr_matrix, start: Joined, end: Joined, limit: float) -> list[int]:
    """Rows of a graph on the cheapest way from one end to the other; none where it costs as much as the limit or more.

    Tried, and slower on a hundred thousand networks: the same search from both ends, in Python (1 s) and by SciPy with
    bounds that grow (0.3 s, where this takes 0.1).

    Args:
        costs: of the edges, the same both ways, none of them 0.
        start: rows that the one end is joined to, and what that costs.
        end: the same of the other.
        limit: see above.
    """
    source, further = int(start[0][0]), float(start[1][0])
    if len(start[0]) > 1:
        # One search from a node that is joined to where the way begins: the same as one from each of these.
        source, further = costs.shape[0], 0.0
        costs = csr_matrix(
            (
                np.concatenate([costs.data, start[1]]),
                np.concatenate([costs.indices, start[0]]),
                np.append(costs.indptr, len(costs.data) + len(start[0])),
            ),
            shape=(source + 1, source + 1),
        )
    found, before = dijkstra(costs, indices=source, return_predecessors=True, limit=limit)
    total = further + found[end[0]] + end[1]
    last = int(np.argmin(total))
    if not total[last] < limit:
        return []
    nodes = [int(end[0][last])]
    while before[nodes[-1]] >= 0:
        nodes.append(int(before[nodes[-1]]))
    return nodes[-2::-1] if len(start[0]) > 1 else nodes[::-1]


def _about_nearest(points: Float[np.ndarray, "n d"], k: int) -> tuple[Int[np.ndarray, "n k"], Float[np.ndarray, "n k"]]:
    """As `nearest_others`, of which one in a thousand may be missed: nearest neighbour descent (Dong et al. 2011)."""
    from pynndescent import NNDescent  # noqa: PLC0415 - umap-learn's own; it takes half a minute to be compiled

    ids, distances = NNDescent(points.astype(np.float32), n_neighbors=k + 1, random_state=0).neighbor_graph
    # Each is its own nearest, unless it has a twin.
    others = ids != np.arange(len(ids))[:, None]
    others &= np.cumsum(others, axis=1) <= k
    others[others.sum(1) < k, 0] = True
    return ids[others].reshape(-1, k).astype(np.int64), distances[others].reshape(-1, k).astype(np.float64)


def _cost(lengths: Float[np.ndarray, " *shape"]) -> Float[np.ndarray, " *shape"]:
    return np.asarray(np.maximum(lengths**EDGE_POWER, LEAST_COST))
