"""Recipes of spaces of image classifiers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from torch import nn

from explorer.errors import RecipeError
from explorer.kinds.classifiers.model import ENCODERS
from explorer.netspace.architectures import DECODERS
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import TrainingRecipe, find_recipe
from explorer.recipes.shelf import trainings


@dataclass(frozen=True)
class ClassifierRecipe(TrainingRecipe):
    """How a NetSpace of image classifiers is trained.

    Attributes, beside those of every recipe:
        networks: zoo networks a step; of every architecture, where there are several.
        mixed: in one architecture, signals a step that no network gives: the logits of two networks, mixed; where
            there are several (`joint`), of each. Only the
            `probe` encoder, which reads a function, can read them.
        taught: in one architecture, signals a step that mix a network's logits with the teacher's: then the space
            reaches beyond its best network. Only for the `probe` encoder, too.
        between: in several architectures, pairs of latents a step for the interpolation loss.
        joint: in several architectures, too, every network is to answer as its input network does, not as a teacher:
            then a latent tells how well trained it is, beside its architecture; between two, the architectures in
            between are to answer as the mean of both. What is said below of one architecture holds for such spaces.
        turned: in a `joint` space, networks a step that are asked of another architecture, too: what reads their
            answers with the form of that architecture is to answer as they do. Only for the `probe` encoder.
        ensembles: pairs a step of networks of one architecture; anywhere between their latents the decoded network is
            to answer as the mixture of their probabilities, which is the better network where both err differently.
        snapshots: learn from the networks on the way of each training, too, where the zoo keeps them: of training
            networks alone, and only as signals; the space shows none of them.
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

    encoders: ClassVar[Mapping[str, type[nn.Module]] | None] = ENCODERS
    decoders: ClassVar[Mapping[str, type[nn.Module]] | None] = DECODERS

    # Clipping at 1 holds every training of a classifiers' space together: without it, the first steps of deep networks
    # without batch norm can throw the decoder off.
    model: ModelConfig = field(default_factory=lambda: ModelConfig("probe", "chunked", 32))
    steps: int = 8_000
    networks: int = 8
    mixed: int = 0
    taught: int = 0
    between: int = 0
    joint: bool = False
    turned: int = 0
    ensembles: int = 0
    snapshots: bool = False
    images: int = 64
    pool: int = 8192
    relative: bool = False
    temperature: float = 0.0
    performance: float = 0.0
    noise: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.mixed + self.taught and self.model.encoder != "probe":
            raise RecipeError(
                "Mixed logits are no network: only the encoder 'probe' reads them.", "Set mixed and taught to 0."
            )
        self.at_least(networks=1, images=1, pool=1)
        if self.ensembles and self.networks < 2:
            raise RecipeError("Ensembles are of two networks of a step, and it has one.", "Set networks to 2 or more.")
        if self.turned and not (self.joint and self.model.encoder == "probe"):
            raise RecipeError(
                "Networks can be turned to another architecture in joint spaces with the encoder 'probe' alone.",
                "Set turned to 0.",
            )
        self.at_least(mixed=0, taught=0, between=0, turned=0, ensembles=0, temperature=0, performance=0, noise=0)


def classifier_recipes() -> Mapping[str, ClassifierRecipe]:
    """The recipes that come with this package (`explorer/recipes`), by name."""
    return trainings("classifier", ClassifierRecipe)


def get_classifier_recipe(name: str) -> ClassifierRecipe:
    """A recipe for classifiers, by name.

    Raises:
        RecipeError: there is none of that name.
    """
    return find_recipe(classifier_recipes(), name)
