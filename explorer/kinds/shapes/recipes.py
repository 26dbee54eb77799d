"""Recipes of spaces of shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from torch import nn

from explorer.errors import RecipeError
from explorer.netspace.model import DECODERS, ENCODERS
from explorer.netspace.recipes import TrainingRecipe, find_recipe
from explorer.recipes.shelf import trainings

ANSWERED = ("probe", "volume")  # encoders that read answers, of networks or of anything else


@dataclass(frozen=True)
class Recipe(TrainingRecipe):
    """How a NetSpace of shapes is trained.

    Attributes, beside those of every recipe:
        networks: zoo networks a step.
        shapes: other shapes a step: signals that no network of the zoo represents. Only encoders of answers (`probe`,
            `volume`) can read them. Of furniture they are exact pieces (`signals`), else the
            networks' own, bent (`own_signals`).
        between: in-between shapes a step (see there). Only with such an encoder.
        points: points a network and step at which decoded and wanted distances are compared.
        signals: other shapes, and as many in-between ones, that are drawn once for training.
        exchanged: of meshes that were made solid (`zoo shapes --solid`), shapes made of two; `signals` are then the
            meshes' own, bent, and nothing in between.
        blended: of such meshes, shapes in between two.
        furniture: pieces of procedural furniture that are learned beside such meshes: bent, as they are, and as
            many in-between ones.
        redrawn: steps after which such meshes are bent and mixed anew, so that no shape comes often; 0: never.
        watched: of the encoder's probes, drawn anew at each step, those at which what is decoded is looked at for
            mistakes (see `trainer.mistakes`); 0: none. Only with an encoder of answers.
        mistakes: of a network and step the worst that are learned.
        evened: of furniture, how evenly points are shared out among the parts of a piece, from 0 (by their area) to 1
            (each part alike): legs and slats are small, and are what breaks.
        tolerance: of the loss, in cube units.
    """

    encoders: ClassVar[Mapping[str, type[nn.Module]] | None] = ENCODERS
    decoders: ClassVar[Mapping[str, type[nn.Module]] | None] = DECODERS

    networks: int = 32
    shapes: int = 0
    between: int = 0
    points: int = 384
    signals: int = 0
    exchanged: int = 0
    blended: int = 0
    furniture: int = 0
    redrawn: int = 0
    watched: int = 0
    mistakes: int = 48
    evened: float = 0.0
    tolerance: float = 0.03

    def __post_init__(self) -> None:
        super().__post_init__()
        self.at_least(
            networks=1, points=1, shapes=0, between=0, signals=0, exchanged=0, blended=0, furniture=0, redrawn=0,
            watched=0, mistakes=1,
        )  # fmt: skip
        if not 0 <= self.evened <= 1:
            raise RecipeError(f"Points cannot be evened by {self.evened}.", "Choose 0 to 1.")
        if not self.tolerance > 0:
            raise RecipeError(f"A tolerance of {self.tolerance} is not possible.", "It must be above 0.")
        if (self.shapes or self.between) and (self.model.encoder not in ANSWERED or self.signals < 1):
            raise RecipeError(
                f"Other shapes are signals, not networks: only {' and '.join(ANSWERED)} read them.",
                "Set shapes and between to 0, or use such an encoder and signals of at least 1.",
            )
        if self.watched and self.model.encoder not in ANSWERED:
            raise RecipeError(
                f"The encoder {self.model.encoder} has no probes that could be watched.",
                f"Set watched to 0, or use {' or '.join(ANSWERED)}.",
            )


def shape_recipes() -> Mapping[str, Recipe]:
    """The recipes that come with this package (`explorer/recipes`), by name."""
    return trainings("sdf", Recipe)


def get_recipe(name: str) -> Recipe:
    """A recipe for shapes, by name.

    Raises:
        RecipeError: there is none of that name.
    """
    return find_recipe(shape_recipes(), name)
