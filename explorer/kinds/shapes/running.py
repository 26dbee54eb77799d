"""Networks of shapes on points of the user's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.hints import Hints
from explorer.kinds.shapes.space import shapes_only
from explorer.space.bundle import Space


class ShapeRunning:
    """See `protocols.Running`."""

    def batch(self, space: Space, data: Tensor) -> Float[Tensor, "n 3"]:
        """Points, y up; the shapes lie in [-1, 1]^3."""
        del space
        if data.ndim != 2 or data.shape[1] != 3:
            raise DataError(f"Got points of shape {tuple(data.shape)}.", "Networks of shapes take points (n, 3).")
        return data.float()

    def own(self, space: Space, tensors: Mapping[str, Tensor]) -> Float[np.ndarray, " d"] | None:
        """A Siren of the space's width and depth; its frequency is taken for the space's, too."""
        return shapes_only(space).own_latent(tensors)

    def meant(self, space: Space, run: Callable[[Tensor], Tensor], hints: Hints) -> Callable[[Tensor], Tensor]:
        """Points are points."""
        del space, hints
        return run


RUNNING = ShapeRunning()
