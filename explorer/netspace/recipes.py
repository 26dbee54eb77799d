"""Recipes: a space's parts and training, by name. Each kind of networks has a form of its own.

A recipe for a whole space, its zoo and further stages included, is a file: see `explorer.recipes.recipe`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, TypeVar

from torch import nn

from explorer.errors import RecipeError
from explorer.netspace.model import DECODERS, ENCODERS, ModelConfig

SCHEDULES = ("cosine", "constant")
LATENT, HEIGHT, WIDTH = 65_536, 4_096, 10_000_000  # at most, as in a space's schema


@dataclass(frozen=True)
class TrainingRecipe:
    """What every recipe says.

    Attributes:
        model: encoder, decoder, latent.
        steps: optimizer steps.
        rate: peak learning rate of AdamW.
        weight_decay: AdamW's; 0 makes it Adam.
        momentum: AdamW's two decay rates, of the gradients' mean and of their squares'.
        schedule: of the learning rate: "cosine" (warm-up, then half a cosine), or "constant" (warm-up alone).
        warmup: steps from nothing to the peak learning rate.
        clip: gradients whose norm is larger are shortened to it; 0: never.
        average: decay of the running average of the parameters that is kept at the end; 0: the last ones are kept.

    Raises:
        RecipeError: a value that is not possible.
    """

    encoders: ClassVar[Mapping[str, type[nn.Module]] | None] = None  # the parts there are; None: not known here
    decoders: ClassVar[Mapping[str, type[nn.Module]] | None] = None

    model: ModelConfig = field(default_factory=ModelConfig)
    steps: int = 12_000
    rate: float = 1e-3
    weight_decay: float = 0.01
    momentum: tuple[float, float] = (0.9, 0.98)
    schedule: str = "cosine"
    warmup: int = 200
    clip: float = 1.0
    average: float = 0.999

    def __post_init__(self) -> None:
        """Refuse what no kind can train."""
        if self.steps < 1:
            raise RecipeError(f"A recipe of {self.steps} steps trains nothing.", "steps must be at least 1.")
        if not 0 < self.rate <= 1:
            raise RecipeError(f"A learning rate of {self.rate} is not possible.", "Choose one above 0 and up to 1.")
        if not (0 <= self.average < 1 and all(0 <= decay < 1 for decay in self.momentum)):
            raise RecipeError(
                f"Decays of {self.average} (average) and {self.momentum} (momentum) are not possible.",
                "They must be at least 0 and below 1.",
            )
        if min(self.weight_decay, self.clip, self.warmup) < 0:
            raise RecipeError("weight_decay, clip or warmup is negative.", "They must be at least 0.")
        if self.schedule not in SCHEDULES:
            raise RecipeError(f"Unknown schedule {self.schedule!r}.", f"Choose from: {', '.join(SCHEDULES)}.")
        for name, most in (("latent", LATENT), ("prep_height", HEIGHT)):
            if not 1 <= getattr(self.model, name) <= most:
                raise RecipeError(f"The model's {name} is {getattr(self.model, name)}.", f"Choose 1 to {most:,}.")
        if not 0 <= self.model.prep_width <= WIDTH:
            raise RecipeError(f"The model's prep_width is {self.model.prep_width}.", f"Choose 0 to {WIDTH:,}.")

    def at_least(self, **least: int) -> None:
        """Refuse values below these.

        Raises:
            RecipeError: one is; the message names it.
        """
        for name, bound in least.items():
            value = getattr(self, name)
            if value < bound:
                raise RecipeError(f"A recipe with {name} = {value} trains nothing.", f"It must be at least {bound}.")

    def stated(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


@dataclass(frozen=True)
class SirenRecipe(TrainingRecipe):
    """A recipe whose model is a `explorer.netspace.model.NetSpace`."""

    encoders: ClassVar[Mapping[str, type[nn.Module]] | None] = ENCODERS
    decoders: ClassVar[Mapping[str, type[nn.Module]] | None] = DECODERS


Found = TypeVar("Found", bound=TrainingRecipe)


def find_recipe(recipes: Mapping[str, Found], name: str) -> Found:
    """A recipe by name.

    Raises:
        RecipeError: there is none of that name.
    """
    if name not in recipes:
        raise RecipeError(f"Unknown recipe {name!r}.", f"Choose from: {', '.join(recipes)}.")
    return recipes[name]
