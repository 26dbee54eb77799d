"""Recipes of spaces of image classifiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.errors import RecipeError
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import TrainingRecipe, find_recipe


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
            (`predictions.own_information`): else the hardly trained ones, whose predictions differ little, hardly
            count.
        temperature: in one architecture, at which predictions are compared, in units of the input network's own
            logits (`predictions.logit_size`): then a hardly trained network's small logits are told apart as those of
            a well trained one are. 0: the paper's 4 for all.
        performance: in one architecture, what the squared difference of the decoded and the input network's soft
            accuracies (`predictions.soft_accuracy`, at a tenth of the size of the logits) is multiplied by. A decoded
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


def get_classifier_recipe(name: str) -> ClassifierRecipe:
    """A recipe for classifiers, by name.

    Raises:
        RecipeError: there is none of that name.
    """
    return find_recipe(CLASSIFIER_RECIPES, name)
