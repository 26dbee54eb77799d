"""Recipes of spaces of pictures, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.errors import RecipeError
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import TrainingRecipe


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

    model: ModelConfig = field(default_factory=lambda: ModelConfig("grid", "residual", 128))
    networks: int = 16
    pictures: int = 0
    between: int = 0
    points: int = 256
    signals: int = 0
    floor: float = 1e-4

    def __post_init__(self) -> None:
        if min(self.steps, self.networks) < 1 or self.points < 2 or min(self.pictures, self.between, self.signals) < 0:
            raise RecipeError(
                f"{self} trains nothing.", "steps and networks must be at least 1, points at least 2, none negative."
            )
        if not 0 < self.rate <= 1 or not self.floor > 0:
            raise RecipeError(
                f"A learning rate of {self.rate} and a floor of {self.floor} are not possible.",
                "The rate must be above 0 and up to 1, the floor above 0.",
            )
        if (self.pictures or self.between) and self.model.encoder not in ("grid", "probe"):
            raise RecipeError(
                "Pictures are signals, not networks: only the encoders 'grid' and 'probe' read them.",
                "Set pictures and between to 0, or use one of these.",
            )
        if self.between and not self.signals:
            raise RecipeError("There are no in-between pictures to draw from.", "Set signals to at least 1.")


RECIPES: Mapping[str, ImageRecipe] = {
    "fashion-images": ImageRecipe(
        ModelConfig("grid", "residual", 192, 8, {"side": 28, "hidden": 640}, {"rank": 256, "hidden": 640}),
        steps=24_000, networks=4, pictures=34, between=10, points=256, signals=40_000,
    ),
    "digits-images": ImageRecipe(
        ModelConfig("grid", "residual", 32, 8, {"side": 16, "hidden": 256}, {"rank": 128, "hidden": 256}),
        steps=3_000, networks=8, pictures=16, between=8, points=128, signals=4_000,
    ),
    # For a folder of one's own pictures: the zoo's pictures are all there is.
    "pictures": ImageRecipe(
        ModelConfig("grid", "residual", 128, 8, {"side": 32, "hidden": 512}, {"rank": 256, "hidden": 512}),
        steps=8_000, networks=24, pictures=16, between=0, points=384,
    ),
    "images-conv": ImageRecipe(ModelConfig("conv", "conv", 1024, 8), rate=1e-4),
    "images-conv-residual": ImageRecipe(ModelConfig("conv", "residual", 128, 8)),
}  # fmt: skip
