"""Neighbours of a network in three senses: of its latent, of its weights, of what it does. They need not agree.

As the Embedding Projector lists the neighbours of a vector; but a network is more than a vector. When weights and
functions are near, its kind says (`protocols.Likeness`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float, Int

from explorer.explore.engine.engine import Decoded, Engine, Input, Source
from explorer.kinds.protocols import Likeness
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.neighbours import nearest

Sense = Literal["latent", "weights", "function"]


@dataclass(frozen=True)
class Alike:
    """The zoo networks nearest to a network in one sense, nearest first.

    Attributes:
        sense: "latent": Euclidean distance of latents. "weights": of weights, over the zoo network's norm. "function":
            of what they do, in the unit of `Likeness.unit`.
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
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Alike, ...]:
    """Neighbours in latent, weights and function, in this order; in latent alone where the kind knows no likeness.

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
    kind = promised(space.kind, Likeness)
    if kind is None:
        return (in_latent,)
    found = kind.in_function(engine, space, source, ids, progress)
    weights = kind.in_weights(engine, space, source, ids, found)
    return in_latent, _first("weights", weights, k), _first("function", found, k)


def _first(sense: Sense, found: tuple[np.ndarray, np.ndarray], k: int) -> Alike:
    ids, distances = found
    order = np.argsort(distances, kind="stable")[:k]
    return Alike(sense, ids[order], distances[order])


def known_latent(space: Space, source: Source) -> Float[np.ndarray, " d"] | None:
    """The latent of a network: its own, or what the zoo has of it; None for averaged weights."""
    match source:
        case Decoded():
            return source.array
        case Input(index):
            return np.asarray(space.latents[index])
        case _:
            return None
