"""Encoder `grid`: as `probe`, at the centres of a grid's cells, with a linear way beside the MLP.

For functions of the plane, such as pictures: their values lie in [0, 1], and a grid is how they are sampled anyway.
The linear way starts from the principal components of what the encoder will read, so that training begins where
linear methods end.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.netspace.encoders.probe import check_probes, reading_mlp
from explorer.networks.prep import PRepLayout

QUIET = 0.1  # of the usual size: how loudly the MLP speaks at the start, beside the components
SIZE = 3.0  # standard deviation of the first latent coordinate at the start
LOWEST, HIGHEST = -0.1, 1.1  # answers beyond say nothing more


def cell_centres(side: int, inputs: int) -> Float[Tensor, "cells inputs"]:
    """The centres of the cells of a grid over [-1, 1]^inputs, `side` each way, the last coordinate the fastest.

    Raises:
        RecipeError: too many cells, or none.
    """
    check_probes(side**inputs)
    # Always on the CPU: of a model without memory, torch would import its compiler to make them (1.8 s).
    line = (torch.arange(side, device="cpu") + 0.5) / side * 2 - 1
    return torch.cartesian_prod(*[line] * inputs).reshape(-1, inputs)


class GridEncoder(nn.Module):
    """A linear map plus an MLP over a network's answers on a grid.

    Args:
        layout: unused; every encoder is built from the same arguments.
        latent: size of the latent.
        side: cells each way; the grid covers [-1, 1]^inputs, the first coordinate the fastest: row by row, in a plane.
        hidden: width of the MLP's two hidden layers.
        outputs: values that a network gives at each point.
        inputs: input coordinates of the networks.

    Raises:
        RecipeError: too many cells, or none.
    """

    reads = "answers"

    def __init__(
        self,
        layout: PRepLayout,
        latent: int,
        side: int = 28,
        hidden: int = 512,
        outputs: int = 1,
        inputs: int = 2,
    ) -> None:
        super().__init__()
        del layout
        self.register_buffer("probes", cell_centres(side, inputs).flip(-1))
        self.probes: Tensor
        entries = side**inputs * outputs
        self.body = reading_mlp(entries, hidden, latent)
        self.straight = nn.Linear(entries, latent)

    @torch.no_grad()
    def prepare(self, answers: Float[Tensor, "n answers"]) -> None:
        """Start from the principal components of answers: of a zoo's networks, or of other signals."""
        answers = answers.clamp(LOWEST, HIGHEST).float()
        mean = answers.mean(0)
        _, values, components = torch.pca_lowrank(answers, q=min(self.straight.out_features, *answers.shape), niter=4)
        scale = SIZE * len(answers) ** 0.5 / values[0].clamp(min=1e-9)
        rank = components.shape[1]
        self.straight.weight.zero_()
        self.straight.weight[:rank] = scale * components.T
        self.straight.bias.copy_(-self.straight.weight @ mean)
        last = self.body[-1]
        assert isinstance(last, nn.Linear)
        last.weight.mul_(QUIET)
        last.bias.zero_()

    def forward(self, answers: Float[Tensor, "batch answers"]) -> Float[Tensor, "batch latent"]:
        """Latents of the networks that gave these answers (values in [0, 1] on the grid)."""
        seen = answers.clamp(LOWEST, HIGHEST)
        latent: Tensor = self.straight(seen) + self.body(2 * seen - 1)
        return latent
