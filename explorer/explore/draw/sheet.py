"""A sheet of shapes: many small pictures in rows, to look at a zoo or at morphs at a glance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyvista as pv
from jaxtyping import UInt8

from explorer.errors import SelectionError
from explorer.kinds.shapes.thumbnail import picture_of


def draw_sheet(meshes: Sequence[pv.PolyData], columns: int, size: int = 200) -> UInt8[np.ndarray, "h w 4"]:
    """Meshes in [-1, 1]^3, row by row, on white.

    Args:
        meshes: at least one; an empty mesh leaves its place empty.
        columns: pictures a row, at least 1.
        size: edge of one picture in pixels.

    Raises:
        SelectionError: there is nothing to draw, or no column to draw it in.
    """
    if not meshes or columns < 1 or size < 1:
        raise SelectionError("There is nothing to draw on this sheet.", "Give at least one mesh, column and pixel.")
    rows = -(-len(meshes) // columns)
    sheet = np.full((rows * size, columns * size, 4), 255, dtype=np.uint8)
    for k, mesh in enumerate(meshes):
        picture = picture_of(mesh, size)
        y, x = k // columns * size, k % columns * size
        alpha = picture[..., 3:].astype(np.float32) / 255
        place = sheet[y : y + size, x : x + size, :3]
        place[:] = (picture[..., :3] * alpha + 255 * (1 - alpha)).round()
    return sheet
