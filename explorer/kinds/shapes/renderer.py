"""Pictures of shapes large and good enough for a talk: perspective, soft shadows, smooth edges.

Light is worked out at the vertices (they are closer together than anything that light does here) and blended over
the pixels. A shape's own network says how open its surface is: a point is in a corner if the distance to the
surface, on the way out from it, grows more slowly than the way. No window, no OpenGL, the same on every machine: VTK
can draw without a window, too, but only where a driver for it is installed. The inner loops are `kernels`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from jaxtyping import Float, Float32, Int32, Int64, Shaped, UInt8

from explorer.errors import SelectionError
from explorer.explore.takeaway.film import Look

GAMMA = 2.2
OVERSAMPLING = 2
YAW, PITCH = np.radians(33.0), np.radians(17.0)  # the camera looks from the front, the right and above
FIELD = np.tan(np.radians(12.5))  # half the vertical field of view: a long lens, as for furniture
MARGIN = 0.92  # share of the picture that the shape may fill
KEY = np.array([-0.42, 0.80, 0.55]) / np.linalg.norm([-0.42, 0.80, 0.55])  # towards the light
RIM = np.array([0.85, 0.25, -0.35]) / np.linalg.norm([0.85, 0.25, -0.35])
_ACROSS = np.cross([0.0, 1.0, 0.0], KEY) / np.linalg.norm(np.cross([0.0, 1.0, 0.0], KEY))
LIGHT_AXES = np.stack([_ACROSS, -np.cross(KEY, _ACROSS), KEY])  # of the light: columns, rows (downwards), towards it
SHADOW_MAP = 640  # pixels each way, seen from the light
GROUND = 288  # cells each way of the ground's shadow
GROUND_HALF = 2.6  # half the edge of that square
LAYERS = np.array([0.0, 0.06, 0.16, 0.35, 0.7, 1.2, 4.0])  # heights above the ground: the higher, the softer its shadow
TAPS = np.array(  # where around a point it is asked whether the light sees it, in pixels of the shadow map
    [(0, 0), *((r * np.cos(a), r * np.sin(a)) for r in (2.0, 4.5) for a in np.arange(8) * np.pi / 4 + r)],
    dtype=np.float32,
)
OPENNESS = (0.05, 0.12, 0.25)  # how far out from the surface it is asked how open it is

Distance = Callable[[Float[np.ndarray, "p 3"]], Float[np.ndarray, " p"]]
Openness = Callable[[Float[np.ndarray, "p 3"], Float[np.ndarray, "p 3"]], Float[np.ndarray, " p"]]
"""How much of the sky points of a surface see, 0 to 1; given the points and the normals there."""


@dataclass(frozen=True)
class Shape:
    """A shape to draw, y up.

    Attributes:
        points: vertices.
        normals: at the vertices, facing outwards.
        faces: indices of vertices, of any integer type, counter-clockwise seen from outside.
        open: asked of those vertices alone that the camera sees.
    """

    points: Float[np.ndarray, "v 3"]
    normals: Float[np.ndarray, "v 3"]
    faces: Shaped[np.ndarray, "f 3"]
    open: Openness


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
        self._rows = self._ground_rows()
        noise = np.random.default_rng(0).random((height, width), dtype=np.float32)
        noise = 0.02 + 0.96 * noise  # rounds up or down by chance; whole numbers stay as they are
        self._noise = np.asarray(noise, dtype=np.float32)
        self._ground_colour = np.array([int(look.background[k : k + 2], 16) for k in (1, 3, 5)], dtype=np.float32)
        self._plain = np.asarray(self._ground_colour + self._noise[..., None], dtype=np.uint8)  # in full light
        self._colour = linear(look.colour)

    def draw(self, shape: Shape, angle: float = 0.0) -> UInt8[np.ndarray, "h w 3"]:
        """A picture of a shape; of the empty ground if it has no faces. May be called from several threads.

        Args:
            shape: the shape.
            angle: by how much it is turned about the upright axis of the room, in radians.
        """
        from explorer.kinds.shapes import kernels  # noqa: PLC0415 - numba takes a second to import

        picture = self._plain.copy()
        if not len(shape.faces):
            return picture
        width, height = self.look.size
        points = _packed(self._turn(shape.points, angle, self.centre), np.float32)
        normals = _packed(self._turn(shape.normals, angle, None), np.float32)
        faces, gamma = _packed(shape.faces, np.int32), brightness()
        shade = self._ground_light(points, faces)
        kernels.draw_ground(picture, shade, self._rows, self._noise, self._ground_colour, gamma)
        seen = self._project(points, width * OVERSAMPLING, height * OVERSAMPLING)
        # The part of the picture that the shape is in, in whole pixels.
        low = np.clip(np.floor(seen[:, :2].min(0) / OVERSAMPLING), 0, (width, height)).astype(int)
        high = np.clip(np.ceil(seen[:, :2].max(0) / OVERSAMPLING), low, (width, height)).astype(int)
        seen = _packed(seen - np.array([*low * OVERSAMPLING, 0]), np.float32)
        part = picture[low[1] : high[1], low[0] : high[0]]
        face = kernels.cover(seen, faces, *((high - low) * OVERSAMPLING).tolist())[1]
        light = self._light(points, normals, faces, shape, kernels.vertices_of(face, faces, len(points)))
        colour, bytes_light = self._colour, light_of_bytes()
        kernels.draw_shape(part, face, seen, faces, light, colour, gamma, bytes_light, OVERSAMPLING)
        return picture

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
        self,
        points: Float[np.ndarray, "v 3"],
        normals: Float[np.ndarray, "v 3"],
        faces: Int32[np.ndarray, "f 3"],
        shape: Shape,
        seen: Int64[np.ndarray, " s"],
    ) -> Float32[np.ndarray, "v 2"]:
        """What the vertices that are seen send back (`kernels.vertex_light`), and nothing of the others."""
        from explorer.kinds.shapes import kernels  # noqa: PLC0415 - as above

        light = np.zeros((len(points), 2), dtype=np.float32)
        places, ways = points[seen], normals[seen]
        sun = self._sunlit(points, faces, places, ways)
        sky = _packed(shape.open(shape.points[seen], shape.normals[seen]), np.float32)
        light[seen] = kernels.vertex_light(places, ways, sun, sky, self.eye, KEY, RIM)
        return light

    def _sunlit(
        self,
        points: Float[np.ndarray, "v 3"],
        faces: Int32[np.ndarray, "f 3"],
        places: Float[np.ndarray, "s 3"],
        ways: Float[np.ndarray, "s 3"],
    ) -> Float[np.ndarray, " s"]:
        """The share of the key light that reaches places on the surface past the rest of it; `ways` are normals."""
        from explorer.kinds.shapes import kernels  # noqa: PLC0415 - as above

        middle = points.mean(0)
        reach = float(np.linalg.norm(points - middle, axis=1).max()) * 1.05 + 0.05
        # To columns, rows and nearness of the shadow map, which holds all of the shape.
        matrix = LIGHT_AXES * np.array([[SHADOW_MAP / 2 / reach], [SHADOW_MAP / 2 / reach], [1]])
        offset = np.array([SHADOW_MAP / 2, SHADOW_MAP / 2, 2 * reach]) - matrix @ middle
        turn, shift = matrix.T.astype(np.float32), offset.astype(np.float32)

        def seen(some: Float[np.ndarray, "v 3"]) -> Float[np.ndarray, "v 3"]:
            return _packed(some @ turn + shift, np.float32)

        nearest = kernels.cover(seen(points), faces, SHADOW_MAP, SHADOW_MAP)[0]
        # Off the surface, which would otherwise shade itself in specks.
        return kernels.sunlit(nearest, seen(places + 0.02 * ways), TAPS, 0.008)

    def _ground_rows(self) -> Float[np.ndarray, "h 4"]:
        """Of each row of pixels the cell of the ground's shadow that its first pixel shows, and the step to the next.

        The camera stands upright: along a row the ground is equally far, and cells go by evenly. Far off above the
        horizon.
        """
        width, height = self.look.size
        across = (np.array([0.5, 1.5]) / width * 2 - 1) * self.field[0]
        up = (1 - (np.arange(height) + 0.5) / height * 2) * self.field[1]
        rays = across[None, :, None] * self.axes[0] + up[:, None, None] * self.axes[1] - self.axes[2]
        down = np.minimum(rays[..., 1], -1e-6)
        hit = self.eye + rays * ((self.ground - self.eye[1]) / down)[..., None]
        cell = (hit[..., [2, 0]] - self.centre[[2, 0]] + GROUND_HALF) / (2 * GROUND_HALF) * GROUND - 0.5
        return _packed(np.concatenate([cell[:, 0], cell[:, 1] - cell[:, 0]], axis=1), np.float64)

    def _ground_light(
        self, points: Float[np.ndarray, "v 3"], faces: Int32[np.ndarray, "f 3"]
    ) -> Float[np.ndarray, "g g"]:
        """The share of light that each cell of the ground sends back."""
        from explorer.kinds.shapes import kernels  # noqa: PLC0415 - as above

        edge, corner = 2 * GROUND_HALF / GROUND, self.centre[[2, 0]] - GROUND_HALF
        covered, heights = kernels.shadows(points, faces, LAYERS, KEY, self.ground, corner, edge, GROUND)
        key, sky = np.zeros((2, GROUND, GROUND), dtype=np.float32)
        for (cast, above), mean in zip(covered, heights.tolist(), strict=True):
            if mean >= 0:
                key = _join(key, blurred(cast, (0.018 + 0.10 * mean) / edge))
                sky = _join(sky, blurred(above, (0.03 + 0.55 * mean) / edge) / np.float32(1 + 2.5 * mean))
        return _packed((1 - np.float32(0.45) * key) * (1 - np.float32(0.50) * sky), np.float32)


def blurred(covered: Float[np.ndarray, "g g"], cells: float) -> Float[np.ndarray, "g g"]:
    """Shade blurred by a Gaussian that is cut off at three times its width, at most 1.

    Args:
        covered: how much of each cell is covered.
        cells: the Gaussian's width (standard deviation).
    """
    from explorer.kinds.shapes import kernels  # noqa: PLC0415 - as above

    weights = np.exp(-0.5 * (np.arange(int(3 * cells + 0.5) + 1) / cells) ** 2)
    weights /= weights[0] + 2 * weights[1:].sum()
    return np.asarray(np.minimum(kernels.blur(_packed(covered, np.float32), _packed(weights, np.float32)), 1))


@lru_cache(maxsize=1)
def brightness() -> Float32[np.ndarray, " levels"]:
    """Brightness as the eye has it by light, 0 to 1."""
    from explorer.kinds.shapes.kernels import LEVELS  # noqa: PLC0415 - as above

    return _packed(np.linspace(0, 1, LEVELS) ** (1 / GAMMA), np.float32)


@lru_cache(maxsize=1)
def light_of_bytes() -> Float32[np.ndarray, " 256"]:
    """Light by byte."""
    return _packed((np.arange(256) / 255) ** GAMMA, np.float32)


def _packed(values: np.ndarray, kind: type[np.generic]) -> np.ndarray:
    """An array as kernels take it: of one type, without gaps."""
    return np.ascontiguousarray(values, dtype=kind)


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
