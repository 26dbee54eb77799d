"""Recipes of spaces of shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.errors import RecipeError
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import TrainingRecipe, find_recipe


@dataclass(frozen=True)
class Recipe(TrainingRecipe):
    """How a NetSpace of shapes is trained.

    Attributes, beside those of every recipe:
        networks: zoo networks a step.
        shapes: other shapes a step: signals that no network of the zoo represents. Only the `probe` encoder can read
            them. Of furniture they are exact pieces (`signals`), else the networks' own, bent (`own_signals`).
        between: in-between shapes a step (see there). Only with `probe`.
        points: points a network and step at which decoded and wanted distances are compared.
        signals: other shapes, and as many in-between ones, that are drawn once for training.
        tolerance: of the loss, in cube units.
    """

    networks: int = 32
    shapes: int = 0
    between: int = 0
    points: int = 384
    signals: int = 0
    tolerance: float = 0.03

    def __post_init__(self) -> None:
        if self.steps < 1 or self.networks < 1 or self.points < 1 or min(self.shapes, self.between, self.signals) < 0:
            raise RecipeError(f"{self} trains nothing.", "steps, networks and points must be at least 1.")
        if not 0 < self.rate <= 1:
            raise RecipeError(f"A learning rate of {self.rate} is not possible.", "Choose one above 0 and up to 1.")
        if (self.shapes or self.between) and (self.model.encoder != "probe" or self.signals < 1):
            raise RecipeError(
                "Other shapes are signals, not networks: only the encoder 'probe' reads them.",
                "Set shapes and between to 0, or use the encoder 'probe' and signals of at least 1.",
            )


RECIPES: Mapping[str, Recipe] = {
    "furniture": Recipe(
        model=ModelConfig("probe", "residual", 128, 8, {"hidden": 768}, {"rank": 256, "hidden": 1024}),
        steps=36_000, rate=5e-4, networks=24, shapes=16, between=24, points=256, signals=9000
    ),
    "furniture-networks-only": Recipe(
        model=ModelConfig("probe", "residual", 128, 8, {"hidden": 768}, {"rank": 256, "hidden": 1024}),
    ),
    "shapes": Recipe(
        model=ModelConfig("probe", "residual", 128, 8, {"hidden": 768}, {"rank": 256, "hidden": 1024}),
        steps=6_000, rate=5e-4, networks=12, shapes=12, between=8, points=192, signals=2000
    ),
    "shapes-networks-only": Recipe(
        model=ModelConfig("probe", "residual", 128, 8, {"hidden": 768}, {"rank": 256, "hidden": 1024}),
        steps=6_000, rate=5e-4, networks=32, points=192
    ),
    "furniture-conv": Recipe(model=ModelConfig("conv", "conv", 4096, 8), rate=1e-4),
    "furniture-conv-residual": Recipe(model=ModelConfig("conv", "residual", 128, 8)),
    "furniture-probe-conv": Recipe(model=ModelConfig("probe", "conv", 1024, 8)),
}  # fmt: skip


def get_recipe(name: str) -> Recipe:
    """A recipe for shapes, by name.

    Raises:
        RecipeError: there is none of that name.
    """
    return find_recipe(RECIPES, name)
