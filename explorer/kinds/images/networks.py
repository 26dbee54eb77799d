"""Sirens as pictures: (x, y) to grey or colour (see `pictures` for the plane)."""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.kinds.images.pictures import pixel_centres
from explorer.networks.prep import PRepLayout, unflatten
from explorer.networks.siren import Parameters, Siren, siren_batch

WIDTH, HIDDEN, OMEGA = 24, 3, 20.0  # chosen for 28 x 28 pixels
GIVEN = "points (n, 2), x to the right, y down; the picture covers [-1, 1]^2"  # what files say of the input
CHUNK = 4096 * 32  # values that hidden layers hold at once, in units of a layer: stays in the cache


def picture_siren(channels: int = 1, width: int = WIDTH, hidden: int = HIDDEN, omega: float = OMEGA) -> Siren:
    """The architecture of a network that is a picture of so many channels."""
    return Siren(inputs=2, width=width, hidden=hidden, outputs=channels, omega=omega)


def values_at(
    arch: Siren, layout: PRepLayout, weights: Float[Tensor, "n count"], points: Float[Tensor, "p 2"]
) -> Float[Tensor, "n p c"]:
    """What these networks say at points, the same for all; not cut off."""
    return siren_batch(arch, unflatten(layout, weights), points.expand(len(weights), -1, -1))


@torch.no_grad()
def render(arch: Siren, params: Parameters, height: int, width: int) -> Float[Tensor, "n c h w"]:
    """Networks drawn at any resolution, values cut off at 0 and 1.

    Args:
        arch: their architecture.
        params: their parameters, the batch axis in front.
        height: in pixels.
        width: in pixels.

    Raises:
        SelectionError: there would be no pixel.
    """
    if height < 1 or width < 1:
        raise SelectionError(f"A picture of {width} x {height} pixels shows nothing.", "Ask for at least 1 x 1.")
    count = len(next(iter(params.values())))
    points = pixel_centres(height, width)
    parts = [siren_batch(arch, params, part.expand(count, -1, -1)) for part in points.split(max(1, CHUNK // count))]
    return torch.cat(parts, 1).clamp(0, 1).mT.reshape(count, arch.outputs, height, width)


def render_flat(
    arch: Siren, layout: PRepLayout, weights: Float[Tensor, "n count"], side: int
) -> Float[Tensor, "n c side side"]:
    """As `render`, of flat weights, square."""
    return render(arch, unflatten(layout, weights), side, side)
