"""Signed distance to mesh, at the cost of the surface rather than of the cube.

`grid` evaluates the field where its surface is; VTK's flying edges makes the triangles. The same faces as
from the dense grid: `tests/explore/test_mesh.py` compares them on plates of one voxel, far and tiny components,
hollow shells, shapes cut off by the cube and fitted networks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyvista as pv
import torch
from jaxtyping import Float, Shaped
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkImageData
from vtkmodules.vtkFiltersCore import vtkFlyingEdges3D, vtkTriangleMeshPointNormals

from explorer.kinds.shapes.grid import Field, Grid, dense_grid, sparse_grid

__all__ = ["Field", "MeshResult", "contour", "dense_values", "sdf_to_mesh", "triangles"]


@dataclass(frozen=True)
class MeshResult:
    """A mesh and what it cost.

    Attributes:
        mesh: triangles in [-1, 1]^3, wound counter-clockwise seen from outside, with unit normals "Normals" at
            the points, facing outwards; closed; may be empty.
        evaluations: points at which the field was evaluated.
    """

    mesh: pv.PolyData
    evaluations: int

    @property
    def is_empty(self) -> bool:
        """Whether the field has no surface in the cube."""
        return self.mesh.n_points == 0


def sdf_to_mesh(field: Field, resolution: int, device: torch.device | None = None) -> MeshResult:
    """The surface of a signed distance field.

    Args:
        field: values at points; called with float32 points on `device`, many at a time.
        resolution: samples per axis, 8 to 512.
        device: where the points are made; None: the CPU.

    Raises:
        SelectionError: the resolution is out of range.
        DataError: the field gives values that are not finite.
    """
    grid = sparse_grid(field, resolution, device)
    return MeshResult(contour(grid), grid.evaluations)


def triangles(mesh: pv.PolyData) -> Shaped[np.ndarray, "f 3"]:
    """Vertex indices of a mesh's triangles, of an integer type that is VTK's choice; none for an empty mesh."""
    return np.asarray(mesh.regular_faces) if mesh.n_cells else np.zeros((0, 3), dtype=int)


def dense_values(field: Field, resolution: int, device: torch.device | None = None) -> Float[np.ndarray, "r r r"]:
    """The reference: the field at every sample, (x, y, z) order, with closed faces. Otherwise as `sdf_to_mesh`."""
    return np.asarray(dense_grid(field, resolution, device).values.cpu())


def contour(grid: Grid) -> pv.PolyData:
    """The surface where the grid's values change sign; see `MeshResult.mesh`."""
    # A copy that numpy owns: VTK frees its arrays under a lock of its own, and a tensor lets go of Python's lock while
    # it is freed. Another thread that makes a VTK object then holds the one and waits for the other, for ever.
    values = np.array(grid.values.cpu().numpy(), order="C")
    image = vtkImageData()
    image.SetOrigin(-1, -1, -1)
    image.SetSpacing(*[2 / (grid.resolution - 1)] * 3)
    # VTK's x runs fastest, ours slowest: x and z are exchanged on the way in and back on the way out. This
    # mirrors the triangles, whose winding VTK turns to the inside for a field that is negative there.
    first, count = grid.first[::-1], values.shape[::-1]
    image.SetExtent(*[v for low, n in zip(first, count, strict=True) for v in (low, low + n - 1)])
    image.GetPointData().SetScalars(numpy_to_vtk(values.reshape(-1)))
    edges = vtkFlyingEdges3D()
    edges.SetInputData(image)
    edges.SetValue(0, 0.0)
    edges.ComputeNormalsOff()  # they would read samples that were never evaluated
    edges.ComputeGradientsOff()
    edges.ComputeScalarsOff()
    edges.Update()
    surface = edges.GetOutput()
    if not surface.GetNumberOfPoints():
        return pv.PolyData()
    points = vtk_to_numpy(surface.GetPoints().GetData())
    points[:] = points[:, ::-1].copy()
    normals = vtkTriangleMeshPointNormals()  # means of the faces around, weighted by area
    normals.SetInputData(surface)
    normals.Update()
    mesh: pv.PolyData = pv.PolyData(normals.GetOutput())
    return mesh
