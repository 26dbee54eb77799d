"""Surfaces that bound nothing: seats of one layer, backs seen from both sides, cloth. They are given a thickness.

A surface bounds something where exactly one of its two sides is inside, and that is clear: by the generalised winding
number a little off it. A *patch* (triangles that hang together by edges of two) of which most does not is a sheet. Of
a sheet both sides are moved apart, and its rim is closed: what comes out is closed, so that everything that is asked of
a mesh with a volume can be asked of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyvista as pv
from jaxtyping import Bool, Float, Int
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from explorer.kinds.shapes.windings import Triangles

THICKNESS = 0.05  # of a sheet, in cube units; the cube's edge is 2, a shape's longest side mostly 1.6
OFF = 0.003  # how far off the surface its sides are asked, in cube units: what is thinner is a sheet
CLEAR = (0.25, 0.75)  # winding numbers below and above which outside and inside are clear
LEAST_CLEAR = 0.5  # share of a patch that must bound something
ROUNDS = 2  # sheets taken out change the winding numbers of what stays
FLAT = 1e-3  # volume over area to 3/2, below which a patch has no inside
FOLDED = -0.95  # cosine between triangles that lie on each other: two layers of one sheet
SAMPLED = 1500  # triangles at which orientations are compared, and what is lost is counted
ASKED, LEAST_ASKED = 4000, 6  # triangles whose sides are asked, in all and of every patch
BETTER = 0.005  # by which an orientation must be better than the file's own
SURE = 0.97  # share of the surface that bounds something, from which on no other orientation is tried


@dataclass(frozen=True)
class Solid:
    """Triangles that tell inside from outside.

    Attributes:
        points: vertices.
        faces: triangles, facing outwards.
        sheets: patches that were given a thickness, or left out if there was none.
        thin: their share of the surface.
        closed: whether every edge is run along as often forth as back: then winding numbers are whole numbers.
    """

    points: Float[np.ndarray, "v 3"]
    faces: Int[np.ndarray, "f 3"]
    sheets: int
    thin: float
    closed: bool


def solid_of(points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], thickness: float = THICKNESS) -> Solid:
    """A surface of any kind as one that bounds a volume.

    Args:
        points: vertices in cube units, none twice.
        faces: triangles with an area, none twice (see `once`).
        thickness: of sheets; 0: they are left out.
    """
    whole = Triangles(points, _oriented(points, faces))
    patch = _patches(points, whole.faces)
    area = np.bincount(patch, whole.areas)
    sheet = np.zeros(len(area), dtype=bool)
    for _ in range(ROUNDS):
        kept = ~sheet[patch]
        if not kept.any():
            break
        rest = Triangles(points, whole.faces[kept])
        some = _chosen(patch[kept], rest.areas)
        bounds, hidden = _sides(rest, some)
        weight, of = rest.areas[some], patch[kept][some]
        seen, clear, buried = (np.bincount(of, weight * one, len(area)) for one in (1.0, bounds, hidden))
        found = ~sheet & (clear < LEAST_CLEAR * (seen - buried)) & (buried < LEAST_CLEAR * seen)
        if not found.any():
            break
        sheet |= found
    thin = sheet[patch]
    parts = [(points, whole.faces[~thin])]
    if thickness and thin.any():
        parts.append(_thickened(points, whole.faces[thin], patch[thin], thickness))
    made = Triangles(
        np.concatenate([own for own, _ in parts]).astype(np.float32),
        np.concatenate([own + (len(points) if k else 0) for k, (_, own) in enumerate(parts)]),
    )
    used, index = np.unique(made.faces, return_inverse=True)
    made = Triangles(made.points[used], index.reshape(-1, 3).astype(np.int64))
    total = max(float(area.sum()), 1e-300)
    share, closed = float(whole.areas[thin].sum()) / total, not len(_rim(made.faces)[0])
    return Solid(made.points, made.faces, int(sheet.sum()), share, closed)


def once(faces: Int[np.ndarray, "f 3"]) -> Int[np.ndarray, "g 3"]:
    """Triangles of the same three corners once, whichever way they face: opposite ones would cancel each other."""
    _, first = np.unique(np.sort(faces, axis=1), axis=0, return_index=True)
    return faces[np.sort(first)]


def lost(whole: Triangles, made: Triangles, thickness: float) -> float:
    """Share of a surface with nothing inside near it, of what was made of it."""
    rng = np.random.default_rng(0)
    chosen = rng.choice(len(whole.faces), SAMPLED, p=whole.areas / whole.areas.sum())
    off = whole.normals[chosen] * max(OFF, 0.1 * thickness)
    at = whole.centres[chosen]
    near = np.stack([np.abs(made.winding(asked)) > 0.5 for asked in (at, at - off, at + off)])
    return float(1 - near.any(0).mean())


def _chosen(patch: Int[np.ndarray, " f"], areas: Float[np.ndarray, " f"]) -> Int[np.ndarray, " n"]:
    """Triangles whose sides are asked: the largest of every patch, and others by chance. To ask all takes too long."""
    order = np.lexsort((-areas, patch))
    _, start, count = np.unique(patch[order], return_index=True, return_counts=True)
    rank = np.arange(len(order)) - np.repeat(start, count)
    rng = np.random.default_rng(0)
    others = rng.choice(len(patch), min(ASKED, len(patch)), replace=False)
    return np.union1d(order[rank < LEAST_ASKED], others)


def _sides(part: Triangles, some: Int[np.ndarray, " n"]) -> tuple[Bool[np.ndarray, " n"], Bool[np.ndarray, " n"]]:
    """Of some triangles whether they clearly bound something, and whether they lie inside."""
    off = part.normals[some] * OFF
    front, back = (np.abs(part.winding(part.centres[some] + side * off)) for side in (1, -1))
    low, high = np.minimum(front, back), np.maximum(front, back)
    return (low < CLEAR[0]) & (high > CLEAR[1]), low > CLEAR[1]


def _oriented(points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"]) -> Int[np.ndarray, "f 3"]:
    """Triangles facing the way by which most of the surface has the inside behind it.

    Tried are: as they are; all of a patch alike; and each patch so that its volume is not negative. A part inside out
    beside others would be taken out of them.
    """
    whole = Triangles(points, faces)
    chosen = np.random.default_rng(0).choice(len(faces), SAMPLED, p=whole.areas / whole.areas.sum())

    def facing(way: Int[np.ndarray, "f 3"]) -> float:
        part = Triangles(points, way)
        off = part.normals[chosen] * OFF
        front, back = (part.winding(part.centres[chosen] + side * off) for side in (1, -1))
        return max(float(((sign * back > CLEAR[1]) & (np.abs(front) < CLEAR[0])).mean()) for sign in (1, -1))

    best, most = faces, facing(faces)
    surface: pv.PolyData = pv.PolyData.from_regular_faces(points.astype(np.float64), faces)
    alike = surface.compute_normals(
        cell_normals=True, point_normals=False, split_vertices=False, consistent_normals=True,
        non_manifold_traversal=False,
    )  # fmt: skip
    same = np.asarray(alike.regular_faces, dtype=np.int64)
    part = _patches(points, same)
    whole = Triangles(points, same)
    weight = np.maximum(np.bincount(part, whole.areas), 1e-300)
    middle = np.stack([np.bincount(part, whole.areas * whole.centres[:, k]) / weight for k in range(3)], 1)
    volume = np.bincount(part, ((whole.centres - middle[part]) * whole.normals).sum(1) * whole.areas)
    inside_out = volume < -FLAT * weight**1.5
    turned = np.ascontiguousarray(np.where(inside_out[part][:, None], same[:, ::-1], same))
    for way in (same, turned):
        if most < SURE and (way != faces).any() and (found := facing(way)) > most + BETTER:
            best, most = way, found
    return best


def _patches(points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"]) -> Int[np.ndarray, " f"]:
    """Numbers of the patches that triangles are of: they hang together by edges of exactly two, facing alike."""
    first, second = _joined(faces)
    normals = Triangles(points, faces).normals
    flat = (normals[first] * normals[second]).sum(1) > FOLDED
    first, second = first[flat], second[flat]
    graph = coo_array((np.ones(len(first), dtype=np.int8), (first, second)), shape=(len(faces), len(faces)))
    return np.asarray(connected_components(graph, directed=False)[1])


def _joined(faces: Int[np.ndarray, "f 3"]) -> tuple[Int[np.ndarray, " e"], Int[np.ndarray, " e"]]:
    """Pairs of triangles that share an edge which no third one has, and run along it in opposite directions."""
    edges = faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    owner = np.repeat(np.arange(len(faces)), 3)
    code = np.sort(edges, axis=1) @ np.array([int(faces.max()) + 1, 1])
    order = np.argsort(code, kind="stable")
    _, start, count = np.unique(code[order], return_index=True, return_counts=True)
    two = start[count == 2]
    a, b = order[two], order[two + 1]
    opposite = edges[a, 0] == edges[b, 1]
    return owner[a[opposite]], owner[b[opposite]]


def _thickened(
    points: Float[np.ndarray, "v 3"], faces: Int[np.ndarray, "f 3"], patch: Int[np.ndarray, " f"], thickness: float
) -> tuple[Float[np.ndarray, "w 3"], Int[np.ndarray, "g 3"]]:
    """Sheets with both sides moved apart and their rims closed."""
    # A vertex of two patches becomes two: each has its own way out.
    corner = np.stack([np.repeat(patch, 3), faces.reshape(-1)], 1)
    own, index = np.unique(corner, axis=0, return_inverse=True)
    faces = index.reshape(-1, 3)
    at = points[own[:, 1]].astype(np.float64)
    out = Triangles(at, faces).outward * thickness / 2
    count = len(at)
    a, b = _rim(faces)
    walls = np.concatenate([np.stack([b, a, a + count], 1), np.stack([b, a + count, b + count], 1)])
    return np.concatenate([at + out, at - out]), np.concatenate([faces, faces[:, ::-1] + count, walls])


def _rim(faces: Int[np.ndarray, "f 3"]) -> tuple[Int[np.ndarray, " r"], Int[np.ndarray, " r"]]:
    """Where edges begin and end whose triangles do not run along them as often forth as back."""
    edges = faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2)
    low, high = edges.min(1), edges.max(1)
    pairs, which = np.unique(np.stack([low, high], 1), axis=0, return_inverse=True)
    over = np.rint(np.bincount(which.reshape(-1), np.where(edges[:, 0] == low, 1, -1))).astype(np.int64)
    pairs, over = np.repeat(pairs, np.abs(over), axis=0), np.repeat(over, np.abs(over))
    return np.where(over > 0, pairs[:, 0], pairs[:, 1]), np.where(over > 0, pairs[:, 1], pairs[:, 0])
