"""A space of image classifiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import Architecture
from explorer.kinds.classifiers.space_images import SpaceImages
from explorer.space.archspace import ArchSpace
from explorer.space.bundle import Space
from explorer.space.narrow import narrowed


@dataclass(frozen=True, kw_only=True)
class ClassifierSpace(ArchSpace):
    """A space of image classifiers.

    Attributes:
        model: see `ArchSpace`.
        images: what the networks are judged on.
    """

    model: ClassifierNetSpace
    images: SpaceImages
    kind: ClassVar[str] = "classifier"
    group: ClassVar[str] = "architecture"

    @property
    def archs(self) -> tuple[Architecture, ...]:
        """The architectures, in the order in which they come on a path."""
        return self.model.archs

    @property
    def joint(self) -> bool:
        """Whether latents of one architecture also tell how well trained a network is: see `ClassifierRecipe.joint`."""
        recipe = self.info["provenance"].get("recipe")
        return len(self.archs) > 1 and isinstance(recipe, dict) and bool(recipe.get("joint"))


def classifiers_only(space: Space) -> ClassifierSpace:
    """A space that must be one of classifiers.

    Raises:
        SelectionError: it is of another kind.
    """
    return narrowed(space, ClassifierSpace)
