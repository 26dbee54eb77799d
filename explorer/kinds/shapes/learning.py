"""How a space of shapes gets better as its zoo grows: trained as it was, on what it holds of its own shapes.

A space does not hold the meshes that its networks were fitted to, but samples of them on a grid: from these come the
bent and mixed shapes that its recipe wants, as exact as the grid is fine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from jaxtyping import Bool, Float
from scipy.ndimage import distance_transform_edt

from explorer.errors import RecipeError, SelectionError
from explorer.explore.engine.engine import Engine
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.build import POINTS
from explorer.kinds.shapes.comparing import own_lesson, trainers
from explorer.kinds.shapes.evaluate import RESOLUTION, nearest_inside, network_ious
from explorer.kinds.shapes.furniture_truth import is_furniture
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.occupancy import iou
from explorer.kinds.shapes.own_zoo import with_shapes
from explorer.kinds.shapes.recipes import Recipe
from explorer.kinds.shapes.signals import exact_shapes
from explorer.kinds.shapes.space import ShapeSpace, shapes_only
from explorer.kinds.shapes.truths import truth_of
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer
from explorer.recipes.forms import read_form
from explorer.space.bundle import Space


class ShapeLearning:
    """See `protocols.Learning`."""

    def recipe(self, space: Space) -> Recipe:
        """By which it was trained first on its zoo; what came after is for the finish.

        Raises:
            SelectionError: the space does not say how it was trained, or says it in the words of another version.
        """
        run = space.info["provenance"]
        while run.get("started_from", {}).get("zoo") == run.get("zoo") is not None:
            run = run["started_from"]
        try:
            return read_form(Recipe, run["recipe"], f"The recipe of {space.name}")
        except (KeyError, RecipeError) as error:
            raise SelectionError(
                f"{space.name} does not say how it was trained, or an older version of the program says it.",
                "Train it anew, and measure that space.",
            ) from error

    def trainer(
        self, space: Space, recipe: TrainingRecipe, seed: int, report: Report
    ) -> Callable[[TrainingRecipe], Trainer]:
        """On the training networks and, if the recipe wants them, other shapes."""
        assert isinstance(recipe, Recipe)
        shapes = shapes_only(space)
        model, data = own_lesson(shapes, recipe, seed)
        if recipe.signals and is_furniture(shapes):
            drawing = partial(report, "drawing shapes")
            exact, between = exact_shapes(model.encoder.probes, recipe.signals, POINTS, seed, drawing, recipe.evened)
            data = replace(data, shapes=exact, between=between)
        elif recipe.signals:
            weights = shapes.zoo.weights(shapes.train.tolist())
            data = with_shapes(data, model, weights, _grids(shapes), recipe, seed, report)
        return trainers(model, data, seed)

    def title(self, space: Space) -> str:
        """IoU counts what is there: this is the rest."""
        del space
        return "1 - IoU of held-out networks with their decoded selves, mean"

    def errors(self, engine: Engine, space: Space) -> Float[np.ndarray, " heldout"]:
        """Of each held-out network."""
        return 1 - network_ious(engine, space, space.heldout.tolist()).astype(np.float64)

    def baseline(self, engine: Engine, space: Space) -> float:
        """Of the nearest training network in place of the decoded one."""
        shapes = shapes_only(space)
        own = occupancy_of(engine, shapes, shapes.zoo.weights(shapes.heldout.tolist()), RESOLUTION)
        return 1 - float(iou(nearest_inside(engine, shapes, shapes.heldout), own).mean())


def signed_distances(inside: Bool[np.ndarray, "r r r"]) -> Float[np.ndarray, "r r r"]:
    """Distances to the surface that lies half way between samples inside and outside, in cube units, float16.

    Where no sample is inside, or none outside, there is no surface: the distance is the cube's diagonal.
    """
    step = 2 / (len(inside) - 1)
    far = len(inside) * 3**0.5
    outer = distance_transform_edt(~inside) if inside.any() else np.full(inside.shape, far)
    inner = distance_transform_edt(inside) if not inside.all() else np.full(inside.shape, far)
    return np.asarray(np.where(inside, 0.5 - inner, outer - 0.5) * step, dtype=np.float16)


def _grids(space: ShapeSpace) -> list[np.ndarray] | None:
    """What the training networks were fitted to, as signed distances; None: the space does not hold it."""
    known = truth_of(space).occupancy(space, space.train, RESOLUTION)
    return None if known is None else [signed_distances(one.numpy()) for one in known]


LEARNING = ShapeLearning()
