"""Latents moved toward a shape so that it stays whole.

Beside signed distances near the surface are learned

- *mistakes*: samples of the target's grid that were last seen on the wrong side, debris twice (see `covering`);
- *nearness*: the latent stays where the zoo's latents are dense (Mahalanobis distance: it is moved least along what
  the zoo hardly varies in);

and the step is kept that covers most of the shape on the grid, with as few pieces as it has. The eikonal equation is
not asked: distances at points in all of the cube say more of it, at a fraction of what its gradients cost.
"""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import Loss, Score, Seen
from explorer.kinds.shapes.covering import TOLERANCE, Covered, beyond, covered, sides, to_learn
from explorer.kinds.shapes.losses import sdf_loss
from explorer.kinds.shapes.occupancy import grid_points, pieces
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.targets import TowardShape
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren

POINTS, HARD = 1024, 384  # a step: with distances; on the wrong side
DEBRIS = 1.0  # samples of debris beside those, as a share of them
# On 14 training models of `household`, 200 steps: weight 0.5, pieces counted on every second sample (so that many were
# not seen) and at 0.03 each gave IoU 0.845, 79 % in one piece; this gave 0.866 and 93 %. With the tolerance of
# `covering` 20 others go from 0.855 (tenth percentile 0.566) to 0.871 (0.685).
MISTAKEN = 1.0  # weight of the mistakes
DENSE = 0.02  # weight of the squared Mahalanobis distance over the latent's size
LEAST_SPREAD = 0.05  # of the largest standard deviation: directions in which the zoo varies less are taken to vary so
PIECE = 0.1  # IoU that a piece too many costs


def toward_shape(engine: Engine, space: ShapeSpace, target: TowardShape, seed: int) -> tuple[Loss, Score]:
    """The loss of a latent, and how much of the shape its network covers (IoU)."""
    generator = torch.Generator().manual_seed(seed)
    nearness = Nearness(space.latents[space.train])
    samples, side = grid_points(len(target.inside)), sides(target.inside)
    most = pieces(target.inside).count
    last: Covered | None = None

    def loss_of(latent: Tensor) -> Tensor:
        pick = torch.randint(0, len(target.points), (min(POINTS, len(target.points)),), generator=generator)
        hard = to_learn(last, HARD, generator, DEBRIS)
        params = unflatten(space.layout, space.model.decode(latent)[0])
        got = siren(space.arch, params, torch.cat([target.points[pick], samples[hard]]))[:, 0]
        loss = sdf_loss(got[None, : len(pick)], target.distances[pick][None], TOLERANCE)[0]
        if len(hard):
            loss = loss + MISTAKEN * beyond(got[len(pick) :], side[hard]).mean()
        return loss + DENSE * nearness(latent)

    def score_of(latent: np.ndarray) -> Seen:
        nonlocal last
        weights = engine.decode(space, latent[None])
        with torch.inference_mode():
            got = FastSiren(space.arch, space.layout, weights)(samples.to(weights.device))[0].cpu().clone()
        last = covered((got < 0).reshape(target.inside.shape), target.inside)
        return Seen(last.overlap, last.rank(most, PIECE), {"pieces": last.pieces})

    return loss_of, score_of


class Nearness:
    """How far from the zoo's latents a latent lies: the squared Mahalanobis distance, over the size of a latent."""

    def __init__(self, latents: Float[np.ndarray, "n d"]) -> None:
        centred = torch.from_numpy(latents - latents.mean(0)).double()
        self.mean = torch.from_numpy(latents.mean(0)).float()
        variance, ways = torch.linalg.eigh(centred.T @ centred / max(len(latents) - 1, 1))
        spread = variance.clamp(min=0).sqrt()
        spread = spread.clamp(min=LEAST_SPREAD * float(spread.max()))
        self.ways = (ways / spread).float()

    def __call__(self, latent: Float[Tensor, "one d"]) -> Float[Tensor, ""]:
        """About 1 for the zoo's own."""
        away: Tensor = ((latent - self.mean) @ self.ways).square().mean()
        return away
