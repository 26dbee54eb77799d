"""A space of shapes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np

from explorer.space.bundle import Space, load_space
from explorer.space.narrow import narrowed
from explorer.space.sirens import SirenSpace


@dataclass(frozen=True, kw_only=True)
class ShapeSpace(SirenSpace):
    """A space of shapes. Of furniture a network's exact shape follows from its row in the zoo, and the zoo's seed."""

    kind: ClassVar[str] = "sdf"
    group: ClassVar[str] = "kind"

    @property
    def passable(self) -> np.ndarray:
        """See `Space`; networks that the space knows to decode to a shape in several pieces are left out."""
        whole = self.labels.get("in_one_piece")
        return self.train if whole is None else self.train[whole[self.train] == "yes"]


def load_shapes(path: Path) -> ShapeSpace:
    """Load a space that must be one of shapes.

    Raises:
        BundleError: as `load_space`; or it is of another kind.
    """
    return shapes_only(load_space(path))


def shapes_only(space: Space) -> ShapeSpace:
    """A space that must be one of shapes.

    Raises:
        SelectionError: it is of another kind.
    """
    return narrowed(space, ShapeSpace)
