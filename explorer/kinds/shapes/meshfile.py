"""Meshes of any kind as shapes in the cube: read with care, scaled, and told inside from outside.

A file is never trusted: its size is checked before it is read; see `meshformats` for the rest.

A surface need not be closed, nor be one piece: inside is where the generalised winding number (Jacobson et al. 2013;
the fast one: Barill et al. 2018) is above one half, or below minus one half where the triangles are wound the other
way. Where it tells nothing, the mesh is refused with the reason.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyvista as pv
import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor
from vtkmodules.vtkFiltersCore import vtkQuadricClustering

from explorer.errors import DataError
from explorer.files import read_bounded, within
from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.meshformats import FORMATS, MOST_BYTES, ExternalFileError, triangles_of

if TYPE_CHECKING:
    import trimesh

EXTENT = 1.6  # to which the longest side of a mesh is scaled: about that of the furniture
OWN_EXTENT = 0.7  # the longest side from which on a mesh inside the cube is taken to be meant as it is
KEPT_TRIANGLES = 50_000  # about; a mesh of more is decimated
CLUSTERED_ABOVE = 300_000  # triangles; the better decimation would take ten seconds a million
DIVISIONS = 200  # of each side of the box, for clustering: 0.008 cube units
FLATTEST = 1e-3  # thickness over length, below which nothing can be inside
SPREAD = 0.05  # of the points near the surface at which the winding numbers are judged
JUDGED = 4000  # such points
UNCLEAR = (0.2, 0.8)  # winding numbers that tell nothing
MOST_UNCLEAR = 0.1  # share of the points near the surface that may be unclear
LEAST_INSIDE = 0.01  # share of them that must be inside
_USE = f"Use a mesh with a volume, as {', '.join(name.upper() for name in FORMATS)}."


@dataclass(frozen=True)
class MeshShape:
    """A mesh's surface in the cube [-1, 1]^3, y up.

    Attributes:
        name: of its file.
        points: vertices; see `_normalised`.
        faces: vertex indices of the triangles, wound counter-clockwise seen from outside.
        triangles: in the file, as read.
        decimated: whether `faces` are fewer because they were too many.
        watertight: whether the surface is closed; else inside is told by winding numbers all the same.
    """

    name: str
    points: Float[np.ndarray, "v 3"]
    faces: Int[np.ndarray, "f 3"]
    triangles: int
    decimated: bool
    watertight: bool

    @cached_property
    def surface(self) -> pv.PolyData:
        """The surface as a mesh, to be drawn; not to be changed."""
        surface: pv.PolyData = pv.PolyData.from_regular_faces(self.points, self.faces)
        return surface

    @property
    def words(self) -> str:
        """What a reader should know of it, in one line."""
        count = f"{self.triangles:,} triangles"
        if self.decimated:
            count += f", reduced to {len(self.faces):,}"
        closed = "closed" if self.watertight else "not closed: inside is where the winding number says so"
        return f"{self.name}: {count}, {closed}."


def read_mesh(data: bytes | Path, name: str | None = None) -> MeshShape:
    """A shape from a mesh file: scaled into the cube, decimated if large, y up.

    Args:
        data: the file, or where it is.
        name: of the file, whose ending says its form; by default that of the path.

    Raises:
        DataError: the file cannot be read, is too large or claims too much, holds no triangles or values that are not
            finite, has no extent, is flat, or inside and outside are not told; names the file and the reason.
    """
    if name is None:
        name = data.name if isinstance(data, Path) else "mesh"
    return _shape(name, *_read(data, name, None))


def read_unit(file: Path, name: str) -> tuple[MeshShape, float]:
    """A mesh file as `read_mesh` reads it, but whatever it was made for: its longest side is scaled to `EXTENT`.

    Args:
        file: the file; the buffers of a glTF may be files of the same folder.
        name: as it is to be called, with the ending that says its form.

    Returns:
        The shape, standing on the floor as it lies in the file; and the longest side in the file's own unit.

    Raises:
        DataError: as `read_mesh`.
    """
    points, faces = _read(file, name, file.parent)
    used = points[np.unique(faces)]
    extent = float((used.max(0) - used.min(0)).max()) if len(used) else 0.0
    return _shape(name, points, faces, as_it_is=False), extent


def _read(
    data: bytes | Path, name: str, beside: Path | None
) -> tuple[Float[np.ndarray, "v 3"], Int[np.ndarray, "f 3"]]:
    """Vertices and triangles of a file; see `read_mesh`."""
    form = name.rpartition(".")[2].lower()
    if form not in FORMATS:
        raise DataError(f"{name} is no mesh file that is read here.", _USE)
    content = read_bounded(data, MOST_BYTES) if isinstance(data, Path) else within(data, name, MOST_BYTES)
    try:
        return triangles_of(content, form, beside)
    except ExternalFileError as error:
        raise DataError(f"{name} refers to another file ({error}).", "Use one file that holds all, as GLB.") from error
    except Exception as error:
        # The readers raise whatever their parsers meet; none of it may end the program.
        raise DataError(f"{name} is no mesh that can be read: {_reason(error)}.", _USE) from error


def distances_to(shape: MeshShape, points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
    """Signed distances of points, in cube units, negative inside.

    The nearest triangle counts, also where it lies inside the shape because parts overlap: so outside the distance is
    exact, inside a lower bound of the depth, as in `furniture`.
    """
    import igl  # noqa: PLC0415 - only a mesh needs it

    asked = _doubles(points)
    squared = igl.point_mesh_squared_distance(asked, shape.points.astype(np.float64), shape.faces)[0]
    away = np.sqrt(np.asarray(squared)).astype(np.float32)
    return torch.from_numpy(np.where(inside(shape, points).numpy(), -away, away))


def inside(shape: MeshShape, points: Float[Tensor, "n 3"]) -> Bool[Tensor, " n"]:
    """Whether points lie inside."""
    return torch.from_numpy(np.abs(_winding(shape.points, shape.faces, _doubles(points))) > 0.5)


def reduced(shape: MeshShape, triangles: int) -> MeshShape:
    """The shape with about so many triangles, if it has more."""
    if len(shape.faces) <= triangles:
        return shape
    surface = shape.surface.decimate(1 - triangles / len(shape.faces))
    points, faces = np.asarray(surface.points, dtype=np.float32), np.asarray(surface.regular_faces, dtype=np.int64)
    return dataclasses.replace(shape, points=points, faces=faces)


def on_surface(shape: MeshShape, count: int, seed: int) -> Float[np.ndarray, "count 3"]:
    """Points drawn evenly over the surface."""
    return _on_faces(shape.points, shape.faces, count, np.random.default_rng(seed))


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())[:160].rstrip(".")
    return text or type(error).__name__


# --- making a shape of it


def _shape(
    name: str, points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], *, as_it_is: bool = True
) -> MeshShape:
    import trimesh  # noqa: PLC0415 - as above

    count = len(faces)
    if count == 0 and len(points):
        raise DataError(f"{name} is a cloud of {len(points):,} points without triangles.", _USE)
    if count == 0:
        raise DataError(f"{name} holds no triangles.", _USE)
    used, faces = np.unique(faces, return_inverse=True)
    points = points[used]
    faces = faces.reshape(-1, 3).astype(np.int64)
    if not np.isfinite(points).all():
        raise DataError(f"{name} has vertices that are not finite.", "Export it again from the program it was made in.")
    # Merged after scaling: what is the same vertex is a question of the mesh's size.
    mesh = trimesh.Trimesh(_normalised(points, name, as_it_is=as_it_is), faces, process=False)
    mesh.merge_vertices()
    mesh.update_faces(mesh.nondegenerate_faces())
    watertight = bool(mesh.is_watertight)
    decimated = len(mesh.faces) > KEPT_TRIANGLES
    if decimated:
        mesh = _decimated(mesh)
    if not mesh.is_winding_consistent:
        trimesh.repair.fix_winding(mesh)
    if len(mesh.faces) == 0:
        raise DataError(f"{name} holds no triangles with an area.", _USE)
    points, faces = np.asarray(mesh.vertices, dtype=np.float32), np.asarray(mesh.faces, dtype=np.int64)
    if _judged(points, faces, name) < 0:
        faces = np.ascontiguousarray(faces[:, ::-1])
    return MeshShape(name, points, faces, count, decimated, watertight)


def _normalised(points: Float[np.ndarray, "v 3"], name: str, *, as_it_is: bool) -> Float[np.ndarray, "v 3"]:
    """Scaled so that the longest side is `EXTENT`, x and z centred, on the furniture's floor.

    A mesh that lies in the cube and is not small in it may stay `as_it_is`: it was made for the cube.
    """
    low, high = points.min(0), points.max(0)
    with np.errstate(over="ignore"):  # said below
        sides = high - low
    longest = float(sides.max())
    if not 0 < longest < math.inf or not np.finfo(np.float64).tiny < longest:
        raise DataError(f"The mesh in {name} has no extent.", _USE)
    if float(sides.min()) < FLATTEST * longest:
        raise DataError(f"The mesh in {name} is flat: it encloses nothing.", _USE)
    if as_it_is and np.abs(points).max() <= 1 and longest >= OWN_EXTENT:
        return points
    scaled = (points - (low + sides / 2)) / longest * EXTENT
    scaled[:, 1] += FLOOR - scaled[:, 1].min()
    return np.asarray(scaled)


def _decimated(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """About `KEPT_TRIANGLES` triangles: by quadrics, of many after a quick clustering."""
    import trimesh  # noqa: PLC0415 - as above

    surface: pv.PolyData = pv.PolyData.from_regular_faces(mesh.vertices, mesh.faces)
    if surface.n_cells > CLUSTERED_ABOVE:
        surface = _clustered(surface, DIVISIONS)
    surface = _reduced(surface)
    if surface.n_cells > 1.2 * KEPT_TRIANGLES:  # triangles that share no vertices are not reduced by quadrics
        surface = _reduced(_clustered(surface, DIVISIONS // 2))
    out = trimesh.Trimesh(np.asarray(surface.points, dtype=np.float64), surface.regular_faces, process=False)
    out.update_faces(out.nondegenerate_faces())
    return out


def _reduced(surface: pv.PolyData) -> pv.PolyData:
    share = 1 - KEPT_TRIANGLES / surface.n_cells
    return surface.decimate(share) if share > 0 else surface


def _clustered(surface: pv.PolyData, divisions: int) -> pv.PolyData:
    clustering = vtkQuadricClustering()
    clustering.SetInputData(surface)
    clustering.AutoAdjustNumberOfDivisionsOff()
    clustering.SetNumberOfDivisions(divisions, divisions, divisions)
    clustering.Update()
    made: pv.PolyData = pv.PolyData(clustering.GetOutput())
    return made


def _judged(points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], name: str) -> int:
    """1 where the triangles face outwards, -1 where they face inwards.

    Raises:
        DataError: the winding numbers near the surface do not tell inside from outside.
    """
    rng = np.random.default_rng(0)
    near = _on_faces(points, faces, JUDGED, rng) + SPREAD * rng.standard_normal((JUDGED, 3))
    number = _winding(points, faces, near)
    turns = np.abs(number)
    unclear = float(((turns > UNCLEAR[0]) & (turns < UNCLEAR[1])).mean())
    if unclear > MOST_UNCLEAR:
        raise DataError(
            f"Inside and outside of the mesh in {name} are not told: at {unclear:.0%} of the points near it the "
            f"winding number is between {UNCLEAR[0]} and {UNCLEAR[1]}.",
            "Close its holes, and let its triangles face outwards.",
        )
    if float((turns > 0.5).mean()) < LEAST_INSIDE:
        raise DataError(f"The mesh in {name} encloses nothing.", _USE)
    return 1 if (number > 0.5).sum() >= (number < -0.5).sum() else -1


def _winding(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], asked: Float[np.ndarray, "n 3"]
) -> Float[np.ndarray, " n"]:
    """Generalised winding numbers: 1 inside a closed surface, 0 outside, in between near a hole."""
    import igl  # noqa: PLC0415 - only a mesh needs it

    number: Callable[..., Any] = igl.fast_winding_number
    return np.asarray(number(points.astype(np.float64), faces, np.asarray(asked, dtype=np.float64)), dtype=np.float64)


def _on_faces(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], count: int, rng: np.random.Generator
) -> Float[np.ndarray, "count 3"]:
    """Points drawn evenly over triangles."""
    a, b, c = (points[faces[:, k]].astype(np.float64) for k in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    chosen = rng.choice(len(faces), count, p=area / area.sum())
    u, v = rng.random((2, count, 1))
    over = u + v > 1  # the other half of the parallelogram is folded back
    u, v = np.where(over, 1 - u, u), np.where(over, 1 - v, v)
    drawn = a[chosen] + u * (b - a)[chosen] + v * (c - a)[chosen]
    return np.asarray(drawn, dtype=np.float32)


def _doubles(points: Float[Tensor, "n 3"]) -> Float[np.ndarray, "n 3"]:
    return points.cpu().numpy().astype(np.float64)
