"""A space of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.kinds.images.networks import render_flat
from explorer.kinds.images.pictures import as_floats
from explorer.kinds.images.space_pictures import SpacePictures
from explorer.space.bundle import Space, load_space
from explorer.space.narrow import narrowed
from explorer.space.sirens import SirenSpace


@dataclass(frozen=True, kw_only=True)
class ImageSpace(SirenSpace):
    """A space of pictures.

    Attributes:
        pictures: what each network was fitted to.
    """

    pictures: SpacePictures
    kind: ClassVar[str] = "image"
    group: ClassVar[str] = "kind"

    def originals(self, ids: Sequence[int]) -> Float[Tensor, "n c s s"]:
        """The pictures that these networks were fitted to, in [0, 1]."""
        return as_floats(torch.from_numpy(self.pictures.pixels[list(ids)]))

    def drawn(self, weights: Float[Tensor, "n count"], side: int | None = None) -> Float[Tensor, "n c s s"]:
        """Networks of this space drawn at `side` pixels each way; at the pictures' own size, if it is not given."""
        return render_flat(self.arch, self.layout, weights, side or self.pictures.side)


def load_images_space(path: Path) -> ImageSpace:
    """Load a space that must be one of pictures.

    Raises:
        BundleError: as `load_space`; or it is of another kind.
    """
    return images_only(load_space(path))


def images_only(space: Space) -> ImageSpace:
    """A space that must be one of pictures.

    Raises:
        SelectionError: it is of another kind.
    """
    return narrowed(space, ImageSpace)
