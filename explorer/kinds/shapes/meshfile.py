"""Meshes of any kind as shapes in the cube: read with care, scaled, and told inside from outside.

A file is never trusted: its size is checked before it is read; see `meshformats` for the rest.

A surface need not be closed, nor be one piece: inside is where the generalised winding number (Jacobson et al. 2013;
the fast one: Barill et al. 2018) is above one half. Parts of it that bound nothing are given a thickness
(`sheets`), and that is said.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyvista as pv
import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor
from vtkmodules.vtkFiltersCore import vtkQuadricClustering

from explorer.errors import DataError, SelectionError
from explorer.files import read_bounded, within
from explorer.foreign.hints import THICKEST
from explorer.foreign.torchfile import short
from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.meshformats import FORMATS, MOST_BYTES, ExternalFileError, triangles_of
from explorer.kinds.shapes.sheets import THICKNESS, Solid, lost, once, solid_of
from explorer.kinds.shapes.thinness import LEAST, thick_enough
from explorer.kinds.shapes.windings import Triangles

if TYPE_CHECKING:
    import trimesh

EXTENT = 1.6  # to which the longest side of a mesh is scaled: about that of the furniture
OWN_EXTENT = 0.7  # the longest side from which on a mesh inside the cube is taken to be meant as it is
KEPT_TRIANGLES = 30_000  # about; a mesh of more is decimated
CLUSTERED_ABOVE = 100_000  # triangles; the better decimation takes up to ten seconds for so many more
DIVISIONS = 200  # of each side of the box, for clustering: 0.008 cube units
SPREAD = 0.05  # of the points near the surface at which it is asked which way the triangles face
JUDGED = 4000  # such points
WARNED = 0.05  # share of a surface whose loss is a warning
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
        watertight: whether the surface is closed (once its sheets have a thickness); else inside is told by winding
            numbers all the same.
        sheets: parts that bounded nothing.
        thin: their share of the surface.
        thickness: what they were given, in cube units; 0: they are left out.
        lost: share of the surface that bounds nothing in the end.
        slim: share of the surface whose parts were too thin, and are made thicker (see `thinness`).
        place: from the file's coordinates to these.
    """

    name: str
    points: Float[np.ndarray, "v 3"]
    faces: Int[np.ndarray, "f 3"]
    triangles: int
    decimated: bool
    watertight: bool
    sheets: int = 0
    thin: float = 0.0
    thickness: float = THICKNESS
    lost: float = 0.0
    slim: float = 0.0
    place: Float[np.ndarray, "4 4"] = field(default_factory=lambda: np.eye(4))

    @cached_property
    def asked(self) -> Triangles:
        """The surface, to be asked about points."""
        return Triangles(self.points, self.faces)

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
        if not self.watertight:
            count += ", not closed: inside is where the winding number says so"
        elif not self.sheets:
            count += ", closed"
        return f"{self.name}: {count}.{self._thin_words}{self._slim_words}"

    @property
    def warning(self) -> str:
        """What of it is lost, where that is much; else ""."""
        if self.lost < WARNED:
            return ""
        return f"{self.lost:.0%} of its surface bounds no volume and is lost."

    @property
    def _slim_words(self) -> str:
        if self.slim < 0.005:
            return ""
        least = min(LEAST, self.thickness)
        return f" Parts thinner than {least:g} ({self.slim:.1%} of its surface) are made up to as thick as that."

    @property
    def _thin_words(self) -> str:
        lost = f" {self.lost:.1%} of its surface is lost." if 0.005 <= self.lost < WARNED else ""
        if not self.sheets:
            return lost
        what = f"{self.sheets:,} sheets" if self.sheets > 1 else "One sheet"
        done = f"given a thickness of {self.thickness:g}" if self.thickness else "left out"
        verb = "are" if self.sheets > 1 else "is"
        return f" {what} without a volume ({self.thin:.1%} of its surface) {verb} {done}.{lost}"


def read_mesh(data: bytes | Path, name: str | None = None, thickness: float = THICKNESS) -> MeshShape:
    """A shape from a mesh file: scaled into the cube, decimated if large, y up.

    Args:
        data: the file, or where it is.
        name: of the file, whose ending says its form; by default that of the path.
        thickness: of parts that bound nothing, in cube units; 0: they are left out. Closed parts thinner than this
            and than `thinness.LEAST` are made thicker; of 0 they are left as they are.

    Raises:
        DataError: the file cannot be read, is too large or claims too much, holds no triangles or values that are not
            finite, has no extent, or nothing that encloses anything; names the file and the reason.
    """
    if name is None:
        name = data.name if isinstance(data, Path) else "mesh"
    return _shape(name, *_read(data, name, None), thickness)


def read_unit(file: Path, name: str, thickness: float = THICKNESS) -> tuple[MeshShape, float]:
    """A mesh file as `read_mesh` reads it, but whatever it was made for: its longest side is scaled to `EXTENT`.

    Args:
        file: the file; the buffers of a glTF may be files of the same folder.
        name: as it is to be called, with the ending that says its form.
        thickness: as `read_mesh`, with the longest side at `EXTENT`.

    Returns:
        The shape, standing on the floor as it lies in the file; and the longest side in the file's own unit.

    Raises:
        DataError: as `read_mesh`.
    """
    points, faces = _read(file, name, file.parent)
    return _shape(name, points, faces, thickness, as_it_is=False), _extent(points, faces)


def read_drawn(file: Path, name: str) -> tuple[Float[np.ndarray, "v 3"], Int[np.ndarray, "f 3"], float]:
    """The triangles of a mesh file as they were drawn, whether they enclose anything or not, for `solid`.

    Args:
        file: the file; the buffers of a glTF may be files of the same folder.
        name: as it is to be called, with the ending that says its form.

    Returns:
        Vertices with the longest side scaled to `EXTENT`, on the floor as they lie in the file, merged where they are
        the same; triangles; and the longest side in the file's own unit.

    Raises:
        DataError: it cannot be read, is too large, holds no triangles or values that are not finite, or has no extent.
    """
    points, faces = _read(file, name, file.parent)
    if len(faces) == 0:
        raise DataError(f"{name} holds no triangles.", _USE)
    mesh, _ = _merged(name, points, faces, as_it_is=False)
    return np.asarray(mesh.vertices), np.asarray(mesh.faces, dtype=np.int64), _extent(points, faces)


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
        raise DataError(f"{name} is no mesh that can be read: {short(error)}.", _USE) from error


def distances_to(shape: MeshShape, points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
    """Signed distances of points, in cube units, negative inside.

    The nearest triangle counts, also where it lies inside the shape because parts overlap: so outside the distance is
    exact, inside a lower bound of the depth, as in `furniture`.
    """
    asked = _doubles(points)
    away = shape.asked.away(asked).astype(np.float32)
    return torch.from_numpy(np.where(inside(shape, points).numpy(), -away, away))


def inside(shape: MeshShape, points: Float[Tensor, "n 3"]) -> Bool[Tensor, " n"]:
    """Whether points lie inside."""
    return torch.from_numpy(np.abs(shape.asked.winding(_doubles(points))) > 0.5)


def reduced(shape: MeshShape, triangles: int) -> MeshShape:
    """The shape with about so many triangles, if it has more."""
    if len(shape.faces) <= triangles:
        return shape
    surface = shape.surface.decimate(1 - triangles / len(shape.faces))
    points, faces = np.asarray(surface.points, dtype=np.float32), np.asarray(surface.regular_faces, dtype=np.int64)
    return dataclasses.replace(shape, points=points, faces=faces)


def on_surface(shape: MeshShape, count: int, seed: int) -> Float[np.ndarray, "count 3"]:
    """Points drawn evenly over the surface."""
    return shape.asked.drawn(count, np.random.default_rng(seed))


# --- making a shape of it


def _shape(
    name: str,
    points: Float[np.ndarray, "v 3"],
    faces: Int[np.ndarray, "f 3"],
    thickness: float,
    *,
    as_it_is: bool = True,
) -> MeshShape:
    import trimesh  # noqa: PLC0415 - as above

    count = len(faces)
    if count == 0 and len(points):
        raise DataError(f"{name} is a cloud of {len(points):,} points without triangles.", _USE)
    if count == 0:
        raise DataError(f"{name} holds no triangles.", _USE)
    if not 0 <= thickness <= THICKEST:
        raise SelectionError(f"A thickness of {thickness} is not possible.", f"Choose one from 0 to {THICKEST}.")
    mesh, place = _merged(name, points, faces, as_it_is=as_it_is)
    mesh.update_faces(mesh.nondegenerate_faces())
    mesh = trimesh.Trimesh(mesh.vertices, once(np.asarray(mesh.faces)), process=False)
    decimated = len(mesh.faces) > KEPT_TRIANGLES
    if decimated:
        mesh = _decimated(mesh)
    if not Triangles(np.asarray(mesh.vertices), np.asarray(mesh.faces)).areas.sum() > 0:
        raise DataError(f"{name} holds no triangles with an area.", _USE)
    whole = Triangles(np.asarray(mesh.vertices), np.asarray(mesh.faces))
    made = solid_of(whole.points, whole.faces, thickness)
    nothing = DataError(f"The mesh in {name} encloses nothing.", "Give its sheets a thickness, or close its holes.")
    if not len(made.faces):
        raise nothing
    faces = _outwards(made)
    points, slim = thick_enough(made.points, faces, min(LEAST, thickness)) if thickness else (made.points, 0.0)
    share = lost(whole, Triangles(points, faces), thickness)
    if share == 1:
        raise nothing
    return MeshShape(
        name, points, faces, count, decimated, made.closed, made.sheets, made.thin, thickness, share, slim, place
    )


def _merged(
    name: str, points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], *, as_it_is: bool
) -> tuple[trimesh.Trimesh, Float[np.ndarray, "4 4"]]:
    """The mesh in its place, its vertices merged where they are the same; and the place."""
    import trimesh  # noqa: PLC0415 - as above

    used, faces = np.unique(faces, return_inverse=True)
    points = points[used]
    if not np.isfinite(points).all():
        raise DataError(f"{name} has vertices that are not finite.", "Export it again from the program it was made in.")
    # Merged after scaling: what is the same vertex is a question of the mesh's size.
    place = _place(points, name, as_it_is=as_it_is)
    scaled = points @ place[:3, :3].T + place[:3, 3]
    mesh = trimesh.Trimesh(scaled, faces.reshape(-1, 3).astype(np.int64), process=False)
    mesh.merge_vertices(merge_tex=True, merge_norm=True)
    return mesh, place


def _extent(points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"]) -> float:
    """The longest side of what the triangles use, in the file's own unit; 0: there are none."""
    used = points[np.unique(faces)]
    return float(np.ptp(used, axis=0).max()) if len(used) else 0.0


def _place(points: Float[np.ndarray, "v 3"], name: str, *, as_it_is: bool) -> Float[np.ndarray, "4 4"]:
    """Scaled so that the longest side is `EXTENT`, x and z centred, on the furniture's floor.

    A mesh that lies in the cube and is not small in it may stay `as_it_is`: it was made for the cube.
    """
    low, high = points.min(0), points.max(0)
    with np.errstate(over="ignore"):  # said below
        sides = high - low
    longest = float(sides.max())
    if not 0 < longest < math.inf or not np.finfo(np.float64).tiny < longest:
        raise DataError(f"The mesh in {name} has no extent.", _USE)
    made = np.eye(4)
    if as_it_is and np.abs(points).max() <= 1 and longest >= OWN_EXTENT:
        return made
    scale = EXTENT / longest
    middle = low + sides / 2
    made[[0, 1, 2], [0, 1, 2]] = scale
    made[:3, 3] = [-middle[0] * scale, FLOOR - low[1] * scale, -middle[2] * scale]
    return made


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


def _outwards(made: Solid) -> Int[np.ndarray, "f 3"]:
    """Triangles turned round where they face inwards."""
    asked = Triangles(made.points, made.faces)
    near = asked.drawn(JUDGED, np.random.default_rng(0)) + SPREAD * np.random.default_rng(1).standard_normal(
        (JUDGED, 3)
    )
    number = asked.winding(near)
    inwards = (number > 0.5).sum() < (number < -0.5).sum()
    return np.ascontiguousarray(made.faces[:, ::-1]) if inwards else made.faces


def _doubles(points: Float[Tensor, "n 3"]) -> Float[np.ndarray, "n 3"]:
    return points.cpu().numpy().astype(np.float64)
