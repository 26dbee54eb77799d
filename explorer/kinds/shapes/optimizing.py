"""Latents of shapes moved toward another shape: signed distances at sampled points are learned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import Loss, Outcome, Score, Seen, Step
from explorer.kinds.protocols import Aim
from explorer.kinds.shapes.losses import sdf_loss
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.targets import SHAPE, TowardShape, mesh_aim, network_aim
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren
from explorer.space.bundle import Space
from explorer.space.naming import keyed, of_key

POINTS = 1024  # a step
LOOKED_AT = 4096  # points at which a step is measured
ALIASES = (SHAPE, "network:")


class ShapeOptimizing:
    """See `protocols.Optimizing`."""

    measure = "error of the shape"
    form = "error {:.4f}"
    help = "shape:ID or network:ID, the shape of a network, or a mesh file"
    weakest: str | None = None

    def choices(self, space: Space) -> tuple[str, list[tuple[str, str]]]:
        """The shapes of held-out networks, or of all where there are none."""
        return "Toward the shape of", keyed(space, SHAPE)

    def aim(self, engine: Engine, space: Space, key: str, seed: int = 0) -> Aim:
        """Of "shape:ID", "network:ID" or a mesh file's path."""
        shapes = shapes_only(space)
        network = of_key(space, key, ALIASES)
        if network is not None:
            return network_aim(engine, shapes, network, seed)
        if key == "accuracy":
            raise SelectionError(
                f"{space.name} is a space of shapes: they have no accuracy.", "Give network:ID or a file."
            )
        return mesh_aim(shapes, Path(key), seed)

    def task(self, engine: Engine, space: Space, aim: Aim, seed: int) -> tuple[Loss, Score]:
        """Signed distances at points of the target; their mean error."""
        if not isinstance(aim.target, TowardShape):
            raise SelectionError(
                f"{space.name} is a space of shapes: nothing in it can be optimized toward {aim.title}.",
                "Choose a network's shape, or a mesh file.",
            )
        return _task(engine, shapes_only(space), aim.target, seed)

    def outcome(self, engine: Engine, space: Space, first: Step, best: Step) -> dict[str, Any]:
        """Nothing is kept for the end: the error is of the shape itself."""
        del engine, space, first, best
        return {}

    def stated(self, space: Space, found: Outcome) -> dict[str, Any]:
        """The error in cube units."""
        del space
        return {"error": found.step.measured}

    def concluded(self, space: Space, found: Outcome) -> str:
        """The error in cube units."""
        del space
        return f"mean error {found.step.measured:.4f} cube units"


OPTIMIZING = ShapeOptimizing()


def _task(engine: Engine, space: ShapeSpace, target: TowardShape, seed: int) -> tuple[Loss, Score]:
    generator = torch.Generator().manual_seed(seed)
    few = torch.randperm(len(target.points), generator=generator)[:LOOKED_AT]

    def loss_of(latent: Tensor) -> Tensor:
        pick = torch.randint(0, len(target.points), (min(POINTS, len(target.points)),), generator=generator)
        params = unflatten(space.layout, space.model.decode(latent)[0])
        got = siren(space.arch, params, target.points[pick])[:, 0]
        return sdf_loss(got[None], target.distances[pick][None])[0]

    def score_of(latent: np.ndarray) -> Seen:
        weights = engine.decode(space, latent[None])
        with torch.inference_mode():
            got = FastSiren(space.arch, space.layout, weights)(target.points[few].to(weights.device))[0].cpu()
        error = float((got - target.distances[few]).abs().mean())
        return Seen(error, -error)

    return loss_of, score_of
