"""Fitting many Sirens at once, each to the signed distance of its own shape."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.networks.siren import Siren, siren_batch
from explorer.zoo.fit import FitRates, fit_many


@dataclass(frozen=True, kw_only=True)
class ShapeFit(FitRates):
    """How one network is fitted to a signed distance.

    Attributes, beside those of `FitRates`:
        points: points a step.
        pool: points whose exact distance is computed once and then drawn from.
        tolerance: the loss is |f - d| / (|d| + tolerance), in cube units: errors count where the surface is.
    """

    steps: int = 1150
    points: int = 1024
    pool: int = 65_536
    tolerance: float = 0.02


def fit_shapes(
    arch: Siren,
    init: dict[str, Tensor],
    points: Float[Tensor, "n pool 3"],
    distances: Float[Tensor, "n pool"],
    config: ShapeFit,
    generator: torch.Generator,
) -> dict[str, Tensor]:
    """Fit one Siren per row of `points` and signed `distances`.

    Args:
        arch: the networks' architecture.
        init: the shared initialisation.
        points: in random order.
        distances: there.
        config: how each network is fitted.
        generator: of the draws.

    Returns:
        Parameters with the batch axis in front, float32.
    """
    weights = 1 / (distances.abs() + config.tolerance)
    windows: list[int] = []

    def loss(params: dict[str, Tensor], step: int) -> Tensor:
        del step
        if not windows:  # the pool is shuffled: a window of it is a random draw without a gather
            windows.extend(torch.randperm(points.shape[1] // config.points, generator=generator).tolist())
        start = windows.pop() * config.points
        part = slice(start, start + config.points)
        error = (siren_batch(arch, params, points[:, part])[..., 0] - distances[:, part]).abs()
        return (error * weights[:, part]).mean(1)

    return fit_many(init, points.shape[0], loss, config)
