"""Meshes as people made them, made solid: signed distances on a grid, whatever way their triangles lie.

Models of furniture are drawn to be looked at: parts that stand in each other, boards of one sheet of triangles, sheets
drawn twice, once for either side, cabinets without a bottom. What is solid of them:

- Inside is where the generalised winding number says so, once every closed part is wound outwards.
- A sheet, with the outside on both of its sides, is given a thickness of `THICKNESS`.
- What cannot be reached from outside is inside, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyvista as pv
from jaxtyping import Bool, Float, Int
from scipy.ndimage import binary_dilation, distance_transform_edt, label

from explorer.errors import DataError
from explorer.kinds.shapes.sheets import once
from explorer.kinds.shapes.windings import Triangles

RESOLUTION = 128  # samples per axis over the cube: a step of 0.0157
THICKNESS = 0.05  # of sheets, in cube units: a thirtieth of a shape's longest side
SAMPLES = 250_000  # points on the surface, by which samples near it are found
BAND = 3  # samples around the surface whose distance is exact
MOST_LINES = 4_000_000  # lines through boxes around triangles, at a time
LEAST = 0.012  # cube units of volume, below which a network holds hardly anything of a shape
FLATTEST = 0.03  # cube units: what is thinner, all of it, is a picture of something


@dataclass(frozen=True)
class Solid:
    """A solid shape in the cube.

    Attributes:
        distances: signed, at samples of a grid over the cube, faces included, (x, y, z) order; negative inside.
        sheets: share of the surface that had to be given a thickness.
        filled: share of the volume that is inside because nothing reaches it.
    """

    distances: Float[np.ndarray, "r r r"]
    sheets: float
    filled: float


def solid_of(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], name: str, *, resolution: int = RESOLUTION,
    thickness: float = THICKNESS,
) -> Solid:  # fmt: skip
    """What of a mesh is solid.

    Args:
        points: vertices in the cube, the longest side about `meshfile.EXTENT`.
        faces: triangles, in any order and wound either way.
        name: as it is called in errors.
        resolution: of the grid.
        thickness: of sheets, in cube units.

    Raises:
        DataError: there is no body in it.
    """
    points, faces = points.astype(np.float64), oriented(points.astype(np.float64), faces.astype(np.int64))
    if len(faces) == 0:
        raise DataError(f"{name} holds no triangles with an area.", "Give a mesh with a volume.")
    if float(np.ptp(points[np.unique(faces)], axis=0).min()) < FLATTEST:
        raise DataError(f"{name} is flat as a sheet: a picture of something, and no body.", "Leave it out.")
    step = 2 / (resolution - 1)
    bodies = _turns(points, faces, resolution) > 0.5
    surface = Triangles(points, faces)
    where = surface.drawn(SAMPLES, np.random.default_rng(0)).astype(np.float64)
    cells = np.clip(np.rint((where + 1) / step).astype(int), 0, resolution - 1)
    # Of the points in a cell the last stands for all: the one in its middle.
    order = np.argsort(-np.square(where - (cells * step - 1)).sum(1))
    where, cells = where[order], cells[order]
    at = np.ravel_multi_index(cells.T, bodies.shape)
    # Sheets, and boards so thin that hardly a sample of the grid lies in them, have no inside beside them.
    sheet = ~binary_dilation(bodies, np.ones((3, 3, 3), bool)).ravel()[at]
    inside = bodies.copy()
    beside = np.full(bodies.shape, 2.0)  # distance to what is made of sheets
    if sheet.any():
        beside = _to_points(at[sheet], where[sheet], resolution) - thickness / 2
        inside |= beside < 0
    reached = _reached(inside)
    volume = int((~reached).sum())
    if volume * step**3 < LEAST:
        raise DataError(f"{name} is so thin that a network would hold hardly anything of it.", "Leave it out.")
    away = _to_points(at, where, resolution)
    band = away < (BAND + 0.5) * step
    away[band] = surface.away(np.stack(np.nonzero(band), 1) * step - 1)
    outward = np.minimum(away, beside)
    # Inside, what parts hide within each other is no surface: there the depth is counted on the grid.
    depth = (distance_transform_edt(~reached) - 0.5) * step
    inward = np.where(bodies, np.maximum(away, -beside), -beside)
    inward = np.where((depth > inward + 1.5 * step) | (inward <= 0), depth, inward)
    signed = np.where(reached, np.maximum(outward, 1e-4), -np.maximum(inward, 1e-4))
    filled = float((~reached & ~inside).sum() / volume)
    return Solid(signed.astype(np.float32), float(sheet.mean()), filled)


def surface_of(distances: Float[np.ndarray, "r r r"]) -> pv.PolyData:
    """The surface between inside and outside: closed, as long as it stays within the cube."""
    resolution = len(distances)
    grid = pv.ImageData(dimensions=(resolution,) * 3, spacing=(2 / (resolution - 1),) * 3, origin=(-1, -1, -1))
    grid.point_data["d"] = np.asarray(distances, dtype=np.float32).flatten(order="F")
    found: pv.PolyData = grid.contour([0.0], scalars="d", method="flying_edges")
    return found


def oriented(points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"]) -> Int[np.ndarray, "g 3"]:
    """Triangles once each, all of a patch wound alike, and closed patches outwards; those without area are dropped."""
    import igl  # noqa: PLC0415 - only a mesh needs it

    faces = faces[2 * Triangles(points, faces).areas > 1e-12]
    faces = once(faces)
    if len(faces) == 0:
        return faces
    found: Any = igl.bfs_orient(faces)
    alike, patch = np.asarray(found[0], dtype=np.int64), np.asarray(found[1]).ravel()
    a, b, c = (points[alike[:, k]] for k in range(3))
    count = int(patch.max()) + 1
    weight = np.bincount(patch, minlength=count)
    middle = np.stack([np.bincount(patch, ((a + b + c) / 3)[:, k], count) for k in range(3)], 1) / weight[:, None]
    a, b, c = a - middle[patch], b - middle[patch], c - middle[patch]
    volume = np.bincount(patch, np.einsum("ij,ij->i", a, np.cross(b, c)) / 6, count)
    area = np.bincount(patch, np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2, count)
    # A patch that encloses nothing is left as most of its triangles were.
    kept = np.bincount(patch, np.where((alike == faces).all(1), 1.0, -1.0), count) >= 0
    turned = np.where(np.abs(volume) > 1e-3 * area**1.5, volume < 0, ~kept)
    return np.where(turned[patch][:, None], alike[:, ::-1], alike)


def _turns(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], resolution: int
) -> Float[np.ndarray, "r r r"]:
    """How often the surface goes around each sample of the grid: 1 inside of a closed one, 0 outside.

    Rays along the axes, both ways, count how often they leave a body: the mean of the six is the winding number, with
    six directions for all of them. So it costs no more than drawing the triangles three times.
    """
    total = np.zeros((resolution,) * 3)
    for axis in range(3):
        order = [(axis + 1) % 3, (axis + 2) % 3, axis]
        crossed = _crossings(points[:, order], faces, resolution)
        back = np.cumsum(crossed[:, :, ::-1], axis=2)[:, :, ::-1]  # towards greater coordinates, from each sample
        ahead = back[:, :, :1] - back  # towards smaller ones
        total += np.moveaxis(back[:, :, 1:] - ahead[:, :, 1:], (0, 1, 2), order)
    return total / 6


def _crossings(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], resolution: int
) -> Float[np.ndarray, "r r r1"]:
    """How triangles are crossed on lines along the last axis: entry k counts those between samples k - 1 and k.

    1 where a line leaves a body towards greater coordinates, -1 where it enters one.
    """
    step = 2 / (resolution - 1)
    # Lines stand a little beside the samples: they meet no edge of what was drawn with round numbers.
    scaled = (points + 1) / step - np.array([0.00137, 0.00071, 0])
    a, b, c = (scaled[faces[:, k]] for k in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    corners = np.stack([a, b, c])[..., :2]
    low = np.clip(np.ceil(corners.min(0)).astype(int), 0, resolution)
    size = np.clip(np.floor(corners.max(0)).astype(int) + 1, 0, resolution) - low
    count = np.where(np.abs(area) > 1e-9, np.clip(size, 0, None).prod(1), 0)
    out = np.zeros(resolution * resolution * (resolution + 1))
    ends = np.cumsum(count)
    for some in np.split(np.arange(len(faces)), np.searchsorted(ends, np.arange(MOST_LINES, ends[-1], MOST_LINES))):
        number = count[some]
        f = np.repeat(some, number)
        if len(f) == 0:
            continue
        k = np.arange(len(f)) - np.repeat(np.cumsum(number) - number, number)
        x, y = low[f, 0] + k // size[f, 1], low[f, 1] + k % size[f, 1]
        u = ((x - a[f, 0]) * (c[f, 1] - a[f, 1]) - (y - a[f, 1]) * (c[f, 0] - a[f, 0])) / area[f]
        v = ((b[f, 0] - a[f, 0]) * (y - a[f, 1]) - (b[f, 1] - a[f, 1]) * (x - a[f, 0])) / area[f]
        hit = (u >= 0) & (v >= 0) & (u + v < 1)
        f, x, y, u, v = f[hit], x[hit], y[hit], u[hit], v[hit]
        z = a[f, 2] + u * (b[f, 2] - a[f, 2]) + v * (c[f, 2] - a[f, 2])
        before = np.clip(np.ceil(z).astype(int), 0, resolution)
        np.add.at(out, (x * resolution + y) * (resolution + 1) + before, np.sign(area[f]))
    return out.reshape(resolution, resolution, resolution + 1)


def _reached(inside: Bool[np.ndarray, "r r r"]) -> Bool[np.ndarray, "r r r"]:
    """What is outside and can be reached from the cube's corner."""
    numbered, _ = label(~inside)
    out: np.ndarray = (numbered == numbered[0, 0, 0]) & ~inside
    return out


def _to_points(
    at: Int[np.ndarray, " n"], where: Float[np.ndarray, "n 3"], resolution: int
) -> Float[np.ndarray, "r r r"]:
    """Distances from the samples of the grid to points, of which one stands for all in its cell.

    Args:
        at: the sample nearest to each point, as an index of the flat grid.
        where: the points.
        resolution: of the grid.
    """
    step = 2 / (resolution - 1)
    shape = (resolution,) * 3
    stands = np.full(resolution**3, -1, dtype=np.int64)
    stands[at] = np.arange(len(at))
    nearest = distance_transform_edt((stands < 0).reshape(shape), return_distances=False, return_indices=True)
    chosen = stands[np.ravel_multi_index(tuple(nearest), shape)]
    axis = np.arange(resolution) * step - 1
    squared = np.zeros(shape)
    for k in range(3):
        squared += (axis.reshape([-1 if k == d else 1 for d in range(3)]) - where[:, k][chosen]) ** 2
    return np.sqrt(squared)
