"""Recipes of spaces of pictures, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from torch import nn

from explorer.errors import RecipeError
from explorer.netspace.model import DECODERS, ENCODERS, ModelConfig
from explorer.netspace.recipes import TrainingRecipe, find_recipe
from explorer.recipes.shelf import trainings


@dataclass(frozen=True)
class ImageRecipe(TrainingRecipe):
    """How a NetSpace of pictures is trained.

    Attributes, beside those of every recipe:
        networks: zoo networks a step.
        pictures: pictures a step that are no networks: the data set's training images, or the zoo's own pictures.
        between: in-between pictures a step (see `explorer.kinds.images.signals`).
        points: points a step at which decoded and wanted values are compared, the same for all signals: half of
            them at pixel centres (where errors are largest), half anywhere.
        signals: in-between pictures that are drawn once for training.
        floor: the loss is log(mean square error + floor): what is measured is PSNR, a logarithm.
    """

    encoders: ClassVar[Mapping[str, type[nn.Module]] | None] = ENCODERS
    decoders: ClassVar[Mapping[str, type[nn.Module]] | None] = DECODERS

    model: ModelConfig = field(default_factory=lambda: ModelConfig("grid", "residual", 128))
    networks: int = 16
    pictures: int = 0
    between: int = 0
    points: int = 256
    signals: int = 0
    floor: float = 1e-4

    def __post_init__(self) -> None:
        super().__post_init__()
        self.at_least(networks=1, points=2, pictures=0, between=0, signals=0)
        if not self.floor > 0:
            raise RecipeError(f"A floor of {self.floor} is not possible.", "It must be above 0.")
        if (self.pictures or self.between) and self.model.encoder not in ("grid", "probe"):
            raise RecipeError(
                "Pictures are signals, not networks: only the encoders 'grid' and 'probe' read them.",
                "Set pictures and between to 0, or use one of these.",
            )
        if self.between and not self.signals:
            raise RecipeError("There are no in-between pictures to draw from.", "Set signals to at least 1.")


def image_recipes() -> Mapping[str, ImageRecipe]:
    """The recipes that come with this package (`explorer/recipes`), by name."""
    return trainings("image", ImageRecipe)


def get_image_recipe(name: str) -> ImageRecipe:
    """A recipe for pictures, by name.

    Raises:
        RecipeError: there is none of that name.
    """
    return find_recipe(image_recipes(), name)
