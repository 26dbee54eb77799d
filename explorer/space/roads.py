"""The graph of nearest neighbours that paths through a zoo follow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float, Int
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from explorer.space.metric import nearest_others

# These and the smoothing of paths were chosen on 60 random pairs of training networks of different kinds, at 1/4, 1/2
# and 3/4 of the way: all shapes in one piece, where a smoothing of 0.01 gave 0.994 and one of 0.03 gave 0.967.
GRAPH_NEIGHBOURS = 12
EDGE_POWER = 5  # a long hop costs more than many short ones: the path stays where networks are
MANY = 25_000  # networks: of more, comparing each with all others takes longer than what replaces it
LEAST_COST = 1e-30  # of an edge between twins: a sparse graph takes zero for no edge


@dataclass(frozen=True)
class Roads:
    """Networks that a path may pass, joined to their nearest neighbours.

    Built once for a space, in the square of their number; a route takes a search in it.

    Attributes:
        ids: of the networks.
        points: their latents.
    """

    ids: Int[np.ndarray, " n"]
    points: Float[np.ndarray, "n d"]

    @cached_property
    def _near(self) -> tuple[Int[np.ndarray, "n k"], Float[np.ndarray, "n k"]]:
        k = min(GRAPH_NEIGHBOURS, len(self.ids) - 1)
        return nearest_others(self.points, k) if len(self.ids) <= MANY else _about_nearest(self.points, k)

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
        own neighbours are. The cost of an edge is its length to the power of `EDGE_POWER` (Dijkstra). Where the graph
        is in pieces the direct edge is always left.
        """
        direct = float(_cost(np.linalg.norm((a - b)[None], axis=1))[0])
        if len(self.ids) < 2:
            return self.ids[:0]
        start, starting = self._joined(a)
        end, ending = self._joined(b)
        # One search from a node that is joined to where the way begins: the same as one from each of these.
        count = len(self.ids)
        graph = csr_matrix(
            (
                np.concatenate([self._costs.data, starting]),
                np.concatenate([self._costs.indices, start]),
                np.append(self._costs.indptr, len(self._costs.data) + len(start)),
            ),
            shape=(count + 1, count + 1),
        )
        costs, before = dijkstra(graph, indices=count, return_predecessors=True, limit=direct)
        total = costs[end] + ending
        last = int(np.argmin(total))
        if not total[last] < direct:
            return self.ids[:0]
        nodes = [int(end[last])]
        while before[nodes[-1]] != count:
            nodes.append(int(before[nodes[-1]]))
        nodes.reverse()
        own = np.flatnonzero((self.points[nodes] != a).any(1) & (self.points[nodes] != b).any(1))
        return np.asarray(self.ids[np.asarray(nodes)[own]])

    def _joined(self, place: Float[np.ndarray, " d"]) -> tuple[Int[np.ndarray, " m"], Float[np.ndarray, " m"]]:
        """The networks that a latent is joined to, by their rows, and what it costs to get there."""
        distances = np.linalg.norm(self.points - place, axis=1)
        k = min(GRAPH_NEIGHBOURS, len(self.ids) - 1)
        nearest = int(np.argmin(distances))
        if distances[nearest] == 0:  # it is one of them
            return np.asarray([nearest]), np.asarray([LEAST_COST])
        near = distances <= np.partition(distances, k - 1)[k - 1]
        rows = np.flatnonzero(near | (distances <= self._near[1][:, -1]))
        return rows, _cost(distances[rows])


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
