"""Networks with noise on their weights: what is near a network, and nothing new."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

NOISE = 0.1  # in standard deviations of each tensor


def noisy(params: Mapping[str, Tensor], seed: int) -> dict[str, Tensor]:
    """Parameters with noise: `NOISE` standard deviations of each tensor."""
    generator = torch.Generator().manual_seed(seed)
    return {
        name: value + NOISE * value.std(correction=0) * torch.randn(value.shape, generator=generator)
        for name, value in params.items()
    }
