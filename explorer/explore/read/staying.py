"""Optimizations that stay where networks are.

A decoder knows nothing of latents far from those that it learned from, yet an optimization that is free to leave finds
there what scores well: it ended many times the usual distance away from any network. So such a walk may cross a void in
its first part; after that a latent that leaves is put back to the nearest place that is near enough to a training
network, as projected gradient descent does. A pull toward networks in the loss would need a weight; with the one that
was tried, 0.3 times the distance in units of the reach, walks did not come back.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.space.bundle import Space

HOME = 2.0  # usual distances between neighbours, to the nearest training network
FREE = 0.7  # of a walk, in which it may leave: put back after a third or a half, some never came to the good networks
ROUNDING = 1e-4  # of the reach: so much nearer a latent is put


class Home:
    """Where the training networks of a space are: within so many usual distances of one.

    Args:
        space: the space.
        within: usual distances.
    """

    def __init__(self, space: Space, within: float = HOME) -> None:
        self.latents = torch.from_numpy(space.latents[space.train])
        self.reach = within * space.typical

    @torch.no_grad()
    def holds(self, latent: Float[Tensor, "one d"]) -> bool:
        """Whether a latent is where networks are."""
        return float((self.latents - latent).norm(dim=1).min()) <= self.reach

    @torch.no_grad()
    def put_back(self, latent: Float[Tensor, "one d"]) -> None:
        """Move a latent that has left to the nearest place where networks are, in place."""
        away = latent - self.latents
        distances = away.norm(dim=1)
        nearest = int(distances.argmin())
        if distances[nearest] > self.reach:
            latent.copy_(self.latents[nearest] + away[nearest] * ((1 - ROUNDING) * self.reach / distances[nearest]))
