"""Spaces whose networks have some architectures: what kinds that differ in what a network is for have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.errors import SelectionError
from explorer.netspace.architectures import ArchNetSpace
from explorer.space.archzoo import ArchZoo
from explorer.space.bundle import Space


@dataclass(frozen=True, kw_only=True)
class ArchSpace(Space):
    """A space of networks of some architectures. Flat weights are the entries of a PRep.

    Attributes:
        model: see `Space`; it knows the architectures.
        zoo: see `Space`; it knows the architecture of each network.
    """

    model: ArchNetSpace
    zoo: ArchZoo

    @property
    def groups(self) -> tuple[Int[np.ndarray, " n"], int] | None:
        """The architecture of each network, and how many there are; None: one. See `protocols.Comparing.groups`."""
        count = len(self.model.names)
        return (self.zoo.archs.astype(np.int64), count) if count > 1 else None

    def encode(self, weights: Float[Tensor, "n count"], like: int) -> Float[Tensor, "n d"]:
        """Latents that the encoder reads from networks of the architecture of the network `like`."""
        archs = torch.full((len(weights),), int(self.zoo.archs[like]))
        with torch.inference_mode():
            return self.model.encode(self.model.read(weights, archs))

    def check_average(self, ids: Sequence[int]) -> None:
        """See `Space`."""
        names = sorted({self.model.names[int(self.zoo.archs[i])] for i in ids})
        if len(names) > 1:
            raise SelectionError(
                f"The weights of {' and '.join(names)} cannot be averaged.",
                "Choose networks of one architecture, or a path in latent space.",
            )
