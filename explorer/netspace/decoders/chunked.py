"""Decoder `chunked`: one small MLP, shared by all chunks of the PRep, for one or several architectures.

A chunk's entries follow from features of the latent and a learned embedding of the chunk; an affine per architecture,
mixed by the softmax of the architecture scores, gives them the size that each tensor of that architecture needs.
Without it, deep networks stay at chance for ever.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.networks.prep import PRepLayout


class ChunkedDecoder(nn.Module):
    """Latents to the entries of a PRep.

    Args:
        layout: of the largest network.
        latent: size of the latent.
        archs: number of architectures.
        chunk: entries of a chunk.
        hidden: width of the two hidden layers.
        embedding: numbers that stand for a chunk.
        basis: directions in weight space along which a network moves as a whole, by amounts that follow from the
            latent: what a shared MLP cannot say of single entries. 0: none.
    """

    def __init__(
        self,
        layout: PRepLayout,
        latent: int,
        archs: int = 1,
        chunk: int = 128,
        hidden: int = 256,
        embedding: int = 64,
        basis: int = 0,
    ) -> None:
        super().__init__()
        self.count = layout.count
        # A parameter that is not trained: so it is stored as the trained ones are, in half precision.
        self.scale = nn.Parameter(torch.ones(archs, self.count), requires_grad=False)
        self.bias = nn.Parameter(torch.zeros(archs, self.count))
        # On the CPU: of a model without memory, torch would import half a second of symbolic mathematics.
        self.chunks = nn.Parameter(torch.randn(-(-self.count // chunk), embedding, device="cpu"))
        self.trunk = nn.Sequential(nn.Linear(latent, hidden), nn.SiLU())
        # The first layer of the shared MLP, on [features, embedding], is a sum: each half is computed once.
        self.of_latent = nn.Linear(hidden, hidden)
        self.of_chunk = nn.Linear(embedding, hidden, bias=False)
        self.body = nn.Sequential(nn.SiLU(), nn.Linear(hidden, hidden), nn.SiLU())
        self.last = nn.Linear(hidden, chunk)
        # Zero at first: the amounts, which are not, let it grow.
        self.basis = nn.Parameter(torch.zeros(basis, self.count)) if basis else None
        self.amounts = nn.Linear(hidden, basis) if basis else None

    @torch.no_grad()
    def prepare(self, fresh: Float[Tensor, "archs count"], scale: Float[Tensor, "archs count"]) -> None:
        """Start every architecture at a fresh network of it.

        Args:
            fresh: freshly initialised networks, zero where an architecture has no parameter.
            scale: what one unit of the MLP means for each entry.
        """
        self.bias.copy_(fresh)
        self.scale.copy_(scale)
        self.last.weight.mul_(0.3)  # near the fresh network at first, but not all at the same place
        self.last.bias.zero_()

    def forward(
        self, latent: Float[Tensor, "batch latent"], mix: Float[Tensor, "batch archs"]
    ) -> Float[Tensor, "batch count"]:
        """PRep entries of the networks at these latents.

        Args:
            latent: latents.
            mix: share of each architecture's affine.
        """
        trunk = self.trunk(latent)
        features = self.of_latent(trunk)[:, None] + self.of_chunk(self.chunks)
        raw = self.last(self.body(features)).flatten(1)[:, : self.count]
        # Of one architecture there is nothing to mix; copies of its affine, one a latent, would only take memory.
        scale, bias = (self.scale, self.bias) if len(self.scale) == 1 else (mix @ self.scale, mix @ self.bias)
        entries: Tensor = raw * scale + bias
        if self.basis is not None and self.amounts is not None:
            entries = entries + self.amounts(trunk) @ self.basis
        return entries
