"""Recipes: a NetSpace's parts and training, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from explorer.errors import RecipeError
from explorer.netspace.model import ModelConfig


@dataclass(frozen=True)
class TrainingRecipe:
    """What every recipe says.

    Attributes:
        model: encoder, decoder, latent.
        steps: optimizer steps.
        rate: peak learning rate of AdamW (one cycle).
        weight_decay: AdamW's.
        average: decay of the running average of the parameters that is kept at the end.
    """

    model: ModelConfig = field(default_factory=ModelConfig)
    steps: int = 12_000
    rate: float = 1e-3
    weight_decay: float = 0.01
    average: float = 0.999

    def stated(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@dataclass(frozen=True)
class Recipe(TrainingRecipe):
    """How a NetSpace of shapes is trained.

    Attributes, beside those of every recipe:
        networks: zoo networks a step.
        shapes: exact shapes a step: signals that no network of the zoo represents. Only the `probe` encoder
            can read them.
        between: in-between shapes a step (see `explorer.kinds.shapes.signals`). Only with `probe`.
        points: points a network and step at which decoded and wanted distances are compared.
        signals: exact shapes, and as many in-between ones, that are drawn once for training.
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
                "Exact shapes are signals, not networks: only the encoder 'probe' reads them.",
                "Set shapes and between to 0, or use the encoder 'probe' and signals of at least 1.",
            )


@dataclass(frozen=True)
class ClassifierRecipe(TrainingRecipe):
    """How a NetSpace of image classifiers is trained.

    Attributes, beside those of every recipe:
        networks: zoo networks a step; of every architecture, where there are several.
        mixed: in one architecture, signals a step that no network gives: the logits of two networks, mixed. Only the
            `probe` encoder, which reads a function, can read them.
        taught: in one architecture, signals a step that mix a network's logits with the teacher's: then the space
            reaches beyond its best network. Only for the `probe` encoder, too.
        between: in several architectures, pairs of latents a step for the interpolation loss.
        images: training images a step.
        pool: training images of which a step's are drawn.
        relative: divide a network's loss by what it would lose by answering all images alike
            (`losses.own_information`): else the hardly trained ones, whose predictions differ little, hardly count.
        temperature: in one architecture, at which predictions are compared, in units of the input network's own
            logits (`losses.logit_size`): then a hardly trained network's small logits are told apart as those of a
            well trained one are. 0: the paper's 4 for all.
        performance: in one architecture, what the squared difference of the decoded and the input network's soft
            accuracies (`losses.soft_accuracy`, at a tenth of the size of the logits) is multiplied by. A decoded
            network repeats what many networks share more than the errors of its own: by the divergence alone, hardly
            trained ones come out too good.
        noise: standard deviation of the noise on what the encoder reads while training, in units of its spread.
    """

    model: ModelConfig = field(default_factory=lambda: ModelConfig("probe", "chunked", 32))
    steps: int = 8_000
    networks: int = 8
    mixed: int = 0
    taught: int = 0
    between: int = 0
    images: int = 64
    pool: int = 8192
    relative: bool = False
    temperature: float = 0.0
    performance: float = 0.0
    noise: float = 0.0

    def __post_init__(self) -> None:
        least = min(self.steps, self.networks, self.images, self.pool)
        if self.mixed + self.taught and self.model.encoder != "probe":
            raise RecipeError(
                "Mixed logits are no network: only the encoder 'probe' reads them.", "Set mixed and taught to 0."
            )
        weights = min(self.mixed, self.taught, self.between, self.temperature, self.performance, self.noise)
        if least < 1 or weights < 0 or not 0 < self.rate <= 1:
            raise RecipeError(
                f"{self} trains nothing.",
                "steps, networks, images and pool must be at least 1, the rate above 0 and up to 1.",
            )


RECIPES: Mapping[str, Recipe] = {
    "furniture": Recipe(
        model=ModelConfig("probe", "residual", 128, 8, {"hidden": 768}, {"rank": 256, "hidden": 1024}),
        steps=36_000, rate=5e-4, networks=24, shapes=16, between=24, points=256, signals=9000
    ),
    "furniture-networks-only": Recipe(
        model=ModelConfig("probe", "residual", 128, 8, {"hidden": 768}, {"rank": 256, "hidden": 1024}),
    ),
    "furniture-conv": Recipe(model=ModelConfig("conv", "conv", 4096, 8), rate=1e-4),
    "furniture-conv-residual": Recipe(model=ModelConfig("conv", "residual", 128, 8)),
    "furniture-probe-conv": Recipe(model=ModelConfig("probe", "conv", 1024, 8)),
}  # fmt: skip

# Clipping at 1 holds every training of a classifiers' space together: without it, the first steps of deep networks
# without batch norm can throw the decoder off.
CLASSIFIER_RECIPES: Mapping[str, ClassifierRecipe] = {
    # On zoos of 1,000 networks, 1,500 steps: by the divergence alone a mean gap of 5.1 points on networks that were
    # not trained on, with basis and performance 3.0. Mixed logits keep hardly trained networks from being learned by
    # heart; a low temperature tells well trained ones apart.
    "fashion-single": ClassifierRecipe(
        ModelConfig("probe", "chunked", 32, 8, {"probes": 192, "hidden": 384}, {"basis": 16}),
        steps=10_000, networks=6, mixed=4, taught=3, images=48, pool=55_000, relative=True, temperature=0.25,
        performance=10.0, noise=0.05,
    ),
    "fashion-single-divergence": ClassifierRecipe(
        ModelConfig("probe", "chunked", 32, 8, {"probes": 192, "hidden": 384}, {}),
        steps=9_000, networks=8, images=64, pool=12_288, relative=True, noise=0.05,
    ),
    "fashion-multi": ClassifierRecipe(
        ModelConfig("probe", "chunked", 32, 8, {"probes": 192, "hidden": 256}, {}),
        steps=3_000, networks=3, between=3, images=64, pool=55_000, noise=0.1,
    ),
    "digits-single": ClassifierRecipe(
        ModelConfig(
            "probe", "chunked", 16, 8, {"probes": 64, "hidden": 128}, {"hidden": 128, "embedding": 32, "basis": 8}
        ),
        steps=2_500, networks=6, mixed=4, taught=2, pool=1_236, relative=True, temperature=0.25, performance=10.0,
        noise=0.05,
    ),
    "digits-single-divergence": ClassifierRecipe(
        ModelConfig("probe", "chunked", 16, 8, {"probes": 64, "hidden": 128}, {"hidden": 128, "embedding": 32}),
        steps=1_500, pool=1_236,
    ),
    "digits-multi": ClassifierRecipe(
        ModelConfig("probe", "chunked", 16, 8, {"probes": 64, "hidden": 128}, {"hidden": 128, "embedding": 32}),
        steps=1_500, networks=3, between=3, pool=1_236, noise=0.1,
    ),
    "digits-conv": ClassifierRecipe(
        ModelConfig("conv", "conv", 512, 8, {"gain": 1.0}, {}), steps=3_000, pool=1_236,
    ),
}  # fmt: skip


def get_recipe(name: str) -> Recipe:
    """A recipe for shapes, by name.

    Raises:
        RecipeError: there is none of that name.
    """
    return _find(RECIPES, name)


def get_classifier_recipe(name: str) -> ClassifierRecipe:
    """A recipe for classifiers, by name.

    Raises:
        RecipeError: there is none of that name.
    """
    return _find(CLASSIFIER_RECIPES, name)


_T = TypeVar("_T")


def _find(recipes: Mapping[str, _T], name: str) -> _T:
    if name not in recipes:
        raise RecipeError(f"Unknown recipe {name!r}.", f"Choose from: {', '.join(recipes)}.")
    return recipes[name]
