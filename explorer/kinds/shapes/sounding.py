"""How many loose pieces a decoded shape has: what tells a chair from rubble, however near the zoo's networks are."""

from __future__ import annotations

import numpy as np
import pyvista as pv
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.kinds.protocols import Soundness
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import mesh_of
from explorer.space.bundle import Space

FINENESS = 128  # samples per axis at which pieces are counted once a shape rests: the screen and the facts say the same


class ShapeSounding:
    """See `protocols.Sounding`."""

    def sound(self, engine: Engine, space: Space, source: Source) -> Soundness:
        """One piece is sound."""
        count = pieces_of(mesh_of(engine, space, source, FINENESS))
        return Soundness(spoken_pieces(count), count == 1)


SOUNDING = ShapeSounding()


def pieces_of(mesh: pv.PolyData) -> int:
    """How many parts of a closed surface hang together, hollows inside of others not counted; 0: there is no surface.

    A hollow is told by its volume, which is negative as its faces look inwards.
    """
    faces, points = triangles(mesh).astype(np.int64), np.asarray(mesh.points, dtype=np.float64)
    if not len(faces):
        return 0
    ends = np.concatenate([faces[:, 1], faces[:, 2]])
    starts = np.concatenate([faces[:, 0], faces[:, 0]])
    graph = coo_array((np.ones(len(starts), np.int8), (starts, ends)), shape=(len(points), len(points)))
    _, part = connected_components(graph, directed=False)
    a, b, c = (points[faces[:, k]] for k in range(3))
    volumes = np.bincount(part[faces[:, 0]], (a * np.cross(b, c)).sum(1))
    return max(int((volumes > 0).sum()), 1)


def spoken_pieces(count: int) -> str:
    """How a shape hangs together, in words: "in one piece", "in 3 loose pieces"."""
    return "without a surface" if count == 0 else "in one piece" if count == 1 else f"in {count} loose pieces"
