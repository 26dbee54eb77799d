"""Distances between points, and which are nearest: plain NumPy, as a space is opened before anything else is needed."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int

BLOCK = 2**22  # distances that are held at once
MANY = 4_000


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
    points = points.astype(np.float64)
    asked = np.arange(len(points)) if some is None else some
    ids = np.empty((len(asked), k), dtype=np.int64)
    distances = np.empty((len(asked), k))
    rows = max(1, BLOCK // len(points))
    for first in range(0, len(asked), rows):
        part = slice(first, first + rows)
        own = asked[part]
        squared = squared_distances(points[own], points)
        squared[np.arange(len(own)), own] = np.inf
        near = np.argpartition(squared, k - 1, axis=1)[:, :k]
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
    some = None if len(points) <= MANY else np.random.default_rng(0).choice(len(points), MANY, replace=False)
    return nearest_others(points, 1, some)[1][:, 0]
