"""Pictures of shapes large and good enough for a talk, by numpy alone: perspective, soft shadows, smooth edges.

Light is worked out at the vertices (they are closer together than anything that light does here) and blended over
the pixels. A shape's own network says how open its surface is: a point is in a corner if the distance to the
surface, on the way out from it, grows more slowly than the way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from jaxtyping import Float, Shaped, UInt8
from PIL import Image
from scipy.ndimage import gaussian_filter, map_coordinates

from explorer.errors import SelectionError
from explorer.explore.takeaway.film import Look
from explorer.kinds.shapes.raster import rasterise

GAMMA = 2.2
OVERSAMPLING = 2
YAW, PITCH = np.radians(33.0), np.radians(17.0)  # the camera looks from the front, the right and above
FIELD = np.tan(np.radians(12.5))  # half the vertical field of view: a long lens, as for furniture
MARGIN = 0.92  # share of the picture that the shape may fill
KEY = np.array([-0.42, 0.80, 0.55]) / np.linalg.norm([-0.42, 0.80, 0.55])  # towards the light
RIM = np.array([0.85, 0.25, -0.35]) / np.linalg.norm([0.85, 0.25, -0.35])
SHADOW_MAP = 640  # pixels each way, seen from the light
GROUND = 288  # cells each way of the ground's shadow
GROUND_HALF = 2.6  # half the edge of that square
LAYERS = (0.0, 0.06, 0.16, 0.35, 0.7, 1.2, 4.0)  # heights above the ground: the higher, the softer its shadow
OPENNESS = (0.05, 0.12, 0.25)  # how far out from the surface it is asked how open it is

Distance = Callable[[Float[np.ndarray, "p 3"]], Float[np.ndarray, " p"]]


@dataclass(frozen=True)
class Shape:
    """A shape to draw, y up.

    Attributes:
        points: vertices.
        normals: at the vertices, facing outwards.
        faces: indices of vertices, of any integer type, counter-clockwise seen from outside.
        open: how much of the sky each vertex sees, 0 to 1.
    """

    points: Float[np.ndarray, "v 3"]
    normals: Float[np.ndarray, "v 3"]
    faces: Shaped[np.ndarray, "f 3"]
    open: Float[np.ndarray, " v"]


@dataclass(frozen=True)
class Room:
    """The space that everything drawn with one camera takes.

    Attributes:
        low: smallest coordinates; the ground lies at low[1].
        high: largest coordinates.
    """

    low: Float[np.ndarray, " 3"]
    high: Float[np.ndarray, " 3"]


def linear(colour: str) -> Float[np.ndarray, " 3"]:
    """The light of a colour "#rrggbb", 0 to 1 a channel.

    Raises:
        SelectionError: it is no such colour.
    """
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        raise SelectionError(f"{colour!r} is no colour.", 'Give it as "#rrggbb", such as "#F4F2EE".')
    return np.asarray((np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)]) / 255) ** GAMMA, dtype=np.float32)


def openness(
    points: Float[np.ndarray, "v 3"], normals: Float[np.ndarray, "v 3"], ground: float, distance: Distance
) -> Float[np.ndarray, " v"]:
    """How much of the sky each surface point sees, 0 to 1, from the distances to the shape and the ground.

    Args:
        points: on the surface.
        normals: there, facing outwards.
        ground: its height.
        distance: the shape's signed distance at points.
    """
    ways = np.array(OPENNESS, dtype=np.float32)
    out = (points[None] + normals[None] * ways[:, None, None]).astype(np.float32)
    free = np.minimum(distance(out.reshape(-1, 3)).reshape(out.shape[:2]), out[..., 1] - ground)
    return np.asarray(np.clip(free / ways[:, None], 0, 1).mean(0) ** 1.2, dtype=np.float32)


class Studio:
    """A camera, lights and a ground, set up once for many pictures.

    Args:
        look: size and colours.
        room: what the pictures must hold.
        turning: whether shapes will be turned about the upright axis: then there is room for that.
    """

    def __init__(self, look: Look, room: Room, turning: bool = False) -> None:
        self.look = look
        self.ground = float(room.low[1])
        self.centre = (room.low + room.high) / 2
        away = np.array([np.sin(YAW) * np.cos(PITCH), np.sin(PITCH), np.cos(YAW) * np.cos(PITCH)])
        right = np.array([np.cos(YAW), 0, -np.sin(YAW)])
        self.axes = np.stack([right, np.cross(away, right), away])  # right, up, towards the camera
        width, height = look.size
        self.field = np.array([FIELD * width / height, FIELD])
        corners = _corners(room, turning) - self.centre
        across, towards = corners @ self.axes[:2].T, corners @ self.axes[2]
        self.away = float((towards + (np.abs(across) / (self.field * MARGIN)).max(1)).max())
        self.eye = self.centre + self.away * self.axes[2]
        self._cells = self._ground_cells()
        noise = np.random.default_rng(0).random((height, width, 1), dtype=np.float32)
        self._noise = 0.02 + 0.96 * noise  # rounds up or down by chance; whole numbers stay as they are

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
        picture = self._finish(self._ground_light(points, shape.faces)).reshape(-1, 3)
        diffuse, shine = self._light(points, normals, shape)
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
        shaded = (light ** np.float32(1 / GAMMA))[..., None] * colour + self._noise
        return np.asarray(np.clip(shaded, 0, 255), dtype=np.uint8)

    def _turn(
        self, vectors: Float[np.ndarray, "v 3"], angle: float, centre: Float[np.ndarray, " 3"] | None
    ) -> Float[np.ndarray, "v 3"]:
        if angle == 0:
            return vectors
        c, s = np.cos(angle), np.sin(angle)
        rotation = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
        pivot = np.zeros(3) if centre is None else centre * [1, 0, 1]
        return np.asarray((vectors - pivot) @ rotation.T + pivot, dtype=np.float32)

    def _project(self, points: Float[np.ndarray, "v 3"], width: int, height: int) -> Float[np.ndarray, "v 3"]:
        seen = (points - self.centre) @ self.axes.T
        near = 1 / (self.away - seen[:, 2])
        x = (1 + seen[:, 0] * near / self.field[0]) * width / 2
        y = (1 - seen[:, 1] * near / self.field[1]) * height / 2
        return np.stack([x, y, near], 1).astype(np.float32)

    def _light(
        self, points: Float[np.ndarray, "v 3"], normals: Float[np.ndarray, "v 3"], shape: Shape
    ) -> tuple[Float[np.ndarray, " v"], Float[np.ndarray, " v"]]:
        """Light that each vertex sends back: as the material's colour, and as shine in the light's own."""
        view = self.eye - points
        view /= np.linalg.norm(view, axis=1, keepdims=True)
        lit = np.clip(normals @ KEY, 0, 1) * self._sunlit(points, normals, shape.faces)
        sky = shape.open * (0.62 + 0.38 * normals[:, 1])
        rim = np.clip(normals @ RIM, 0, 1) * shape.open
        half = view + KEY
        half /= np.linalg.norm(half, axis=1, keepdims=True)
        shine = 0.10 * lit * np.clip((normals * half).sum(1), 0, 1) ** 24
        bounce = 0.10 * (1 - normals[:, 1])
        return np.asarray(0.42 * sky + 0.90 * lit + 0.14 * rim + bounce), np.asarray(shine)

    def _sunlit(
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

    def _ground_light(
        self, points: Float[np.ndarray, "v 3"], faces: Shaped[np.ndarray, "f 3"]
    ) -> Float[np.ndarray, "h w"]:
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
        shown = map_coordinates(light, self._cells, order=1, mode="constant", cval=1.0)
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


def _corners(room: Room, turning: bool) -> Float[np.ndarray, "c 3"]:
    """Points that must be in the picture."""
    box = np.stack(np.meshgrid(*np.stack([room.low, room.high], 1), indexing="ij"), -1).reshape(-1, 3)
    if not turning:
        return box
    centre = (room.low + room.high) / 2
    radius = np.linalg.norm((room.high - room.low)[[0, 2]]) / 2
    angles = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    ring = np.stack([np.sin(angles), np.zeros(32), np.cos(angles)], 1) * radius
    return np.concatenate([ring + np.array([centre[0], y, centre[2]]) for y in (room.low[1], room.high[1])])


def bounds(points: Float[np.ndarray, "v 3"]) -> Room:
    """The room that points take.

    Args:
        points: at least one.
    """
    return Room(points.min(0).astype(np.float64), points.max(0).astype(np.float64))
