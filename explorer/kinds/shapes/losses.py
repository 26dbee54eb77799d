"""The loss of a space of shapes: in function space, what a decoded network does, not what its weights are."""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor


def sdf_loss(
    decoded: Float[Tensor, "nets points"], target: Float[Tensor, "nets points"], tolerance: float = 0.03
) -> Float[Tensor, " nets"]:
    """Mean relative error of signed distances, per network.

    |f - d| / (|d| + tolerance), as for fitting the zoo: an error counts where the surface is. `tolerance` is in
    cube units.
    """
    return ((decoded - target).abs() / (target.abs() + tolerance)).mean(1)
