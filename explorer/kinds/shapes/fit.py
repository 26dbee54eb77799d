"""Fitting many Sirens at once, each to the signed distance of its own shape.

Where it is known which samples of a grid lie inside, those on the wrong side are sought from a third of the way on, and
learned beside the distances (`covering`): thin boards and rods are a few samples, which a mean of errors hardly sees.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from explorer.kinds.shapes.covering import beyond, sides
from explorer.kinds.shapes.occupancy import grid_points, occupancy
from explorer.networks.prep import PRepLayout, flatten
from explorer.networks.siren import Siren, siren_batch
from explorer.zoo.fit import FitRates, fit_many

LOOKS, FIRST = 12, 1 / 3  # at the grid; the first, as a share of the way
HARD = 384  # samples on the wrong side that a network learns at a step
MISTAKEN = 0.5  # their weight


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
    inside: Bool[Tensor, "n r r r"] | None = None,
) -> dict[str, Tensor]:
    """Fit one Siren per row of `points` and signed `distances`.

    Args:
        arch: the networks' architecture.
        init: the shared initialisation.
        points: in random order.
        distances: there.
        config: how each network is fitted.
        generator: of the draws.
        inside: which samples of a grid over the cube lie in each shape, (x, y, z) order; None: mistakes are not sought.

    Returns:
        Parameters with the batch axis in front, float32.
    """
    weights = 1 / (distances.abs() + config.tolerance)
    windows: list[int] = []
    mistakes = None if inside is None else _Mistakes(arch, inside, config.steps, generator)

    def loss(params: dict[str, Tensor], step: int) -> Tensor:
        if not windows:  # the pool is shuffled: a window of it is a random draw without a gather
            windows.extend(torch.randperm(points.shape[1] // config.points, generator=generator).tolist())
        start = windows.pop() * config.points
        part = slice(start, start + config.points)
        asked = points[:, part]
        wrong = None if mistakes is None else mistakes.drawn(params, step)
        if wrong is not None:
            asked = torch.cat([asked, wrong.places], 1)
        got = siren_batch(arch, params, asked)[..., 0]
        error = (got[:, : config.points] - distances[:, part]).abs()
        found = (error * weights[:, part]).mean(1)
        if wrong is None:
            return found
        return found + MISTAKEN * (beyond(got[:, config.points :], wrong.side) * wrong.there).mean(1)

    return fit_many(init, points.shape[0], loss, config)


@dataclass(frozen=True)
class _Wrong:
    """Samples that were last seen on the wrong side, of each network as many.

    Attributes:
        places: where they are.
        side: on which they should be, -1 inside, else 1.
        there: 0 for networks without a mistake, whose samples are any; else 1.
    """

    places: Float[Tensor, "n k 3"]
    side: Float[Tensor, "n k"]
    there: Float[Tensor, "n 1"]


class _Mistakes:
    """Looks at the grid now and then, and draws from what was on the wrong side."""

    def __init__(self, arch: Siren, inside: Bool[Tensor, "n r r r"], steps: int, generator: torch.Generator) -> None:
        self.arch, self.inside, self.generator = arch, inside, generator
        self.layout = PRepLayout.of(arch.shapes)
        self.grid = grid_points(inside.shape[-1])
        self.side = torch.stack([sides(one) for one in inside])
        self.first = int(FIRST * steps)
        self.every = max((steps - self.first) // LOOKS, 1)
        self.seen: list[Int[Tensor, " m"]] | None = None

    def drawn(self, params: dict[str, Tensor], step: int) -> _Wrong | None:
        """Samples to learn at a step; None before the first look."""
        if step >= self.first and (step - self.first) % self.every == 0:
            with torch.no_grad():
                now = occupancy(self.arch, self.layout, flatten(self.layout, params), self.inside.shape[-1])
            self.seen = [torch.nonzero(row)[:, 0] for row in (now != self.inside).flatten(1)]
        if self.seen is None:
            return None
        none = torch.zeros(1, dtype=torch.long)
        rows = torch.stack(
            [
                (found if len(found) else none)[torch.randint(0, max(len(found), 1), (HARD,), generator=self.generator)]
                for found in self.seen
            ]
        )
        there = torch.tensor([[float(len(found) > 0)] for found in self.seen])
        return _Wrong(self.grid[rows], self.side.gather(1, rows), there)
