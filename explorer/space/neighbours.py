"""Nearest networks in latent space, and how far is far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from explorer.space.bundle import Space
from explorer.space.metric import to_nearest_other


@dataclass(frozen=True)
class Neighbours:
    """Networks near a latent, nearest first.

    Attributes:
        ids: their ids.
        distances: Euclidean distances in latent space.
    """

    ids: Int[np.ndarray, " k"]
    distances: Float[np.ndarray, " k"]


def nearest(
    space: Space,
    latent: Float[np.ndarray, " d"],
    k: int,
    exclude: Sequence[int] = (),
    among: Sequence[int] | None = None,
) -> Neighbours:
    """The `k` networks nearest to a latent, of all or of `among`, never one of `exclude`."""
    if among is None:
        ids, distances = space.cloud.nearest(latent, min(k + len(exclude), len(space)))
        kept = np.flatnonzero(~np.isin(ids, list(exclude)))[:k]
        return Neighbours(ids[kept], distances[kept])
    ids = np.asarray(among)
    ids = ids[~np.isin(ids, list(exclude))]
    distances = np.linalg.norm(space.latents[ids] - latent, axis=1)
    order = np.argsort(distances, kind="stable")[:k]
    return Neighbours(ids[order], distances[order])


def typical_distance(space: Space) -> float:
    """Median distance of a training network to the nearest other one: the scale that says how far is far."""
    latents = space.latents[space.train]
    return 1.0 if len(latents) < 2 else float(np.median(to_nearest_other(latents)))
