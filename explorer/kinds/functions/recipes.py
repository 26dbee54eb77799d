"""Recipes of spaces of functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from torch import nn

from explorer.errors import RecipeError
from explorer.kinds.functions.model import ENCODERS
from explorer.netspace.architectures import DECODERS
from explorer.netspace.model import ModelConfig
from explorer.netspace.recipes import TrainingRecipe
from explorer.recipes.shelf import trainings


@dataclass(frozen=True)
class FunctionRecipe(TrainingRecipe):
    """How a NetSpace of functions is trained.

    Attributes, beside those of every recipe:
        networks: zoo networks a step, of each architecture.
        mixed: signals a step that no network gives: the outputs of two networks, mixed. Only the `probe` encoder, which
            reads a function, can read them.
        shaken: networks a step whose weights are moved at random before they are read: functions beside those of the
            zoo, as far from them as networks hardly trained are from good ones. Only for the `probe` encoder, too.
        shaking: by how much at most, in standard deviations of each tensor over the zoo.
        inputs: example inputs a step.
        spread_inputs: share of these that lie between two examples, where networks can be asked as well.
        relative: divide a network's loss by what it would lose by answering all inputs alike: else those that say
            little hardly count.
        temperature: at which predictions of classes are compared, in units of the network's own logits.
        performance: what the squared difference of the decoded and the input network's soft accuracies (of classes), or
            of their errors in units of the targets' variance, is multiplied by; nothing without targets.
        noise: standard deviation of the noise on what the encoder reads while training, in units of its spread.
    """

    encoders: ClassVar[Mapping[str, type[nn.Module]] | None] = ENCODERS
    decoders: ClassVar[Mapping[str, type[nn.Module]] | None] = DECODERS

    model: ModelConfig = field(
        default_factory=lambda: ModelConfig(
            "probe", "chunked", 16, 8, {"probes": 192, "hidden": 256, "refined": 200}, {"basis": 16}
        )
    )
    steps: int = 2_000
    networks: int = 8
    mixed: int = 4
    shaken: int = 4
    shaking: float = 0.5
    inputs: int = 64
    spread_inputs: float = 0.0
    relative: bool = True
    temperature: float = 0.25
    performance: float = 0.0
    noise: float = 0.05

    def __post_init__(self) -> None:
        super().__post_init__()
        self.at_least(networks=1, inputs=1)
        self.at_least(mixed=0, shaken=0, shaking=0, performance=0, noise=0, spread_inputs=0)
        if self.mixed + self.shaken and self.model.encoder != "probe":
            raise RecipeError(
                "Mixed outputs are no network: only the encoder 'probe' reads them.", "Set mixed and shaken to 0."
            )
        if self.spread_inputs > 1:
            raise RecipeError(f"A share spread_inputs of {self.spread_inputs} is not possible.", "It is at most 1.")
        if not self.temperature > 0:
            raise RecipeError(f"A temperature of {self.temperature} is not possible.", "It must be above 0.")


def function_recipes() -> Mapping[str, FunctionRecipe]:
    """The recipes that come with this package (`explorer/recipes`), by name."""
    return trainings("functions", FunctionRecipe)
