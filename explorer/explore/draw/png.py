"""Pictures as PNG."""

from __future__ import annotations

import io

import numpy as np
from jaxtyping import UInt8
from PIL import Image


def png(picture: UInt8[np.ndarray, "h w channels"]) -> bytes:
    """A picture (RGBA or RGB) as PNG."""
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "PNG")
    return buffer.getvalue()
