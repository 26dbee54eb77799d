"""Distances between points, and which are nearest: plain NumPy, as a space is opened before anything else is needed."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from jaxtyping import Float, Int

BLOCK = 2**22  # distances that are held at once
MANY = 4_000
LARGE, FEWER = 25_000, 1_000  # of more points than that fewer are asked


def squared_distances(some: Float[np.ndarray, "n d"], others: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "n m"]:
    """Of latents, by the binomial formula, in double precision: it cancels, and may end a little below 0."""
    a, b = some.astype(np.float64), others.astype(np.float64)
    return np.asarray((a**2).sum(1)[:, None] - 2 * a @ b.T + (b**2).sum(1)[None])


def nearest_others(
    points: Float[np.ndarray, "n d"], k: int, some: Int[np.ndarray, " m"] | None = None
) -> tuple[Int[np.ndarray, "m k"], Float[np.ndarray, "m k"]]:
    """For each point the `k` nearest others, nearest first, and how far they are, in double precision.

    Args:
        points: more than `k` of them; where two are at the same place, the one is the other's nearest.
        k: at least 1.
        some: rows of the points that are asked; None: all.
    """
    points = points.astype(np.float64, copy=False)
    squares = (points**2).sum(1)
    asked = np.arange(len(points)) if some is None else some
    ids = np.empty((len(asked), k), dtype=np.int64)
    distances = np.empty((len(asked), k))
    rows = max(1, BLOCK // len(points))
    for first in range(0, len(asked), rows):
        part = slice(first, first + rows)
        own = asked[part]
        squared = squares[own, None] - 2 * points[own] @ points.T + squares
        squared[np.arange(len(own)), own] = np.inf
        near = squared.argmin(1)[:, None] if k == 1 else np.argpartition(squared, k - 1, axis=1)[:, :k]
        # Measured again, as the binomial formula is not exact where points are close.
        exact = np.linalg.norm(points[own, None] - points[near], axis=2)
        order = np.argsort(exact, axis=1, kind="stable")
        ids[part] = np.take_along_axis(near, order, 1)
        distances[part] = np.take_along_axis(exact, order, 1)
    return ids, distances


def to_nearest_other(points: Float[np.ndarray, "n d"]) -> Float[np.ndarray, " m"]:
    """How far it is from points to the nearest other; of more than `MANY` points from some, always the same ones.

    All of them take the square of their number, and a quantile of so many is off by some hundredths at most.
    """
    count = MANY if len(points) <= LARGE else FEWER
    some = None if len(points) <= MANY else np.random.default_rng(0).choice(len(points), count, replace=False)
    return nearest_others(points, 1, some)[1][:, 0]


class Cloud:
    """Points that many are compared with: distances to all of them by one product, those to the nearest exactly.

    Args:
        points: latents, or places; the array is kept as it is, in its own precision.
    """

    def __init__(self, points: Float[np.ndarray, "n d"]) -> None:
        self.points = points

    @cached_property
    def _squares(self) -> Float[np.ndarray, " n"]:
        return np.asarray(np.einsum("ij,ij->i", self.points, self.points))

    @cached_property
    def _greatest(self) -> float:
        return float(self._squares.max(initial=0))

    def squared(self, places: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "m n"]:
        """Squared distances of all points to places, in the points' precision; off by at most `error` squared."""
        places = places.astype(self.points.dtype, copy=False)
        products = places @ self.points.T
        products *= -2
        products += self._squares
        products += np.einsum("ij,ij->i", places, places)[:, None]
        return np.asarray(products)

    def distances(self, place: Float[np.ndarray, " d"]) -> Float[np.ndarray, " n"]:
        """Distances of all points to a place; off by at most `error`."""
        return np.asarray(np.sqrt(np.maximum(self.squared(place[None])[0], 0)))

    def error(self, place: Float[np.ndarray, " d"]) -> float:
        """What distances may be off by: the binomial formula cancels."""
        size = self._greatest + float(place @ place)
        return float(np.sqrt(4 * (len(place) + 4) * np.finfo(self.points.dtype).eps * size))

    def nearest(self, place: Float[np.ndarray, " d"], k: int) -> tuple[Int[np.ndarray, " k"], Float[np.ndarray, " k"]]:
        """Rows of the `k` nearest points, nearest first, of equally near ones the first; and how far they are."""
        ids, distances = self.nearest_of(place[None], k)
        return ids[0], distances[0]

    def nearest_of(
        self, places: Float[np.ndarray, "m d"], k: int
    ) -> tuple[Int[np.ndarray, "m k"], Float[np.ndarray, "m k"]]:
        """The same for several places."""
        ids = np.empty((len(places), k), np.int64)
        distances = np.empty((len(places), k))
        rows = max(1, BLOCK // max(len(self.points), 1))
        for first in range(0, len(places), rows):
            for row, squared in enumerate(self.squared(places[first : first + rows]), first):
                bound = np.partition(squared, k - 1)[k - 1] + 2 * self.error(places[row]) ** 2
                near = np.flatnonzero(squared <= bound)
                exact = np.linalg.norm(self.points[near] - places[row], axis=1)
                order = np.argsort(exact, kind="stable")[:k]
                ids[row], distances[row] = near[order], exact[order]
        return ids, distances
