"""Decoded shapes fitted in weight space: the last details of a shape, which no latent of the space has.

What a space has learned brings a network near; a few seconds of what fits a zoo's networks (`fit`) bring it the rest of
the way, from there faster and in fewer pieces than from nothing. Beside the signed distances are learned the samples of
the target's grid that were last seen on the wrong side, debris among them twice, as in `refining`.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import plotly.graph_objects as go
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.read.encode import Encoded
from explorer.explore.read.fitted import Fitted
from explorer.figures.style import Theme
from explorer.kinds.shapes.covering import TOLERANCE, Covered, beyond, covered, sides, to_learn
from explorer.kinds.shapes.grid import dense_grid
from explorer.kinds.shapes.losses import sdf_loss
from explorer.kinds.shapes.mesh import contour
from explorer.kinds.shapes.occupancy import grid_points, pieces
from explorer.kinds.shapes.reading import SURFACE, beside
from explorer.kinds.shapes.reconstruct import overlap_of
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.targets import TowardShape
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import flatten, unflatten
from explorer.networks.siren import siren_batch
from explorer.space.bundle import Space
from explorer.zoo.fit import FitRates, Stepper

# Six models that are hard to fit (thin boards and rods), from what is read: 0.938 of them is covered (IoU); 1,200 steps
# of Adam alone cover 0.899, in more time.
STEPS, ADAM, MUON = 1000, 2e-3, 3e-3
POINTS, HARD = 1536, 512  # a step: with distances; on the wrong side
DEBRIS = 0.5  # samples of debris beside those, as a share of them
MISTAKEN = 0.5  # weight of the mistakes
LOOKS = 25  # at the grid: for what is on the wrong side, and which weights are the best
ENOUGH = 0.9  # IoU: what is read so well may be taken as it is decoded
PIECE = 0.02  # IoU that a piece too many costs

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
        """Fit a decoded shape to a file's; "iou" and "pieces" on the file's grid."""
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
    """Move a network's weights toward a shape; the best that was seen on the target's grid.

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
    wanted = target.inside
    samples, side = grid_points(len(wanted)), sides(wanted)
    most = pieces(wanted).count
    with torch.inference_mode(mode=False), torch.enable_grad():  # whoever asks
        moved = {k: v.clone().requires_grad_() for k, v in unflatten(space.layout, weights[None]).items()}
        stepper = Stepper(moved, FitRates(steps=steps, adam_rate=ADAM, muon_rate=MUON))

        def now() -> Float[Tensor, "one count"]:
            return flatten(space.layout, {k: v.detach() for k, v in moved.items()})

        def look() -> Covered:
            distances = FastSiren(space.arch, space.layout, now())(samples)[0].clone()
            return covered((distances < 0).reshape(wanted.shape), wanted)

        best, seen = now()[0], look()
        highest = seen
        for step in range(1, steps + 1):
            hard = to_learn(seen, HARD, generator, DEBRIS)
            pick = torch.randint(0, len(target.points), (POINTS,), generator=generator)
            got = siren_batch(space.arch, moved, torch.cat([target.points[pick], samples[hard]])[None])[0, :, 0]
            loss = sdf_loss(got[None, :POINTS], target.distances[pick][None], TOLERANCE)[0]
            if len(hard):
                loss = loss + MISTAKEN * beyond(got[POINTS:], side[hard]).mean()
            stepper.zero_grad()
            loss.backward()
            stepper.step(step - 1)
            progress(step, steps)
            if step % max(steps // LOOKS, 1) == 0 or step == steps:
                seen = look()
                if seen.rank(most, PIECE) > highest.rank(most, PIECE):
                    best, highest = now()[0], seen
    measured = {"iou": round(highest.overlap, 4), "pieces": float(highest.pieces)}
    return Fitted(best, measured, steps, time.monotonic() - began)
