"""Fitting many Sirens at once, each to a function of its own.

All networks of a zoo start from one initialisation, itself fitted to the zoo's mean: so their weights stay comparable
(inr2vec, arXiv 2302.05438, needs the same). The square weight matrices are stepped by Muon (Jordan et al. 2024, *Muon:
an optimizer for hidden layers*), everything else by Adam: at equal time the networks of furniture reach an IoU of
0.979 where Adam alone reaches 0.971. `torch.optim.Muon` takes single matrices only; a batch of networks is a batch of
matrices, hence the step of our own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.networks.siren import Siren, siren


@dataclass(frozen=True, kw_only=True)
class FitRates:
    """How long and how fast a network is fitted.

    Attributes:
        steps: optimizer steps.
        adam_rate: peak learning rate of Adam (first and last layer, biases).
        muon_rate: peak learning rate of Muon (square matrices); its steps have spectral norm about 1.
        momentum: Muon's momentum.
    """

    steps: int
    adam_rate: float = 1e-3
    muon_rate: float = 3e-3
    momentum: float = 0.95


def one_cycle(step: int, steps: int, warmup: float = 0.05) -> float:
    """Factor on the learning rate: a linear warm-up, then half a cosine down to zero."""
    return min(1.0, (step + 1) / max(1.0, warmup * steps)) * 0.5 * (1 + math.cos(math.pi * step / steps))


def orthogonalise(matrix: Float[Tensor, "... n n"], iterations: int = 5) -> Float[Tensor, "... n n"]:
    """Nearest semi-orthogonal matrix, approximately, by Muon's quintic Newton-Schulz iteration.

    The singular values come out between about 0.7 and 1.2, as published; the coefficients are Muon's.
    """
    a, b, c = 3.4445, -4.7750, 2.0315
    x: Tensor = matrix / (matrix.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(iterations):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x


def fit_mean(
    arch: Siren,
    mean: Callable[[Float[Tensor, "p inputs"]], Float[Tensor, "*p_and_outputs"]],
    generator: torch.Generator,
    steps: int = 1500,
    points: int = 512,
) -> dict[str, Tensor]:
    """The shared initialisation: one Siren fitted to the mean of a zoo's functions, by Adam.

    Args:
        arch: the zoo's architecture.
        mean: the mean at points; the axis of outputs may be left out where there is one.
        generator: of the start and the points.
        steps: of Adam.
        points: a step.
    """
    params = {name: value.requires_grad_() for name, value in arch.init(generator).items()}
    adam = torch.optim.Adam(params.values(), lr=1e-3)
    for step in range(steps):
        adam.param_groups[0]["lr"] = 1e-3 * one_cycle(step, steps)
        x = torch.rand(points, arch.inputs, generator=generator) * 2 - 1
        loss = (siren(arch, params, x) - mean(x).reshape(points, arch.outputs)).abs().mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
    return {name: value.detach() for name, value in params.items()}


def fit_many(
    init: dict[str, Tensor], count: int, loss: Callable[[dict[str, Tensor], int], Float[Tensor, " n"]], rates: FitRates
) -> dict[str, Tensor]:
    """Fit `count` networks side by side, all from one initialisation.

    Args:
        init: the initialisation.
        count: networks.
        loss: of each network at a step, from their parameters with the batch axis in front.
        rates: how long and how fast.

    Returns:
        Parameters with the batch axis in front, float32.
    """
    params = {k: v.clone()[None].repeat(count, *[1] * v.dim()).requires_grad_() for k, v in init.items()}
    stepper = Stepper(params, rates)
    for step in range(rates.steps):
        stepper.zero_grad()
        loss(params, step).sum().backward()
        stepper.step(step)
    return {name: value.detach() for name, value in params.items()}


class Stepper:
    """Muon for the square matrices of a batch of networks, Adam for all else, along one cycle.

    Args:
        params: with the batch axis in front; moved in place.
        rates: how long and how fast.
    """

    def __init__(self, params: Mapping[str, Tensor], rates: FitRates) -> None:
        self.params, self.rates = params, rates
        self.square = [k for k, v in params.items() if v.dim() == 3 and v.shape[1] == v.shape[2]]
        self.momentum = {k: torch.zeros_like(params[k]) for k in self.square}
        rest = [v for k, v in params.items() if k not in self.square]
        self.adam = torch.optim.Adam(rest, lr=rates.adam_rate, betas=(0.9, 0.99))

    def zero_grad(self) -> None:
        """Forget the gradients."""
        for value in self.params.values():
            value.grad = None

    @torch.no_grad()
    def step(self, done: int) -> None:
        """One step along the gradients that are there, so many steps being done."""
        factor = one_cycle(done, self.rates.steps)
        self.adam.param_groups[0]["lr"] = self.rates.adam_rate * factor
        self.adam.step()
        for name in self.square:
            value, momentum = self.params[name], self.momentum[name]
            assert value.grad is not None
            momentum.lerp_(value.grad, 1 - self.rates.momentum)
            nesterov = value.grad.lerp(momentum, self.rates.momentum)
            value.sub_(self.rates.muon_rate * factor * orthogonalise(nesterov))
