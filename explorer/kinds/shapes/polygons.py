"""Polygons of any number of corners as triangles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyvista as pv
from jaxtyping import Float, Int
from vtkmodules.vtkFiltersCore import vtkTriangleFilter

MOST_TRIANGLES = 4_000_000  # that are worked on; no file of 64 MiB has more unless it repeats its parts


def triangulated(points: Float[np.ndarray, "v 3"], rings: Sequence[Sequence[int]]) -> Int[np.ndarray, "f 3"]:
    """Triangles of polygons, wound as they are.

    Concave ones have their ears clipped (by VTK); what it cannot clip (corners on a line, edges that cross) is cut
    into a fan. Those of fewer than three corners are left out.

    Raises:
        ValueError: there are too many, or one names a vertex that is not there.
    """
    sizes = np.fromiter((len(ring) for ring in rings), dtype=np.int64, count=len(rings))
    if int(np.maximum(sizes - 2, 0).sum()) > MOST_TRIANGLES:
        raise ValueError(f"it has more than {MOST_TRIANGLES:,} triangles")
    whole = np.asarray([ring for ring in rings if len(ring) == 3], dtype=np.int64).reshape(-1, 3)
    others = [np.asarray(ring, dtype=np.int64) for ring in rings if len(ring) > 3]
    for corners in (whole, *others):
        if len(corners) and not 0 <= int(corners.min()) <= int(corners.max()) < len(points):
            raise ValueError("a triangle names a vertex that is not there")
    return np.concatenate([whole, _clipped(points, others)]) if others else whole


def _clipped(points: Float[np.ndarray, "v 3"], rings: Sequence[np.ndarray]) -> Int[np.ndarray, "f 3"]:
    """Polygons of more than three corners."""
    flat = np.concatenate([np.concatenate([[len(ring)], ring]) for ring in rings])
    surface = pv.PolyData(np.where(np.isfinite(points), points, 0.0), faces=flat)
    surface.cell_data["polygon"] = np.arange(len(rings))
    filter_ = vtkTriangleFilter()
    filter_.SetInputData(surface)
    filter_.Update()
    made = pv.PolyData(filter_.GetOutput())
    faces = np.asarray(made.faces, dtype=np.int64).reshape(-1, 4)[:, 1:]
    polygon = np.asarray(made.cell_data["polygon"], dtype=np.int64)
    short = np.bincount(polygon, minlength=len(rings)) != [len(ring) - 2 for ring in rings]
    fans = [np.stack([np.full(len(ring) - 2, ring[0]), ring[1:-1], ring[2:]], 1) for ring in _those(rings, short)]
    return np.concatenate([faces[~short[polygon]], *fans])


def _those(rings: Sequence[np.ndarray], which: np.ndarray) -> list[np.ndarray]:
    return [ring for ring, taken in zip(rings, which, strict=True) if taken]
