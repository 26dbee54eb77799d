"""Networks of pictures read by running them: values at the probe points."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.errors import DataError
from explorer.explore.read.encode import probes_of
from explorer.kinds.images.space import images_only
from explorer.kinds.images.targets import latents_of_values
from explorer.space.bundle import Space


class ImageProbing:
    """See `protocols.Probing`."""

    def inputs(self, space: Space) -> Float[Tensor, "n 2"]:
        """Points in [-1, 1]^2: x to the right, y down."""
        return probes_of(images_only(space))

    def latent(self, space: Space, answers: Tensor, module: nn.Module | None = None) -> Float[np.ndarray, " d"]:
        """From values, (n, channels), or (n,) of grey; the form of a network is not read."""
        del module
        images = images_only(space)
        count, channels = len(probes_of(images)), images.arch.outputs
        shapes = [(count, channels)] + [(count,)] * (channels == 1)
        if tuple(answers.shape) not in shapes:
            wanted = "one grey value a point: (n, 1) or (n,)" if channels == 1 else "red, green and blue: (n, 3)"
            raise DataError(
                f"The network gives values of shape {tuple(answers.shape)} at {count} points.",
                f"A picture of this space is {wanted}.",
            )
        values = answers.reshape(1, count, channels).float()
        if not bool(torch.isfinite(values).all()):
            raise DataError("The network gives values that are not finite.", "Train it again.")
        return np.asarray(latents_of_values(images, values)[0])


PROBING = ImageProbing()
