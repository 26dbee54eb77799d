"""A confusion matrix as a small picture."""

from __future__ import annotations

import numpy as np
from jaxtyping import Int, UInt8

COLOUR = "#DDA673"


def confusion_picture(
    confusion: Int[np.ndarray, "k k"], size: int, colour: str = COLOUR
) -> UInt8[np.ndarray, "size size 4"]:
    """A confusion matrix (rows: true classes) as a picture (RGBA): the more images in a cell, the less clear it is.

    By square root, so that errors show beside the diagonal.
    """
    shares = np.sqrt(confusion / np.maximum(confusion.sum(1, keepdims=True), 1))
    base = [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
    cell = np.floor(np.arange(size) * len(confusion) / size).astype(int)
    picture = np.empty((size, size, 4), dtype=np.uint8)
    picture[..., :3] = base
    picture[..., 3] = (30 + 225 * shares[cell][:, cell]).round()  # an empty cell is still seen to be one
    return picture
