"""Where in a space something is: its nearest networks, how far they are, its place on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from jaxtyping import Float

from explorer.errors import SelectionError
from explorer.explore.engine.network_refs import Raw
from explorer.explore.travel.paths import Path, Tour, latent_at, source_at
from explorer.space.bundle import Space
from explorer.space.map import gap, place
from explorer.space.neighbours import Neighbours, nearest

MIN_LEG = 16  # samples a leg of a tour's course
REACH = 1.05  # times the nearest network's distance: within it, networks always count; 1 would leave jumps
RAW_READINGS = 12  # places at which the encoder reads a tour of raw weights


@dataclass(frozen=True)
class Where:
    """A latent among the networks of its space.

    Attributes:
        near: the nearest networks.
        ratio: distance to the nearest one over the typical distance between neighbours: 1 is usual, 0 is a
            network itself, several is a region of which the space knows nothing.
        position: place on the map.
        gap: of a place that was chosen on the map, how far it is from the nearest network there (`map.gap`): another
            distance than `ratio`, as far on the map need not be far in the space. None: it was not chosen so.
    """

    near: Neighbours
    ratio: float
    position: Float[np.ndarray, " 2"]
    gap: float | None = None


def where(space: Space, latent: Float[np.ndarray, " d"], k: int = 6, exclude: Sequence[int] = ()) -> Where:
    """Where a latent is.

    Args:
        space: the space.
        latent: the latent.
        k: how many of the nearest networks.
        exclude: networks that do not count: for a network's own latent, itself.
    """
    near = nearest(space, latent, k, exclude)
    ratio = float(near.distances[0]) / space.typical if len(near.ids) else 0.0
    return Where(near, ratio, place(space, latent[None])[0])


@dataclass(frozen=True)
class Course:
    """A tour as it lies among the networks of its space, at evenly spaced shares.

    Attributes:
        positions: places on the map.
        ratios: distance to the nearest network over the typical one; None for raw weights, whose latents only say
            what the encoder takes them for.
    """

    positions: Float[np.ndarray, "s 2"]
    ratios: Float[np.ndarray, " s"] | None


def course(space: Space, tour: Tour, samples: int = 65) -> Course:
    """How a tour lies, at `samples` shares or, with many legs, at `MIN_LEG` a leg.

    Raw weights are read by the encoder at few places (10 ms each), and what it finds is joined by straight lines.

    Args:
        space: the space.
        tour: the tour.
        samples: shares.
    """
    legs = len(tour.anchors) - 1
    steps = legs * max(-(-(samples - 1) // legs), MIN_LEG)  # a whole number a leg, so that every anchor is one
    shares = np.linspace(0, 1, steps + 1)
    if tour.latents is not None:
        latents = np.stack([latent_at(tour, t) for t in shares.tolist()])
        return Course(place(space, latents), distances_to_zoo(space, latents) / np.float32(space.typical))
    coarse = np.linspace(0, 1, legs * max(1, RAW_READINGS // legs) + 1)
    read = latents_on(space, tour, coarse.tolist())
    latents = np.stack([np.interp(shares, coarse, column) for column in read.T], 1).astype(np.float32)
    return Course(place(space, latents), None)


def latent_at_place(space: Space, position: tuple[float, float], k: int = 8) -> Float[np.ndarray, " d"]:
    """The latent at a place on the map: the mean of the `k` nearest networks' latents, weighted by nearness.

    At a network's own point it is exactly its latent, where several share a point their mean. The weight,
    ((R - d) / (R d))^2 with d a network's distance on the map and R that of the first one that does not count (Franke
    and Little 1980), fades to zero where the nearest networks change: so the shape does not jump while a hand moves
    over the map. Where the `k` nearest and the next are about equally far, all these weights would be nothing, and
    what is left of them another thing in every direction: R is at least `REACH` times the nearest one's distance, and
    whatever is nearer than R counts.

    Raises:
        SelectionError: the position is not finite.
    """
    if not np.isfinite(position).all():
        raise SelectionError(f"There is no place {position} on the map.", "Choose a place on the map.")
    distance = np.hypot(*(space.positions.astype(np.float64) - position).T)  # does not overflow as squares do
    first = distance.min()
    beyond = np.partition(distance, k)[k] if len(distance) > k else np.inf
    reach = max(beyond, REACH * first)
    near = np.flatnonzero(distance < reach if first > 0 else distance == 0)
    weights = np.ones(len(near))
    if first > 0:
        weights = ((1 - distance[near] / reach) * (first / distance[near])) ** 2
    return np.asarray(weights / weights.sum() @ space.latents[near], dtype=np.float32)


def where_at_place(space: Space, position: tuple[float, float], latent: Float[np.ndarray, " d"]) -> Where:
    """Where the latent at a place on the map (`latent_at_place`) is, in the space and on the map."""
    return replace(where(space, latent), gap=gap(space, position))


def latents_on(space: Space, path: Path | Tour, t: Sequence[float]) -> Float[np.ndarray, "n d"]:
    """Latents at shares of a path. Raw weights have none of their own: the encoder reads the mixed networks.

    Raises:
        SelectionError: a share outside [0, 1].
    """
    if path.latents is not None:
        return np.stack([latent_at(path, share) for share in t])
    if isinstance(path, Path):
        like = path.a
        first, second = space.zoo.weights([path.a, path.b])
        shares = torch.tensor(list(t), dtype=torch.float32)[:, None]
        mixed = torch.lerp(first, second, shares)
    else:
        like = path.anchors[0]
        ends = dict(zip(path.anchors, space.zoo.weights(path.anchors), strict=True))
        sources = [source for share in t if isinstance(source := source_at(space, path, share), Raw)]
        mixed = torch.stack([torch.lerp(ends[s.a], ends[s.b], s.t) for s in sources])
    return np.asarray(space.encode(mixed, like).numpy())


def distances_to_zoo(
    space: Space, latents: Float[np.ndarray, "n d"], exclude: Sequence[int] = ()
) -> Float[np.ndarray, " n"]:
    """Distance of each latent to the nearest network."""
    if not exclude:
        return np.asarray(space.cloud.nearest_of(latents, 1)[1][:, 0], dtype=np.float32)
    return np.asarray([nearest(space, latent, 1, exclude).distances[0] for latent in latents], dtype=np.float32)
