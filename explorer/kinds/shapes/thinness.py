"""Closed parts too thin for a network of a few thousand parameters to hold: seats of ply, rods, shells of glasses.

A Siren of 3 x 64 units keeps what is a fiftieth of a shape's longest side; a thinner board it leaves out, and what is
left of a chair has no seat. So such parts are moved apart, to both sides, until they are as thick as that.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.spatial import cKDTree

from explorer.kinds.shapes.windings import Triangles

# In cube units: a little more than the step of the grid by which shapes are judged, so that no board slips through it.
LEAST = 0.035
COARSE, DEPTHS = 3, 6  # depths at which everything is asked; and a thin part, how thick it is and how far the next one
SKIN = 0.03  # of the thickness: just below, and just above, the surface; what is thinner is a sheet (see `sheets`)
KEPT_GAP = 1 / 3  # share of a gap that is left open
ASKED, LARGE = 2500, 250  # triangles; the largest of them at their corners, too
CORNERS = np.array([[1, 1, 1], [4, 1, 1], [1, 4, 1], [1, 1, 4]]) / np.array(
    [[3], [6], [6], [6]]
)  # places of a triangle
TURNED = 1.0  # cube units: so far apart counts what faces a right angle away, over the root of 2
CHECKED = 4000  # points that were inside
LOST = 0.01  # share of them that may be outside, or nothing is moved: the surface was not one that bounds a volume


def thick_enough(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], least: float = LEAST
) -> tuple[Float[np.ndarray, "v 3"], float]:
    """Vertices moved outwards where what they bound is thinner than `least`, as far as nothing else is near.

    Thin is where one comes out again going in, by the winding number; asked is where the surface is to be seen.

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
    some, at = _places(whole)
    normals = whole.normals[some]

    def within(rows: Int[np.ndarray, " n"], depth: float) -> Bool[np.ndarray, " n"]:
        inside: np.ndarray = np.abs(whole.winding(at[rows] - normals[rows] * depth)) > 0.5
        return inside

    every = np.arange(len(some))
    skin, step = SKIN * least, least / DEPTHS
    thin = every[within(every, skin)]
    # There may be another part behind a gap: it is asked on the way, too.
    thin = thin[~np.logical_and.reduce([within(thin, least * k / COARSE) for k in range(1, COARSE + 1)])]
    thin = thin[~within(thin, -skin)]  # else it lies inside of another part
    if not len(thin):
        return points, 0.0
    thick, gap = np.full(len(thin), least - step / 2), np.full(len(thin), np.inf)
    for depth in step * np.arange(DEPTHS - 1, 0, -1):
        thick[~within(thin, float(depth))] = depth - step / 2
        gap[within(thin, -float(depth))] = depth
    apart = np.zeros(len(faces))
    np.maximum.at(apart, some[thin], np.minimum((least - thick) / 2, gap * (1 - KEPT_GAP) / 2))
    apart = apart[_like(whole, np.unique(some))]
    rows = np.nonzero(apart)[0]
    most = np.zeros(len(points))
    np.maximum.at(most, faces[rows].reshape(-1), np.repeat(apart[rows], 3))
    moved = points + Triangles(points, faces[rows]).outward * most[:, None]
    if _loses(whole, Triangles(moved, faces), at - normals * skin):
        return points, 0.0
    return moved.astype(points.dtype), float(whole.areas[rows].sum()) / total


def _places(whole: Triangles) -> tuple[Int[np.ndarray, " n"], Float[np.ndarray, "n 3"]]:
    """Where the surface is asked: triangles, and places on them; of many triangles some, of large ones four places."""
    some = np.nonzero(whole.areas > 0)[0]
    if len(some) > ASKED:
        chosen = np.random.default_rng(0).choice(some, ASKED, p=whole.areas[some] / whole.areas.sum())
        some = np.unique(chosen)
    large = some[np.argsort(-whole.areas[some])[:LARGE]]
    corners = np.einsum("kc,fcd->fkd", CORNERS, whole.points[whole.faces[large]].astype(np.float64))
    rows = np.concatenate([some, np.repeat(large, len(CORNERS))])
    return rows, np.concatenate([whole.centres[some], corners.reshape(-1, 3)])


def _like(whole: Triangles, some: Int[np.ndarray, " n"]) -> Int[np.ndarray, " f"]:
    """For each triangle, which of those that were asked is nearest and faces alike."""
    placed = np.concatenate([whole.centres, whole.normals * TURNED], 1)
    return np.asarray(some[cKDTree(placed[some]).query(placed)[1]])


def _loses(before: Triangles, after: Triangles, near: Float[np.ndarray, "n 3"]) -> bool:
    """Whether points that were inside, near the surface or anywhere, are not any more."""
    rng = np.random.default_rng(0)
    low, high = before.points.min(0), before.points.max(0)
    asked = np.concatenate([rng.permutation(near)[: CHECKED // 2], rng.uniform(low, high, (CHECKED // 2, 3))])
    inside = asked[np.abs(before.winding(asked)) > 0.5]
    return bool((np.abs(after.winding(inside)) <= 0.5).sum() > LOST * len(inside))
