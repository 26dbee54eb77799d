"""Decoded shapes fitted in weight space: the last details of a shape, which no latent of the space has.

What a space has learned brings a network near; a few seconds of what fits a zoo's networks (`fit`) bring it the rest of
the way, from there faster and in fewer pieces than from nothing. Mistakes are learned beside the signed distances: at
every step the network is asked at some thousands of many points near the surface, and those that it has on the wrong
side are learned once more. Slats and rods hang on that.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.encode import Encoded
from explorer.explore.read.fitted import Fitted
from explorer.figures.style import Theme
from explorer.kinds.shapes.covering import TOLERANCE, beyond, rank
from explorer.kinds.shapes.grid import dense_grid
from explorer.kinds.shapes.losses import sdf_loss
from explorer.kinds.shapes.mesh import contour
from explorer.kinds.shapes.occupancy import iou, occupancy, pieces
from explorer.kinds.shapes.reading import SURFACE, beside
from explorer.kinds.shapes.reconstruct import overlap_of
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.targets import TowardShape, sampled
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import flatten, unflatten
from explorer.networks.siren import siren_batch
from explorer.space.bundle import Space
from explorer.zoo.fit import FitRates, Stepper

# Five real models of thin parts that nobody saw, from what is read, IoU at points that nobody learned: 0.912 by 1,000
# steps with 16,000 points and mistakes sought 25 times on a grid of 64 samples an axis; 0.951 with 120,000 points and
# mistakes sought among them at every step; 0.957 by 1,500 such steps, as here; 0.946 by 1,000 with 60,000 points.
STEPS, ADAM, MUON = 1500, 2e-3, 3e-3
NEAR, UNIFORM, SPREADS = 96_000, 24_000, (0.005, 0.01, 0.02, 0.05)  # points, see `targets.sampled`
POINTS = 1536  # a step, with distances
WATCHED, HARD = 4096, 512  # a step: looked at; learned once more, of those on the wrong side, at most
MISTAKEN = 0.5  # weight of the mistakes
LOOKS, LATE = 5, 0.7  # at the grid, for which weights are the best: how many, after which share of the steps
ENOUGH = 0.9  # IoU: what is read so well may be taken as it is decoded
PIECE = 0.02  # IoU that a piece too many costs
COUNTED = 128  # samples an axis of the grid on which pieces are counted in the end: a thin rod is one there

Progress = Callable[[int, int], None]


class ShapeFitting:
    """See `protocols.Fitting`."""

    enough = ENOUGH

    def fit(
        self,
        engine: Engine,
        space: Space,
        latent: Float[np.ndarray, " d"],
        read: Encoded,
        seed: int = 0,
        progress: Progress = lambda done, total: None,
    ) -> Fitted:
        """Fit a decoded shape to a file's; "iou" on the file's grid, "pieces" on a finer one."""
        target = None if read.aim is None else read.aim.target
        if not isinstance(target, TowardShape):
            raise SelectionError(f"{read.name} is no shape to fit a network to.", "Read a mesh, or a shape's network.")
        shapes = shapes_only(space)
        weights = engine.weights(space, [_begin(engine, shapes, latent, read, target)])[0].cpu()
        return fit_weights(shapes, weights, target, seed, progress=progress)

    def show(self, space: Space, fitted: Fitted, read: Encoded) -> Callable[[Theme, int], go.Figure]:
        """The two surfaces, seen by the same camera."""
        network = FastSiren(shapes_only(space).arch, space.layout, fitted.weights[None])
        surface = contour(dense_grid(lambda points: network(points)[0], SURFACE))
        return beside(read, surface, f"Fitted: IoU {fitted.measured['iou']:.3f}")


FITTING = ShapeFitting()


def _begin(
    engine: Engine, space: ShapeSpace, latent: Float[np.ndarray, " d"], read: Encoded, target: TowardShape
) -> Decoded | Input:
    """What is decoded, or the network nearest to what was read: which of them covers more of the shape.

    A file may be of a shape that a network of the zoo was fitted to, and that is decoded badly all the same.
    """
    decoded = Decoded.of(latent)  # of the network it was measured as the file was read
    if overlap_of(engine, space, decoded, target.inside) >= float(read.measured["iou_of_the_nearest"]):
        return decoded
    return Input(int(read.where.near.ids[0]))


def fit_weights(
    space: ShapeSpace,
    weights: Float[Tensor, " count"],
    target: TowardShape,
    seed: int = 0,
    steps: int = STEPS,
    progress: Progress = lambda done, total: None,
) -> Fitted:
    """Move a network's weights toward a shape; of the last ones, and those at first, the best on the target's grid.

    Nothing of that grid is learned: "iou" is measured on all of it, as it is of what is decoded. "pieces" are counted
    on a grid of `COUNTED` samples an axis.

    Args:
        space: whose architecture the network has.
        weights: where to begin.
        target: the shape.
        seed: of the draws.
        steps: of Muon and Adam (see `explorer.zoo.fit`), along one cycle.
        progress: called after each step with the steps done, of how many.
    """
    began = time.monotonic()
    generator = torch.Generator().manual_seed(seed)
    wanted, most = target.inside, pieces(target.inside).count
    with torch.inference_mode(mode=False), torch.enable_grad():  # whoever asks
        points = sampled(target.surface, seed, NEAR, UNIFORM, SPREADS)
        distances = target.asked(points)
        side = torch.where(distances < 0, -1.0, 1.0)
        moved = {k: v.clone().requires_grad_() for k, v in unflatten(space.layout, weights[None]).items()}
        stepper = Stepper(moved, FitRates(steps=steps, adam_rate=ADAM, muon_rate=MUON))

        def now() -> Float[Tensor, "one count"]:
            return flatten(space.layout, {k: v.detach() for k, v in moved.items()})

        def drawn(count: int) -> Int[Tensor, " count"]:
            return torch.randint(0, len(points), (count,), generator=generator)

        def look() -> tuple[float, int]:
            inside = occupancy(space.arch, space.layout, now(), len(wanted))
            return float(iou(inside, wanted[None])[0]), pieces(inside[0]).count

        best, seen = now()[0], look()
        looks = {steps - round(k * (1 - LATE) * steps / LOOKS) for k in range(LOOKS)}
        for step in range(1, steps + 1):
            watched, pick = drawn(WATCHED), drawn(POINTS)
            answers = FastSiren(space.arch, space.layout, now())(points[watched])[0]
            hard = watched[answers * side[watched] < 0][:HARD]
            got = siren_batch(space.arch, moved, points[torch.cat([pick, hard])][None])[0, :, 0]
            loss = sdf_loss(got[None, :POINTS], distances[pick][None], TOLERANCE)[0]
            if len(hard):
                loss = loss + MISTAKEN * beyond(got[POINTS:], side[hard]).mean()
            stepper.zero_grad()
            loss.backward()
            stepper.step(step - 1)
            progress(step, steps)
            if step in looks and rank(*(found := look()), most, PIECE) > rank(*seen, most, PIECE):
                best, seen = now()[0], found
    whole = occupancy(space.arch, space.layout, best[None], COUNTED)[0]
    measured = {"iou": round(seen[0], 4), "pieces": float(pieces(whole).count)}
    return Fitted(best, measured, steps, time.monotonic() - began)
