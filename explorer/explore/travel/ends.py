"""Where a first path of a space starts and ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Bool, Float

from explorer.space.bundle import Space
from explorer.space.naming import NAME

FAR = 5  # tenths of the networks that are nearer to the first end than the second is, where all are of one group


def typical_network(
    among: Bool[np.ndarray, " n"],
    split: np.ndarray,
    latents: Float[np.ndarray, "n d"],
    shown: Bool[np.ndarray, " n"] | None = None,
) -> int:
    """The training network of some that is nearest to their mean latent; any of them if none is of training.

    Where some of them are fit to be `shown`, one of these.
    """
    trained = np.flatnonzero(among & (split == "train"))
    ids = trained if len(trained) else np.flatnonzero(among)
    middle = latents[ids].mean(0)
    if shown is not None and shown[ids].any():
        ids = ids[shown[ids]]
    return int(ids[np.linalg.norm(latents[ids] - middle, axis=1).argmin()])


def typical_pair(
    groups: np.ndarray,
    split: np.ndarray,
    latents: Float[np.ndarray, "n d"],
    first: Sequence[str] = (),
    shown: Bool[np.ndarray, " n"] | None = None,
) -> tuple[int, int]:
    """The most typical networks of two groups: of those named `first`, if they are there, then by name.

    Of a group that has some, those that are fit to be `shown`.

    Of one group alone: its most typical network, and a training network that is farther from it than half of them.
    """
    rank = {name: k for k, name in enumerate(first)}
    there = sorted(set(groups.tolist()), key=lambda name: (rank.get(name, len(rank)), name))
    if len(there) == 1:
        a = typical_network(groups == there[0], split, latents, shown)
        trained = np.flatnonzero(split == "train")
        ids = trained if len(trained) else np.arange(len(split))
        order = ids[np.argsort(np.linalg.norm(latents[ids] - latents[a], axis=1), kind="stable")]
        return a, int(order[len(order) * FAR // 10])
    a, b = (typical_network(groups == there[n], split, latents, shown) for n in (0, 1))
    return a, b


def weak_and_strong(worth: Float[np.ndarray, " n"], split: np.ndarray) -> tuple[int, int]:
    """Ends of a path from worse to better: training networks at the tenth and the last rank of a hundred."""
    trained = np.flatnonzero(split == "train")
    ids = trained if len(trained) else np.arange(len(split))
    order = ids[np.argsort(worth[ids], kind="stable")]
    return int(order[len(order) // 10]), int(order[-1])


def colours_of(space: Space, first: str | None = None) -> tuple[str, ...]:
    """Labels that can colour the map: `first`, what sorts the networks, the others, the split."""
    labels = (name for name in space.labels if name != NAME)
    return tuple(dict.fromkeys((first or space.group, space.group, *labels, "split")))
