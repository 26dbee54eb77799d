"""What one shape is worth: whether it hangs together, and whether its field is a distance."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.kinds.shapes.measures import eikonal_error, evenly
from explorer.kinds.shapes.meshes import mesh_of, occupancy_of
from explorer.kinds.shapes.occupancy import pieces
from explorer.kinds.shapes.space import shapes_only
from explorer.space.bundle import Space

RESOLUTION = 64
POINTS = 1500  # of the surface, at which the field's gradients are measured


class ShapeJudging:
    """See `protocols.Judging`."""

    def judge(self, engine: Engine, space: Space, source: Source) -> dict[str, Any]:
        """On a grid of 64^3.

        `pieces` (connected; 0: there is no surface), `loose_volume` (share of the volume outside the largest piece),
        `volume` and `surface` (cube units; the cube's edge is 2), `size` (x, y, z), `eikonal` (mean abs(||grad f|| - 1)
        at the surface; 0 for a true signed distance; None without a surface).
        """
        shapes = shapes_only(space)
        weights = engine.weights(space, [source])
        inside = occupancy_of(engine, space, weights, RESOLUTION)[0]
        hang, mesh = pieces(inside), mesh_of(engine, space, source, RESOLUTION)
        points = torch.from_numpy(np.array(evenly(np.asarray(mesh.points, dtype=np.float32), POINTS)))
        error = eikonal_error(shapes.arch, shapes.layout, weights[0].cpu(), points)
        size = np.ptp(np.asarray(mesh.points), axis=0) if mesh.n_points else np.zeros(3)
        return {
            "pieces": hang.count,
            "loose_volume": round(hang.loose, 5),
            "volume": round(float(inside.float().mean()) * 8, 5),
            "surface": round(float(mesh.area), 5) if mesh.n_points else 0.0,
            "size": np.asarray(size, dtype=np.float32),
            "eikonal": round(error, 5) if np.isfinite(error) else None,
        }


JUDGING = ShapeJudging()
