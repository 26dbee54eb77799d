"""Pictures as PNG."""

from __future__ import annotations

import io

import numpy as np
from jaxtyping import UInt8
from PIL import Image


def png(picture: UInt8[np.ndarray, "h w channels"], colours: int | None = None) -> bytes:
    """A picture (RGBA or RGB) as PNG.

    Args:
        picture: the picture.
        colours: at most so many, the best ones, without a mixture of dots, and nothing clear: a third of the bytes.
    """
    buffer = io.BytesIO()
    image = Image.fromarray(picture)
    if colours is not None:
        image = image.convert("RGB").quantize(colours, dither=Image.Dither.NONE)
    image.save(buffer, "PNG", optimize=colours is not None)
    return buffer.getvalue()
