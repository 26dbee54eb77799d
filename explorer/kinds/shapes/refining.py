"""Latents moved toward a shape so that it stays whole.

Signed distances at points near the surface alone gain overlap and lose the shape: what is decoded grows debris where no
point is, and thin parts break. So beside them are learned

- *mistakes*: samples of a coarse grid that were last seen on the wrong side, debris and gaps among them;
- *nearness*: the latent stays where the zoo's latents are dense (Mahalanobis distance: it is moved least along what
  the zoo hardly varies in);

and the step is kept that covers most of the shape on the grid, with as few pieces as it has. The eikonal equation is
not asked: distances at points in all of the cube say more of it, at a fraction of what its gradients cost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float, Int
from scipy.ndimage import label
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import Loss, Score, Seen
from explorer.kinds.shapes.losses import sdf_loss
from explorer.kinds.shapes.occupancy import grid_points, iou
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.targets import TowardShape
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren

POINTS, HARD = 1024, 384  # a step: with distances; on the wrong side
MISTAKEN = 0.5  # weight of the mistakes
CLEAR, UNIT = 0.01, 0.03  # cube units: how far on its side a sample should be; in which mistakes are counted
DENSE = 0.02  # weight of the squared Mahalanobis distance over the latent's size
LEAST_SPREAD = 0.05  # of the largest standard deviation: directions in which the zoo varies less are taken to vary so
STEP = 2  # of the target's grid of 64 samples every second one is looked at
PIECE = 0.03  # IoU that a piece too many costs
MOST_PIECES = 8  # that are counted against it
ALL_NEIGHBOURS = np.ones((3, 3, 3), dtype=bool)


def toward_shape(engine: Engine, space: ShapeSpace, target: TowardShape, seed: int) -> tuple[Loss, Score]:
    """The loss of a latent, and how much of the shape its network covers (IoU)."""
    generator = torch.Generator().manual_seed(seed)
    nearness = Nearness(space.latents[space.train])
    wanted = target.inside[::STEP, ::STEP, ::STEP]
    count = target.inside.shape[0]
    samples = grid_points(count).reshape(count, count, count, 3)[::STEP, ::STEP, ::STEP].reshape(-1, 3)
    pieces = loose(wanted)
    side = torch.where(wanted.reshape(-1), -1.0, 1.0)
    mistaken = torch.zeros(0, dtype=torch.long)

    def loss_of(latent: Tensor) -> Tensor:
        pick = torch.randint(0, len(target.points), (min(POINTS, len(target.points)),), generator=generator)
        hard = mistaken
        if len(hard) > HARD:
            hard = hard[torch.randint(0, len(hard), (HARD,), generator=generator)]
        params = unflatten(space.layout, space.model.decode(latent)[0])
        got = siren(space.arch, params, torch.cat([target.points[pick], samples[hard]]))[:, 0]
        loss = sdf_loss(got[None, : len(pick)], target.distances[pick][None])[0]
        if len(hard):
            loss = loss + MISTAKEN * beyond(got[len(pick) :], side[hard]).sum() / HARD
        return loss + DENSE * nearness(latent)

    def score_of(latent: np.ndarray) -> Seen:
        nonlocal mistaken
        weights = engine.decode(space, latent[None])
        with torch.inference_mode():
            got = FastSiren(space.arch, space.layout, weights)(samples.to(weights.device))[0].cpu().clone()
        seen = covered((got < 0).reshape(wanted.shape), wanted)
        mistaken = seen.mistaken
        more = min(max(seen.pieces - pieces, 0), MOST_PIECES)
        return Seen(seen.overlap, seen.overlap - PIECE * more, {"pieces": pieces + more})

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


@dataclass(frozen=True)
class Covered:
    """How a shape covers the one that is wanted.

    Attributes:
        overlap: IoU.
        pieces: that it is in.
        mistaken: numbers of the samples that are on the wrong side.
    """

    overlap: float
    pieces: int
    mistaken: Int[Tensor, " m"]


def covered(inside: Bool[Tensor, "r r r"], wanted: Bool[Tensor, "r r r"]) -> Covered:
    """Compare samples of two shapes.

    Args:
        inside: which of them lie in the one.
        wanted: which should.
    """
    mistaken = torch.nonzero(inside.reshape(-1) != wanted.reshape(-1))[:, 0]
    return Covered(float(iou(inside[None], wanted[None])[0]), loose(inside), mistaken)


def beyond(distances: Float[Tensor, " n"], side: Float[Tensor, " n"]) -> Float[Tensor, " n"]:
    """How far samples are on the wrong side of a surface, or too near to it, in `UNIT`; `side` is -1 inside, else 1."""
    return (CLEAR - side * distances).clamp(min=0) / UNIT


def loose(inside: Bool[Tensor, "x y z"]) -> int:
    """Connected pieces, by faces, edges and corners: thin parts are a sample thick."""
    return int(label(inside.numpy(), ALL_NEIGHBOURS)[1])
