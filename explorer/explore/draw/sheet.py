"""A sheet: many small pictures in rows, to look at a zoo or at morphs at a glance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import UInt8

from explorer.errors import SelectionError


def draw_sheet(pictures: Sequence[UInt8[np.ndarray, "size size 4"]], columns: int) -> UInt8[np.ndarray, "h w 4"]:
    """Pictures (RGBA), row by row, on white.

    Args:
        pictures: at least one, all of the same size; a clear one leaves its place empty.
        columns: pictures a row, at least 1.

    Raises:
        SelectionError: there is nothing to draw, or no column to draw it in.
    """
    if not pictures or columns < 1 or not pictures[0].size:
        raise SelectionError("There is nothing to draw on this sheet.", "Give at least one picture, column and pixel.")
    size, rows = len(pictures[0]), -(-len(pictures) // columns)
    sheet = np.full((rows * size, columns * size, 4), 255, dtype=np.uint8)
    for k, picture in enumerate(pictures):
        y, x = k // columns * size, k % columns * size
        alpha = picture[..., 3:].astype(np.float32) / 255
        place = sheet[y : y + size, x : x + size, :3]
        place[:] = (picture[..., :3] * alpha + 255 * (1 - alpha)).round()
    return sheet
