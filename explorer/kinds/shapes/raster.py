"""Which triangle each pixel of a picture shows, by numpy alone: no window, no OpenGL, the same on every machine.

VTK can draw without a window too, but only where a driver for it is installed; a bare machine has none.

Triangles of like size go together: their pixels are tested in one array operation. A pixel keeps the nearest by the
maximum of a 64-bit key, the nearness in its upper half and the triangle in its lower.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int, Shaped

CANDIDATES = 1 << 18  # pixels tested at once: the arrays stay in a core's cache
EXACT_TO = 12  # triangles of up to this many pixels are grouped by their exact size, larger ones in rough steps


@dataclass(frozen=True)
class Coverage:
    """The pixels that show something.

    Attributes:
        pixel: their indices, row * width + column, ascending.
        face: the triangle that each shows.
        weights: of the triangle's corners at the pixel's centre, as it lies on the screen; they sum to 1.
    """

    pixel: Int[np.ndarray, " p"]
    face: Int[np.ndarray, " p"]
    weights: Float[np.ndarray, "p 3"]


def rasterise(points: Float[np.ndarray, "v 3"], faces: Shaped[np.ndarray, "f 3"], width: int, height: int) -> Coverage:
    """What each pixel shows of triangles that are seen from their front.

    Args:
        points: column and row (downwards) in pixels, and nearness: positive, larger is nearer.
        faces: indices of points, of any integer type, counter-clockwise for who sees them from the front.
        width: pixels of a row.
        height: rows.
    """
    planes = _planes(points.astype(np.float32), faces)
    last = np.array([width - 1, height - 1])
    seen = (planes.high >= np.maximum(planes.low, 0)).all(1) & (np.minimum(planes.high, last) >= planes.low).all(1)
    low = np.maximum(planes.low, 0).astype(np.int64)
    high = np.minimum(planes.high, last).astype(np.int64)
    keys = np.zeros(width * height, dtype=np.uint64)
    side = _rounded((high - low + 1).max(1))
    for size in np.unique(side[seen]).tolist():
        chosen = np.flatnonzero(seen & (side == size))
        for part in np.array_split(chosen, -(-len(chosen) * size * size // CANDIDATES)):
            _draw(keys, planes, part, low[part], size, (width, height))
    pixel = np.flatnonzero(keys)
    face = (keys[pixel] & np.uint64(0xFFFFFFFF)).astype(np.int64)
    second, third, _ = planes.at(
        face, (pixel % width + 0.5).astype(np.float32), (pixel // width + 0.5).astype(np.float32)
    )
    return Coverage(pixel, planes.face[face], np.stack([1 - second - third, second, third], 1))


@dataclass(frozen=True)
class _Planes:
    """Per triangle that turns its front to us: the weights of the second and third corner, and nearness, all linear.

    Attributes:
        face: which triangle it is.
        low: the first column and row with a pixel whose centre may lie in it.
        high: the last ones.
        origin: the first corner.
        slopes: change of (second weight, third weight, nearness) per (column, row).
        nearness: at the first corner.
    """

    face: Int[np.ndarray, " f"]
    low: Float[np.ndarray, "f 2"]
    high: Float[np.ndarray, "f 2"]
    origin: Float[np.ndarray, "f 2"]
    slopes: Float[np.ndarray, "f 3 2"]
    nearness: Float[np.ndarray, " f"]

    def at(
        self, face: Int[np.ndarray, " n"], x: Float[np.ndarray, "n ..."], y: Float[np.ndarray, "n ..."]
    ) -> list[Float[np.ndarray, "n ..."]]:
        """The three values at screen points; a row of points per triangle."""
        shape = (-1,) + (1,) * (x.ndim - 1)
        dx, dy = x - self.origin[face, 0].reshape(shape), y - self.origin[face, 1].reshape(shape)
        slopes = self.slopes[face]
        values = [slopes[:, k, 0].reshape(shape) * dx + slopes[:, k, 1].reshape(shape) * dy for k in range(3)]
        values[2] += self.nearness[face].reshape(shape)
        return values


def _planes(points: Float[np.ndarray, "v 3"], faces: Shaped[np.ndarray, "f 3"]) -> _Planes:
    flat = points[:, :2]
    a, b = (flat[faces[:, k]] - flat[faces[:, 0]] for k in (1, 2))
    front = np.flatnonzero(a[:, 0] * b[:, 1] - b[:, 0] * a[:, 1] < 0)  # rows go down: a front is clockwise there
    first, second, third = (points[faces[front, k]] for k in range(3))
    a, b = second - first, third - first
    area = (a[:, 0] * b[:, 1] - b[:, 0] * a[:, 1])[:, None]
    to_second = np.stack([b[:, 1], -b[:, 0]], 1) / area
    to_third = np.stack([-a[:, 1], a[:, 0]], 1) / area
    nearness = to_second * a[:, 2:] + to_third * b[:, 2:]
    low = np.ceil(np.minimum(np.minimum(first, second), third)[:, :2] - 0.5)
    high = np.floor(np.maximum(np.maximum(first, second), third)[:, :2] - 0.5)
    slopes = np.stack([to_second, to_third, nearness], 1)
    return _Planes(front, low, high, first[:, :2], slopes, first[:, 2])


def _rounded(side: Int[np.ndarray, " f"]) -> Int[np.ndarray, " f"]:
    """Sides rounded up: few groups, and few pixels tested in vain."""
    rough = np.ceil(1.3 ** np.ceil(np.log(np.maximum(side, 1)) / np.log(1.3) - 1e-9)).astype(np.int64)
    return np.where(side <= EXACT_TO, side, np.maximum(rough, side))


def _draw(
    keys: Shaped[np.ndarray, " pixels"],
    planes: _Planes,
    part: Int[np.ndarray, " n"],
    low: Int[np.ndarray, "n 2"],
    size: int,
    screen: tuple[int, int],
) -> None:
    """Test `size` x `size` pixels for each triangle of `part`, from its lowest pixel on; writes into `keys`."""
    row, column = np.divmod(np.arange(size * size), size)
    x = (low[:, :1] + 0.5 + column).astype(np.float32)
    y = (low[:, 1:] + 0.5 + row).astype(np.float32)
    second, third, nearness = planes.at(part, x, y)
    inside: Bool[np.ndarray, "n k"] = (second >= 0) & (third >= 0) & (second + third <= 1)
    inside &= (x < screen[0]) & (y < screen[1])
    which, where = np.nonzero(inside)
    pixel = (low[which, 1] + row[where]) * screen[0] + low[which, 0] + column[where]
    # The bits of a positive float32 grow with it.
    bits = np.maximum(nearness[which, where], np.float32(1e-30)).view(np.uint32).astype(np.uint64)
    np.maximum.at(keys, pixel, (bits << np.uint64(32)) | part[which].astype(np.uint64))
