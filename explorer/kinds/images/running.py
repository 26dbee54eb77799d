"""Networks of pictures on points of the user's."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError
from explorer.explore.engine.engine import Engine
from explorer.foreign.coordinates import Meaning
from explorer.foreign.hints import Hints
from explorer.kinds.images.conventions import columns, find_way
from explorer.kinds.images.space import images_only
from explorer.space.bundle import Space


class ImageRunning:
    """See `protocols.Running`."""

    def batch(self, space: Space, data: Tensor) -> Float[Tensor, "n 2"]:
        """Points, x to the right, y down; the picture covers [-1, 1]^2."""
        del space
        if data.ndim != 2 or data.shape[1] != 2:
            raise DataError(f"Got points of shape {tuple(data.shape)}.", "Networks of pictures take points (n, 2).")
        return data.float()

    def own(self, space: Space, tensors: Mapping[str, Tensor]) -> Float[np.ndarray, " d"] | None:
        """A Siren of the space's width and depth; its frequency is taken for the space's, too."""
        return images_only(space).own_latent(tensors)

    def meant(self, space: Space, run: Callable[[Tensor], Tensor], hints: Hints) -> Callable[[Tensor], Tensor]:
        """How its points and values are meant is found out by what the space reads best; see `conventions`."""
        images = images_only(space)
        asked = columns(run)
        values = asked(images.model.encoder.probes[:2])
        if values.ndim != 2 or values.shape[1] != images.arch.outputs:
            return run  # a network of other values is refused where it is read
        found = find_way(Engine("cpu"), images, [Meaning("network", asked, 0.0)], hints)
        return run if found is None else found.run


RUNNING = ImageRunning()
