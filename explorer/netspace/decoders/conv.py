"""Decoder `conv`: the paper's (NetSpace, arXiv 2206.05194, section 3.1 and its supplement).

The latent is reshaped into a small image that strided transposed 2-D convolutions grow to the PRep; every
PRep entry then has a learned scale and bias of its own.
"""

from __future__ import annotations

import math

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.networks.prep import PRepLayout, from_prep


class ConvDecoder(nn.Module):
    """Latents to flat weights by way of a PRep.

    Args:
        layout: the PRep's layout.
        latent: size of the latent; a multiple of `channels[0]` spreads best.
        channels: channels of the transposed convolutions, from the latent's image on; each doubles both sizes.
    """

    def __init__(self, layout: PRepLayout, latent: int, channels: tuple[int, ...] = (64, 64, 32, 16)) -> None:
        super().__init__()
        self.layout = layout
        grow = 2 ** len(channels)
        entries = layout.height * layout.width
        # The image is kept near square whatever the PRep's form, and reshaped at the end, as in the paper.
        self.side_y = max(1, round(math.sqrt(entries) / grow))
        self.side_x = -(-entries // (self.side_y * grow * grow))
        self.lift = nn.Linear(latent, channels[0] * self.side_y * self.side_x)
        blocks: list[nn.Module] = []
        for k, size in enumerate(channels):
            following = channels[k + 1] if k + 1 < len(channels) else 1
            blocks.append(nn.ConvTranspose2d(size, following, 4, stride=2, padding=1))
            if k + 1 < len(channels):
                blocks.append(nn.LeakyReLU(0.01))
        self.channels = channels[0]
        self.body = nn.Sequential(*blocks)
        self.scale = nn.Parameter(torch.full((layout.height, layout.width), 0.01))
        self.bias = nn.Parameter(torch.zeros(layout.height, layout.width))

    @torch.no_grad()
    def prepare(self, init: Float[Tensor, " count"], weights: Float[Tensor, "nets count"]) -> None:
        """Start the biases at the zoo's mean network and the scales at its spread."""
        del init
        entries = self.layout.height * self.layout.width
        pad = (0, entries - self.layout.count)
        mean = nn.functional.pad(weights.mean(0), pad)
        spread = nn.functional.pad(weights.std(0, correction=0), pad)
        self.bias.copy_(mean.reshape_as(self.bias))
        self.scale.copy_(spread.reshape_as(self.scale))

    def forward(self, latent: Float[Tensor, "batch latent"]) -> Float[Tensor, "batch count"]:
        """Flat weights of the networks at these latents."""
        image = self.lift(latent).reshape(-1, self.channels, self.side_y, self.side_x)
        entries = self.body(image).flatten(1)[:, : self.layout.height * self.layout.width]
        prep = entries.reshape(-1, self.layout.height, self.layout.width)
        return from_prep(self.layout, prep * self.scale + self.bias)
