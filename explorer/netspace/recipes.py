"""Recipes: a space's parts and training, by name. Each kind of networks has a form and a table of its own."""

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


Found = TypeVar("Found", bound=TrainingRecipe)


def find_recipe(recipes: Mapping[str, Found], name: str) -> Found:
    """A recipe by name.

    Raises:
        RecipeError: there is none of that name.
    """
    if name not in recipes:
        raise RecipeError(f"Unknown recipe {name!r}.", f"Choose from: {', '.join(recipes)}.")
    return recipes[name]
