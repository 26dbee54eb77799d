"""Networks of shapes read by running them: signed distances at the probe points."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import DataError
from explorer.explore.read.encode import probes_of
from explorer.kinds.shapes.space import shapes_only
from explorer.kinds.shapes.targets import latent_of_distances
from explorer.space.bundle import Space


class ShapeProbing:
    """See `protocols.Probing`."""

    def inputs(self, space: Space) -> Float[Tensor, "n 3"]:
        """Points in [-1, 1]^3."""
        return probes_of(shapes_only(space))

    def latent(self, space: Space, answers: Tensor, module: nn.Module | None = None) -> Float[np.ndarray, " d"]:
        """From signed distances, (n, 1) or (n,); the form of a network is not read."""
        del module
        shapes = shapes_only(space)
        count = len(probes_of(shapes))
        if tuple(answers.shape) not in ((count, 1), (count,)):
            raise DataError(
                f"The network gives values of shape {tuple(answers.shape)} at {count} points.",
                "A shape is one signed distance a point: (n, 1) or (n,).",
            )
        distances = answers.reshape(-1).float()
        if not bool(torch.isfinite(distances).all()):
            raise DataError("The network gives distances that are not finite.", "Train it again.")
        return latent_of_distances(shapes, distances)


PROBING = ShapeProbing()
