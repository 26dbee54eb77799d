"""Closed parts too thin for a network of a few thousand parameters to hold: seats of ply, rods, shells of glasses.

A Siren of 3 x 64 units keeps what is a fiftieth of a shape's longest side; a thinner board it leaves out, and what is
left of a chair has no seat. So such parts are moved apart, to both sides, until they are as thick as that.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.spatial import cKDTree

from explorer.kinds.shapes.windings import Triangles

LEAST = 0.03  # cube units: a fiftieth of a shape's longest side, which is mostly 1.6
DEPTHS = 6  # at which a thin part is asked how thick it is
SKIN = 0.1  # of the thickness: that deep must be inside, or a triangle bounds nothing there
ASKED = 4000  # triangles
TURNED = 0.1  # cube units: as far apart as this counts what faces a right angle away, over the root of 2
SHARPEST = 0.5  # cosine between a vertex's way out and its triangles', below which the way is not made longer


def thick_enough(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], least: float = LEAST
) -> tuple[Float[np.ndarray, "v 3"], float]:
    """Vertices moved outwards where what they bound is thinner than `least`.

    Thin is where one comes out again going in at a triangle's middle, by the winding number.

    Args:
        points: in cube units.
        faces: triangles facing outwards.
        least: cube units.

    Returns:
        The vertices, and the share of the surface that bounds thin parts.
    """
    whole = Triangles(points, faces)
    total = float(whole.areas.sum())
    if not total > 0:
        return points, 0.0

    def within(rows: Int[np.ndarray, " n"], depth: float) -> Bool[np.ndarray, " n"]:
        inside: np.ndarray = np.abs(whole.winding(whole.centres[rows] - whole.normals[rows] * depth)) > 0.5
        return inside

    some = _chosen(whole)
    thick = np.full(len(some), least)  # until where one comes out again
    thin = np.nonzero(~within(some, least) & within(some, SKIN * least))[0]
    thick[thin] = least - least / DEPTHS / 2  # half a depth before, on average
    for depth in least * np.arange(DEPTHS - 1, 0, -1) / DEPTHS:
        out = thin[~within(some[thin], float(depth))]
        thick[out] = depth - least / DEPTHS / 2
    thick = thick[_like(whole, some)]
    rows = np.nonzero(thick < least)[0]
    apart = (least - thick[rows]) / 2  # to each side
    way = np.zeros(points.shape)
    most = np.zeros(len(points))
    weighted = whole.normals[rows] * whole.areas[rows][:, None]
    for k in range(3):
        corner = faces[rows, k]
        np.add.at(way, corner, weighted)
        np.maximum.at(most, corner, apart)
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-300)
    flat = np.ones(len(points))
    for k in range(3):
        np.minimum.at(flat, faces[rows, k], (way[faces[rows, k]] * whole.normals[rows]).sum(1))
    moved = points + way * (most / np.maximum(flat, SHARPEST))[:, None]
    return moved.astype(points.dtype), float(whole.areas[rows].sum()) / total


def _chosen(whole: Triangles) -> Int[np.ndarray, " n"]:
    """Triangles that are asked; to ask all of many takes too long."""
    some = np.nonzero(whole.areas > 0)[0]
    if len(some) <= ASKED:
        return some
    return np.unique(np.random.default_rng(0).choice(some, ASKED, p=whole.areas[some] / whole.areas.sum()))


def _like(whole: Triangles, some: Int[np.ndarray, " n"]) -> Int[np.ndarray, " f"]:
    """For each triangle, which of those that were asked is nearest and faces alike."""
    placed = np.concatenate([whole.centres, whole.normals * TURNED], 1)
    return np.asarray(cKDTree(placed[some]).query(placed)[1])
