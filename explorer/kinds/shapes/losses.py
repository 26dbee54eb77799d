"""The loss of a space of shapes: in function space, what a decoded network does, not what its weights are."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

SHARE = 0.5  # of a distance: what is less is a mistake


def sdf_loss(
    decoded: Float[Tensor, "nets points"], target: Float[Tensor, "nets points"], tolerance: float = 0.03
) -> Float[Tensor, " nets"]:
    """Mean relative error of signed distances, per network.

    |f - d| / (|d| + tolerance), as for fitting the zoo: an error counts where the surface is. `tolerance` is in
    cube units.
    """
    return ((decoded - target).abs() / (target.abs() + tolerance)).mean(1)


def short(
    decoded: Float[Tensor, "nets points"], target: Float[Tensor, "nets points"], tolerance: float = 0.03
) -> Float[Tensor, "nets points"]:
    """How far distances fall short of half of what they should be, on the right side, relative as in `sdf_loss`.

    0 where a distance is at least half of the wanted one and on its side. A shape's debris is a few points in all of
    the cube, which a mean of errors hardly sees, and it casts a hollow around it: there distances are too small.
    """
    side = target.sign()
    size = target.abs()
    return torch.where(side * decoded < SHARE * size, (size - side * decoded) / (size + tolerance), 0)
