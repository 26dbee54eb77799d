"""Sheets of pictures: many in rows, to look at a zoo, at decoded networks or at paths at a glance."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import torch
from jaxtyping import Float, UInt8
from PIL import Image
from torch import Tensor

from explorer.errors import SelectionError
from explorer.kinds.images.networks import render_flat
from explorer.kinds.images.pictures import as_bytes
from explorer.kinds.images.zoo import Zoo
from explorer.netspace.model import NetSpace

COLUMNS = 12  # networks in a row of a zoo's sheet


def draw_sheet(
    rows: Sequence[Float[Tensor, "n c s s"]], gap: int = 2, group: int = 0
) -> UInt8[np.ndarray, "height width 3"]:
    """Rows of pictures of one size, on white.

    Args:
        rows: as many pictures in each; grey or colour.
        gap: pixels between pictures.
        group: rows that belong together: a wider gap follows each such group. 0: none do.

    Raises:
        SelectionError: there is nothing to draw.
    """
    if not rows or any(len(row) == 0 for row in rows):
        raise SelectionError("There is nothing to draw on this sheet.", "Give at least one row of pictures.")
    side, count = rows[0].shape[-1], len(rows[0])
    extra = [4 * gap if group and k and k % group == 0 else 0 for k in range(len(rows))]
    height = len(rows) * (side + gap) + gap + sum(extra)
    sheet = np.full((height, count * (side + gap) + gap, 3), 255, dtype=np.uint8)
    top = gap
    for row, more in zip(rows, extra, strict=True):
        top += more
        for k, pixels in enumerate(as_bytes(row).permute(0, 2, 3, 1).numpy()):
            left = gap + k * (side + gap)
            sheet[top : top + side, left : left + side] = pixels
        top += side + gap
    return sheet


def zoo_sheet(zoo: Zoo, rows: np.ndarray, side: int) -> UInt8[np.ndarray, "height width 3"]:
    """Networks of a zoo, under each row of them the pictures that they were fitted to.

    Args:
        zoo: the zoo.
        rows: which of its networks.
        side: pixels of each, each way.
    """
    layout, pixels = NetSpace.layout_of(zoo.arch), zoo.pixels
    drawn = list[Tensor]()
    for some in np.split(rows, range(COLUMNS, len(rows), COLUMNS)):
        blank = torch.ones(COLUMNS - len(some), zoo.arch.outputs, side, side)
        fitted = render_flat(zoo.arch, layout, zoo.weights[some], side)
        drawn += [torch.cat([fitted, blank]), torch.cat([enlarged(pixels[some], side), blank])]
    return draw_sheet(drawn, group=2)


def enlarged(pixels: Float[Tensor, "n c s s"], side: int) -> Float[Tensor, "n c side side"]:
    """Pictures with every pixel as a square, to stand beside networks drawn at `side` pixels."""
    return torch.nn.functional.interpolate(pixels, size=(side, side), mode="nearest")


def png(pixels: UInt8[np.ndarray, "height width *c"]) -> bytes:
    """A PNG file's content."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
