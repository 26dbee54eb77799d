"""Where in a space something is: its nearest networks, how far they are, its place on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float

from explorer.explore.paths import Path, latent_at
from explorer.space.bundle import Space
from explorer.space.map import place
from explorer.space.neighbours import Neighbours, nearest


@dataclass(frozen=True)
class Where:
    """A latent among the networks of its space.

    Attributes:
        near: the nearest networks.
        ratio: distance to the nearest one over the typical distance between neighbours: 1 is usual, 0 is a
            network itself, several is a region of which the space knows nothing.
        position: place on the map.
    """

    near: Neighbours
    ratio: float
    position: Float[np.ndarray, " 2"]


def where(
    space: Space, latent: Float[np.ndarray, " d"], typical: float, k: int = 6, exclude: Sequence[int] = ()
) -> Where:
    """Where a latent is.

    Args:
        space: the space.
        latent: the latent.
        typical: the typical distance between neighbours (`neighbours.typical_distance`).
        k: how many of the nearest networks.
        exclude: networks that do not count: for a network's own latent, itself.
    """
    near = nearest(space, latent, k, exclude)
    ratio = float(near.distances[0]) / typical if len(near.ids) else 0.0
    return Where(near, ratio, place(space, latent[None])[0])


def latents_on(space: Space, path: Path, t: Sequence[float]) -> Float[np.ndarray, "n d"]:
    """Latents at shares of a path. Raw weights have none of their own: the encoder reads the mixed networks.

    Raises:
        SelectionError: a share outside [0, 1].
    """
    if path.latents is not None:
        return np.stack([latent_at(path, share) for share in t])
    first, second = space.zoo.weights([path.a, path.b])
    shares = torch.tensor(list(t), dtype=torch.float32)[:, None]
    with torch.inference_mode():
        return np.asarray(space.model.encode(space.model.read(torch.lerp(first, second, shares))).numpy())


def distances_to_zoo(
    space: Space, latents: Float[np.ndarray, "n d"], exclude: Sequence[int] = ()
) -> Float[np.ndarray, " n"]:
    """Distance of each latent to the nearest network."""
    return np.asarray([nearest(space, latent, 1, exclude).distances[0] for latent in latents], dtype=np.float32)
