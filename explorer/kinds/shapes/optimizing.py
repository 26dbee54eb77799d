"""Latents of shapes moved toward another shape: see `refining` for what is learned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import Loss, Outcome, Score, Step
from explorer.kinds.protocols import Aim
from explorer.kinds.shapes.refining import toward_shape
from explorer.kinds.shapes.space import shapes_only
from explorer.kinds.shapes.targets import SHAPE, TowardShape, mesh_aim, network_aim
from explorer.space.bundle import Space
from explorer.space.naming import keyed, of_key

ALIASES = (SHAPE, "network:")


class ShapeOptimizing:
    """See `protocols.Optimizing`."""

    measure = "IoU with the shape"
    form = "IoU {:.3f}"
    help = "shape:ID or network:ID, the shape of a network, or a mesh file"
    weakest: str | None = None

    def choices(self, space: Space) -> tuple[str, list[tuple[str, str]]]:
        """The shapes of held-out networks, or of all where there are none."""
        return "Toward the shape of", keyed(space, SHAPE)

    def stays(self, key: str) -> bool:
        """Never: there is a shape to come to."""
        del key
        return False

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
        """Signed distances at points of the target; how much of it is covered."""
        if not isinstance(aim.target, TowardShape):
            raise SelectionError(
                f"{space.name} is a space of shapes: nothing in it can be optimized toward {aim.title}.",
                "Choose a network's shape, or a mesh file.",
            )
        return toward_shape(engine, shapes_only(space), aim.target, seed)

    def outcome(self, engine: Engine, space: Space, first: Step, best: Step) -> dict[str, Any]:
        """Nothing is kept for the end: the shape itself is looked at."""
        del engine, space, first, best
        return {}

    def stated(self, space: Space, found: Outcome) -> dict[str, Any]:
        """IoU with the shape on a coarse grid, and pieces."""
        del space
        return {"iou": found.step.measured, **found.step.facts}

    def concluded(self, space: Space, found: Outcome) -> str:
        """IoU with the shape, and what it is in pieces."""
        del space
        pieces = int(found.step.facts.get("pieces", 1))
        return f"IoU {found.step.measured:.3f}" + (f", in {pieces} pieces" if pieces > 1 else "")


OPTIMIZING = ShapeOptimizing()
