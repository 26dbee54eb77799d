"""Decoder `residual`: shared initialisation + per-tensor scale x (per-layer basis x coordinates).

For one architecture whose zoo shares an initialisation. Every layer of the target network has a basis of its
own, started from the principal components of the zoo's weight differences in that layer; an MLP turns the
latent into coordinates. A layer-wise basis is more expressive than one of the same size over all weights, and
keeps thin shapes together.
"""

from __future__ import annotations

import math

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.networks.prep import PRepLayout

RIDGE = 0.05  # of the latents' mean variance: few networks must not be learned by heart
QUIET = 0.1  # of the usual size: how loudly the MLP speaks after `follow`
NOTHING = 1e-5  # of a basis's largest extent: what is shorter is rounding


def layer_slices(layout: PRepLayout) -> dict[str, slice]:
    """Where each layer's parameters (names up to the last dot) lie in the flat weights."""
    slices: dict[str, slice] = {}
    for (name, _), part in zip(layout.shapes, layout.slices, strict=True):
        layer = name.rpartition(".")[0]
        first = slices[layer].start if layer in slices else part.start
        slices[layer] = slice(first, part.stop)
    return slices


class ResidualDecoder(nn.Module):
    """Latents to flat weights.

    Args:
        layout: the networks' layout.
        latent: size of the latent.
        rank: most components of a layer's basis.
        hidden: width of the MLP.
    """

    init: Tensor
    scale: Tensor

    def __init__(self, layout: PRepLayout, latent: int, rank: int = 256, hidden: int = 1024) -> None:
        super().__init__()
        self.layout = layout
        self.register_buffer("init", torch.zeros(layout.count))
        self.register_buffer("scale", torch.ones(layout.count))
        self.slices = layer_slices(layout)
        self.ranks = [min(rank, s.stop - s.start) for s in self.slices.values()]
        self.trunk = nn.Sequential(nn.Linear(latent, hidden), nn.SiLU(), nn.Linear(hidden, hidden), nn.SiLU())
        self.linear = nn.Linear(latent, sum(self.ranks), bias=False)
        self.bend = nn.Linear(hidden, sum(self.ranks))
        self.bases = nn.ModuleList(
            nn.Linear(r, s.stop - s.start) for r, s in zip(self.ranks, self.slices.values(), strict=True)
        )

    @torch.no_grad()
    def prepare(self, init: Float[Tensor, " count"], weights: Float[Tensor, "nets count"]) -> None:
        """Start from a zoo: its shared initialisation, per-tensor scale and principal components."""
        difference = weights - init
        for part in self.layout.slices:
            self.scale[part] = difference[:, part].std(correction=0).clamp(min=1e-6)
        self.init.copy_(init)
        scaled = difference / self.scale
        for module, part in zip(self.bases, self.slices.values(), strict=True):
            assert isinstance(module, nn.Linear)
            block = scaled[:, part]
            rank = min(module.in_features, block.shape[0] - 1)
            _, values, components = torch.svd_lowrank(block - block.mean(0), q=rank, niter=2)
            module.weight.normal_(std=1e-3)
            module.weight[:, :rank] = components * values / math.sqrt(max(block.shape[0] - 1, 1))
            module.bias.copy_(block.mean(0))

    @torch.no_grad()
    def follow(self, latents: Float[Tensor, "nets latent"], weights: Float[Tensor, "nets count"]) -> None:
        """Start the linear way from latents that networks have already: each layer by ridge regression.

        After `prepare`. Where an encoder starts from principal components, the decoder then knows them too.
        """
        block = (weights - self.init) / self.scale
        centred = latents - latents.mean(0)
        gram = centred.T @ centred
        gram += RIDGE * gram.diagonal().mean() * torch.eye(len(gram))
        answer = torch.linalg.solve(gram, centred.T @ (block - block.mean(0)))  # latent to weights
        start = 0
        for module, part, rank in zip(self.bases, self.slices.values(), self.ranks, strict=True):
            assert isinstance(module, nn.Linear)
            # A basis may hold directions that no network moved in: of length 1e-7, which `lstsq` may divide by.
            inverse = torch.linalg.pinv(module.weight, rtol=NOTHING)
            self.linear.weight[start : start + rank] = inverse @ answer[:, part].T
            module.bias.copy_(block[:, part].mean(0) - latents.mean(0) @ answer[:, part])
            start += rank
        self.bend.weight.mul_(QUIET)
        self.bend.bias.zero_()

    def forward(self, latent: Float[Tensor, "batch latent"]) -> Float[Tensor, "batch count"]:
        """Flat weights of the networks at these latents."""
        coordinates = self.linear(latent) + self.bend(self.trunk(latent))
        parts = [basis(c) for basis, c in zip(self.bases, coordinates.split(self.ranks, -1), strict=True)]
        weights: Tensor = self.init + self.scale * torch.cat(parts, -1)
        return weights
