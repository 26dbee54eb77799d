"""Small pictures of meshes by numpy alone: no window, no OpenGL, some milliseconds each.

Every triangle is covered with points closer together than a pixel; the nearest point in a pixel gives its
colour, shaded by the triangle's normal. Drawn at twice the size and averaged, so that edges are smooth.
"""

from __future__ import annotations

import numpy as np
import pyvista as pv
from jaxtyping import Float, Int, Shaped, UInt8

from explorer.kinds.shapes.mesh import triangles

COLOUR = "#DDA673"
OVERSAMPLING = 2
YAW, PITCH = np.radians(39.0), np.radians(20.0)  # the camera of the large view
HALF_EXTENT = 1.22  # cube units from the centre to the edge of the picture
CENTRE_HEIGHT = -0.25  # furniture stands near the floor of its cube
LIGHT = np.array([0.35, 0.8, 0.48])
AMBIENT = 0.42


def thumbnail(
    vertices: Float[np.ndarray, "v 3"], faces: Shaped[np.ndarray, "f 3"], size: int, colour: str = COLOUR
) -> UInt8[np.ndarray, "size size 4"]:
    """A shaded picture (RGBA, clear background) of a mesh in [-1, 1]^3, seen from the front, the right and above.

    Args:
        vertices: y up.
        faces: indices of vertices, of any integer type; none give a clear picture.
        size: pixels, each way.
        colour: of the surface, "#rrggbb".
    """
    side = size * OVERSAMPLING
    picture = np.zeros((side * side, 4), dtype=np.float32)
    if len(faces):
        corners = _project(vertices.astype(np.float32), side)[faces]
        pixel, depth, face = _cover(corners, side)
        order = np.argsort(depth, kind="stable")  # far to near: the nearest is written last
        shade = _shade(vertices[faces].astype(np.float32))[face[order]]
        base = np.array([int(colour[k : k + 2], 16) for k in (1, 3, 5)], dtype=np.float32)
        picture[pixel[order], :3] = np.minimum(base * shade[:, None], 255)
        picture[pixel, 3] = 255
    blocks = picture.reshape(size, OVERSAMPLING, size, OVERSAMPLING, 4)
    alpha = blocks[..., 3:].sum((1, 3))
    rgb = (blocks[..., :3] * blocks[..., 3:]).sum((1, 3)) / np.maximum(alpha, 1)
    return np.concatenate([rgb, alpha / OVERSAMPLING**2], -1).round().astype(np.uint8)


def picture_of(mesh: pv.PolyData, size: int, colour: str = COLOUR) -> UInt8[np.ndarray, "size size 4"]:
    """A `thumbnail` of a mesh of the engine; clear if it is empty."""
    return thumbnail(np.asarray(mesh.points), triangles(mesh), size, colour)


def _project(points: Float[np.ndarray, "v 3"], side: int) -> Float[np.ndarray, "v 3"]:
    """Column, row (down) in pixels, and closeness to the camera in pixels; orthographic."""
    x, y, z = points.T
    y = y - CENTRE_HEIGHT
    across = x * np.cos(YAW) - z * np.sin(YAW)
    towards = x * np.sin(YAW) + z * np.cos(YAW)
    up = y * np.cos(PITCH) - towards * np.sin(PITCH)
    near = towards * np.cos(PITCH) + y * np.sin(PITCH)
    scale = side / 2 / HALF_EXTENT
    return np.stack([side / 2 + across * scale, side / 2 - up * scale, near * scale], 1).astype(np.float32)


def _cover(
    corners: Float[np.ndarray, "f 3 3"], side: int
) -> tuple[Int[np.ndarray, " p"], Float[np.ndarray, " p"], Int[np.ndarray, " p"]]:
    """Pixel, closeness and face of points that cover the triangles; triangles of like size go together."""
    longest = np.linalg.norm(corners[:, [1, 2, 0], :2] - corners[:, :, :2], axis=-1).max(1)
    steps = np.ceil(np.clip(longest * 1.15, 1, 4 * side)).astype(int)
    pixels, depths, owners = [], [], []
    for count in np.unique(steps):
        chosen = np.flatnonzero(steps == count)
        points = np.einsum("sk,fkd->fsd", _barycentric(int(count)), corners[chosen])
        column, row = np.floor(points[..., 0]).astype(int), np.floor(points[..., 1]).astype(int)
        inside = (column >= 0) & (column < side) & (row >= 0) & (row < side)
        pixels.append((row * side + column)[inside])
        depths.append(points[..., 2][inside])
        owners.append(np.broadcast_to(chosen[:, None], inside.shape)[inside])
    return np.concatenate(pixels), np.concatenate(depths), np.concatenate(owners)


def _barycentric(steps: int) -> Float[np.ndarray, "s 3"]:
    """Weights of a regular lattice with `steps` intervals on each side of a triangle."""
    i, j = np.meshgrid(np.arange(steps + 1), np.arange(steps + 1), indexing="ij")
    keep = i + j <= steps
    i, j = i[keep], j[keep]
    return (np.stack([i, j, steps - i - j], 1) / steps).astype(np.float32)


def _shade(triangles: Float[np.ndarray, "f 3 3"]) -> Float[np.ndarray, " f"]:
    """Brightness of each triangle; which way round it is does not matter."""
    normal = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    view = np.array([np.sin(YAW) * np.cos(PITCH), np.sin(PITCH), np.cos(YAW) * np.cos(PITCH)])
    normal *= np.where(normal @ view < 0, -1, 1)[:, None]  # only faces towards the camera are seen
    light = LIGHT / np.linalg.norm(LIGHT)
    return np.asarray(AMBIENT + (1.12 - AMBIENT) * np.clip(normal @ light, 0, 1), dtype=np.float32)
