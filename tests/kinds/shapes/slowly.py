"""Pictures of shapes by numpy alone, some tenths of a second each: what the kernels of the renderer are held to.

Triangles of like size go together: their pixels are tested in one array operation. A pixel keeps the nearest by the
maximum of a 64-bit key, the nearness in its upper half and the triangle in its lower.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from jaxtyping import Bool, Float, Int, Shaped, UInt8
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates

from explorer.kinds.shapes.renderer import (
    GAMMA,
    GROUND,
    GROUND_HALF,
    KEY,
    LAYERS,
    OVERSAMPLING,
    RIM,
    SHADOW_MAP,
    Shape,
    Studio,
    linear,
)  # fmt: skip

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


class SlowStudio(Studio):
    """The same camera, lights and ground."""

    def draw(self, shape: Shape, angle: float = 0.0) -> UInt8[np.ndarray, "h w 3"]:
        """A picture of a shape; of the empty ground if it has no faces.

        Args:
            shape: the shape.
            angle: by how much it is turned about the upright axis of the room, in radians.
        """
        width, height = self.look.size
        if not len(shape.faces):
            return self._finish(np.ones((height, width), dtype=np.float32))
        points, normals = self._turn(shape.points, angle, self.centre), self._turn(shape.normals, angle, None)
        picture = self._finish(self._shade(points, shape.faces)).reshape(-1, 3)
        diffuse, shine = self._vertex_light(points, normals, shape)
        wide, high = width * OVERSAMPLING, height * OVERSAMPLING
        shown = rasterise(self._project(points, wide, high), shape.faces, wide, high)
        corner = shape.faces[shown.face]
        row, column = np.divmod(shown.pixel.astype(np.int32), np.int32(wide))
        target = row // OVERSAMPLING * width + column // OVERSAMPLING
        share, coloured, white = (
            np.bincount(target, values, width * height).astype(np.float32) / OVERSAMPLING**2
            for values in (None, *(np.einsum("pk,pk->p", v[corner], shown.weights) for v in (diffuse, shine)))
        )
        # Where the shape covers a part of a pixel, light is mixed, not bytes: else its edge would be too dark.
        inside = np.flatnonzero(share)
        behind = (picture[inside].astype(np.float32) / 255) ** GAMMA * (1 - share[inside, None])
        light = behind + coloured[inside, None] * linear(self.look.colour) + white[inside, None]
        picture[inside] = (np.clip(light, 0, 1) ** (1 / GAMMA) * 255).round()
        return picture.reshape(height, width, 3)

    def _finish(self, light: Float[np.ndarray, "h w"]) -> UInt8[np.ndarray, "h w 3"]:
        """The ground as bytes: a fixed noise of half a step keeps faint shadows from showing as rings."""
        colour = np.array([int(self.look.background[k : k + 2], 16) for k in (1, 3, 5)], dtype=np.float32)
        shaded = (light ** np.float32(1 / GAMMA))[..., None] * colour + self._noise[..., None]
        return np.asarray(np.clip(shaded, 0, 255), dtype=np.uint8)

    def _vertex_light(
        self, points: Float[np.ndarray, "v 3"], normals: Float[np.ndarray, "v 3"], shape: Shape
    ) -> tuple[Float[np.ndarray, " v"], Float[np.ndarray, " v"]]:
        """Light that each vertex sends back: as the material's colour, and as shine in the light's own."""
        view = self.eye - points
        view /= np.linalg.norm(view, axis=1, keepdims=True)
        lit = np.clip(normals @ KEY, 0, 1) * self._sun(points, normals, shape.faces)
        sky_seen = shape.open(shape.points, shape.normals)
        sky = sky_seen * (0.62 + 0.38 * normals[:, 1])
        rim = np.clip(normals @ RIM, 0, 1) * sky_seen
        half = view + KEY
        half /= np.linalg.norm(half, axis=1, keepdims=True)
        shine = 0.10 * lit * np.clip((normals * half).sum(1), 0, 1) ** 24
        bounce = 0.10 * (1 - normals[:, 1])
        return np.asarray(0.42 * sky + 0.90 * lit + 0.14 * rim + bounce), np.asarray(shine)

    def _sun(
        self, points: Float[np.ndarray, "v 3"], normals: Float[np.ndarray, "v 3"], faces: Shaped[np.ndarray, "f 3"]
    ) -> Float[np.ndarray, " v"]:
        """The share of the key light that reaches each vertex past the rest of the shape."""
        right = np.cross([0.0, 1.0, 0.0], KEY)
        right /= np.linalg.norm(right)
        axes = np.stack([right, -np.cross(KEY, right), KEY])  # columns, rows (downwards), towards the light
        offset = points + 0.02 * normals  # off the surface, which would otherwise shade itself in specks
        middle = points.mean(0)
        reach = float(np.linalg.norm(points - middle, axis=1).max()) * 1.05 + 0.05
        scale = SHADOW_MAP / 2 / reach

        def seen(some: Float[np.ndarray, "v 3"]) -> Float[np.ndarray, "v 3"]:
            light = (some - middle) @ axes.T
            return np.stack([*(SHADOW_MAP / 2 + light[:, :2] * scale).T, light[:, 2] + 2 * reach], 1)

        shown = rasterise(seen(points), faces, SHADOW_MAP, SHADOW_MAP)
        nearest = np.zeros(SHADOW_MAP**2, dtype=np.float32)
        nearest[shown.pixel] = (seen(points)[:, 2][faces[shown.face]] * shown.weights).sum(1)
        own = seen(offset)
        total = np.zeros(len(points))
        taps = [(0.0, 0.0), *((r * np.cos(a), r * np.sin(a)) for r in (2.0, 4.5) for a in np.arange(8) * np.pi / 4 + r)]
        for dx, dy in taps:
            column = np.clip(own[:, 0] + dx, 0, SHADOW_MAP - 1).astype(int)
            row = np.clip(own[:, 1] + dy, 0, SHADOW_MAP - 1).astype(int)
            total += nearest[row * SHADOW_MAP + column] <= own[:, 2] + 0.008
        return np.asarray(total / len(taps))

    def _ground_cells(self) -> Float[np.ndarray, "2 h w"]:
        """For each pixel, halved each way, the cell of the ground's shadow that it shows; far off above the horizon."""
        width, height = (-(-edge // 2) for edge in self.look.size)
        x = ((np.arange(width) + 0.5) / width * 2 - 1) * self.field[0]
        y = (1 - (np.arange(height) + 0.5) / height * 2) * self.field[1]
        rays = x[None, :, None] * self.axes[0] + y[:, None, None] * self.axes[1] - self.axes[2]
        down = np.minimum(rays[..., 1], -1e-6)
        hit = self.eye + rays * ((self.ground - self.eye[1]) / down)[..., None]
        cell = (hit[..., [2, 0]] - self.centre[[2, 0]] + GROUND_HALF) / (2 * GROUND_HALF) * GROUND - 0.5
        return np.moveaxis(np.clip(cell, -1e6, 1e6), -1, 0)

    def _shade(self, points: Float[np.ndarray, "v 3"], faces: Shaped[np.ndarray, "f 3"]) -> Float[np.ndarray, "h w"]:
        """The share of light that the ground sends back at each pixel."""

        corners = points[faces]
        middle = corners.mean(1)
        area = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]) / 2
        high = np.maximum(middle[:, 1] - self.ground, 0)
        key, sky = np.zeros((GROUND, GROUND)), np.zeros((GROUND, GROUND))
        cast = middle[:, [2, 0]] - high[:, None] * (KEY[[2, 0]] / KEY[1])
        for low, top in pairwise(LAYERS):
            layer = (high >= low) & (high < top)
            if layer.any():
                mean = float(high[layer].mean())
                key = _join(key, self._covered(cast[layer], area[layer] @ KEY / KEY[1], 0.018 + 0.10 * mean))
                above = self._covered(middle[layer][:, [2, 0]], area[layer, 1], 0.03 + 0.55 * mean)
                sky = _join(sky, above / (1 + 2.5 * mean))
        light = (1 - 0.45 * key) * (1 - 0.50 * sky)
        shown = map_coordinates(light, self._ground_cells(), order=1, mode="constant", cval=1.0)
        return np.asarray(Image.fromarray(shown.astype(np.float32)).resize(self.look.size, Image.Resampling.BILINEAR))

    def _covered(
        self, places: Float[np.ndarray, "f 2"], area: Float[np.ndarray, " f"], softness: float
    ) -> Float[np.ndarray, "g g"]:
        """The share of each cell that is covered by faces of these areas (negative ones are backs), blurred."""

        edge = 2 * GROUND_HALF / GROUND
        cell = np.floor((places - self.centre[[2, 0]] + GROUND_HALF) / edge).astype(int)
        there = ((cell >= 0) & (cell < GROUND)).all(1) & (area > 0)
        flat = cell[there] @ np.array([GROUND, 1])
        covered = np.bincount(flat, area[there], GROUND**2).reshape(GROUND, GROUND) / edge**2
        blurred = gaussian_filter(covered, softness / edge, mode="constant", truncate=3)
        return np.asarray(np.clip(blurred, 0, 1))


def _join(a: Float[np.ndarray, "g g"], b: Float[np.ndarray, "g g"]) -> Float[np.ndarray, "g g"]:
    """Shade of two things one above the other."""
    return np.asarray(1 - (1 - a) * (1 - b))
