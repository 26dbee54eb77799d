"""A picture as a function of the plane, and how alike two pictures are.

A picture of height x width pixels covers [-1, 1]^2: x runs to the right, y *down*, pixels are squares, and their
values are those at their centres. Between the centres it is interpolated by cubic convolution (Keys 1981), so that
it is smooth at any resolution: exact at the centres, cut off at 0 and 1. Values lie in [0, 1].
"""

from __future__ import annotations

import torch
from jaxtyping import Float, UInt8
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

MOST_PSNR = 100.0  # dB: what two equal pictures get, instead of infinity


def pixel_centres(height: int, width: int) -> Float[Tensor, "pixels 2"]:
    """Where the pixels' centres lie, (x, y), row by row from the top."""
    x = (torch.arange(width) + 0.5) / width * 2 - 1
    y = (torch.arange(height) + 0.5) / height * 2 - 1
    return torch.cartesian_prod(y, x).flip(-1)


def sample(
    pixels: Float[Tensor, "n c h w"], points: Float[Tensor, "p 2"] | Float[Tensor, "n p 2"]
) -> Float[Tensor, "n p c"]:
    """Values of pictures at points: the same for all pictures, or each its own.

    Beyond the outermost centres a picture goes on as at its border.
    """
    where = points.expand(len(pixels), *points.shape[-2:])[:, None]
    values = F.grid_sample(pixels, where, mode="bicubic", padding_mode="border", align_corners=False)
    return values[:, :, 0].mT.clamp(0, 1)


def as_floats(pixels: UInt8[Tensor, "*any"]) -> Float[Tensor, "*any"]:
    """Bytes to values in [0, 1]."""
    return pixels.float() / 255


def as_bytes(values: Float[Tensor, "*any"]) -> UInt8[Tensor, "*any"]:
    """Values to bytes, the nearest ones; what lies outside [0, 1] is cut off."""
    return (values.clamp(0, 1) * 255).round().to(torch.uint8)


def psnr(got: Float[Tensor, "n ..."], wanted: Float[Tensor, "n ..."]) -> Float[Tensor, " n"]:
    """Peak signal-to-noise ratio of each picture, in dB, for values in [0, 1]; at most `MOST_PSNR`.

    `got` is cut off at 0 and 1 first, as any screen would.
    """
    error = (got.clamp(0, 1) - wanted).square().flatten(1).mean(1)
    return (-10 * torch.log10(error.clamp(min=10 ** (-MOST_PSNR / 10)))).clamp(max=MOST_PSNR)
