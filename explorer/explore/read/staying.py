"""Optimizations that stay where networks are.

A decoder knows nothing of latents far from those that it learned from, yet an optimization that is free to leave finds
there what scores well: it ended many times the usual distance away from any network. So a latent that leaves is drawn
back, the harder the later in the walk: in the beginning it may cross a void, at the end it is where networks are.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.space.bundle import Space

HOME = 2.0  # usual distances between neighbours, to the nearest training network
WEIGHT = 0.3  # of the pull at the end of a walk; chosen on training networks: see `explorer/netspace/README.md`


class Home:
    """Where the training networks of a space are: within so many usual distances of one.

    Args:
        space: the space.
        within: usual distances.
    """

    def __init__(self, space: Space, within: float = HOME) -> None:
        self.latents = torch.from_numpy(space.latents[space.train])
        self.reach = within * space.typical

    def away(self, latent: Float[Tensor, "one d"]) -> Float[Tensor, ""]:
        """How far outside a latent lies, over the reach; 0 inside."""
        nearest = (self.latents - latent).square().sum(1).min()
        # The root's gradient at 0 is infinite: of a network itself nothing is asked.
        return ((nearest + 1e-12).sqrt() / self.reach - 1).clamp(min=0)

    def pull(self, latent: Float[Tensor, "one d"], share: float) -> Float[Tensor, ""]:
        """What is added to the loss at a share of the walk."""
        return WEIGHT * share * self.away(latent)

    @torch.no_grad()
    def holds(self, latent: Float[Tensor, "one d"]) -> bool:
        """Whether a latent is where networks are."""
        return float(self.away(latent)) == 0.0
