"""Latents refined: from what the encoder reads, a walk to where the decoded network answers as the network does.

A space of few networks has an encoder that learned from few: what it reads of a new network is near the right place,
and no more. The decoder knows more than the encoder finds (as in DeepSDF, arXiv 1901.05103, whose decoder has no
encoder at all). The walk looks at nothing but what the encoder reads: the answers at the probe inputs.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from jaxtyping import Float
from torch import Tensor

RATE = 0.05  # of Adam, in standard deviations of the latents


def refined(
    loss: Callable[[Float[Tensor, "n d"], slice], Float[Tensor, " n"]],
    latents: Float[Tensor, "n d"],
    scale: Float[Tensor, " d"],
    steps: int,
    at_once: int,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Float[Tensor, "n d"]:
    """Latents that a loss is smaller at.

    Args:
        loss: of latents, one each; given which of all they are.
        latents: where the walk begins.
        scale: standard deviation of the latents: the unit of a step.
        steps: of Adam.
        at_once: latents that are moved side by side.
        progress: told how many steps are done, of all of them for all latents.
    """
    parts = []  # of steps each latent has its own: what is done is counted by latents
    with torch.inference_mode(mode=False), torch.enable_grad():
        for start in range(0, len(latents), at_once):
            some = slice(start, min(start + at_once, len(latents)))
            base, unit = latents[some].clone(), scale.clone()
            moved = torch.zeros_like(base, requires_grad=True)
            adam = torch.optim.Adam([moved], RATE)
            schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, steps)
            for done in range(steps):
                progress(start * steps + done * len(base), len(latents) * steps)
                adam.zero_grad()
                loss(base + moved * unit, some).sum().backward()
                adam.step()
                schedule.step()
            progress((start + len(base)) * steps, len(latents) * steps)
            parts.append((base + moved * unit).detach())
    return torch.cat(parts)
