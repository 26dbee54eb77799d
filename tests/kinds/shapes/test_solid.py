"""Meshes that were drawn to be looked at, made solid."""

from __future__ import annotations

import numpy as np
import pytest
import trimesh

from explorer.errors import DataError
from explorer.kinds.shapes.solid import THICKNESS, Solid, oriented, solid_of, surface_of

GRID = 64
STEP = 2 / (GRID - 1)
AXIS = np.linspace(-1, 1, GRID)
PLACES = np.stack(np.meshgrid(AXIS, AXIS, AXIS, indexing="ij"), -1)


def made(mesh: trimesh.Trimesh) -> Solid:
    return solid_of(np.asarray(mesh.vertices), np.asarray(mesh.faces), "it", resolution=GRID)


def volume(solid: Solid) -> float:
    return float((solid.distances < 0).sum()) * STEP**3


def box(*size: float, at: tuple[float, float, float] = (0, 0, 0)) -> trimesh.Trimesh:
    return trimesh.creation.box(size, transform=trimesh.transformations.translation_matrix(at))


def without(mesh: trimesh.Trimesh, axis: int, side: int) -> trimesh.Trimesh:
    """A box without one of its sides."""
    kept = mesh.copy()
    kept.update_faces(mesh.face_normals[:, axis] * side < 0.5)
    return kept


def test_distances_of_a_ball_are_those_of_a_ball() -> None:
    found = made(trimesh.creation.icosphere(subdivisions=4, radius=0.6)).distances
    exact = np.linalg.norm(PLACES, axis=-1) - 0.6
    near = np.abs(exact) < 2 * STEP
    assert np.abs(found - exact)[near].max() < 0.005
    assert np.abs(found - exact).mean() < 0.005
    assert ((found < 0) == (exact < 0)).mean() > 0.999


def test_parts_inside_out_and_drawn_twice_are_solid_all_the_same() -> None:
    good = box(0.8, 0.6, 0.4)
    inverted = good.copy()
    inverted.invert()
    twice = trimesh.Trimesh(good.vertices, np.concatenate([good.faces, good.faces[:, ::-1]]), process=False)
    mixed = good.copy()
    mixed.faces[::2] = mixed.faces[::2, ::-1]
    for mesh in (inverted, twice, mixed):
        np.testing.assert_array_equal(made(mesh).distances, made(good).distances)


def test_a_cabinet_without_a_bottom_is_solid() -> None:
    solid = made(without(box(0.8, 0.9, 0.6), 1, -1))
    assert volume(solid) == pytest.approx(0.8 * 0.9 * 0.6, rel=0.1)
    assert solid.sheets < 0.01


def test_a_sheet_gets_a_thickness_and_hangs_together_with_its_legs() -> None:
    top = trimesh.Trimesh([[-0.7, 0, -0.5], [0.7, 0, -0.5], [0.7, 0, 0.5], [-0.7, 0, 0.5]], [[0, 1, 2], [0, 2, 3]])
    leg = box(0.2, 0.8, 0.2, at=(0, -0.4, 0))
    solid = made(trimesh.util.concatenate([top, leg]))
    assert solid.sheets > 0.5
    middle = np.abs(AXIS - 0.4).argmin()  # beside the leg
    column = solid.distances[middle, :, GRID // 2]
    inside = AXIS[column < 0]
    assert np.ptp(inside) <= THICKNESS
    assert np.abs(inside).max() <= THICKNESS / 2
    assert column.min() == pytest.approx(-THICKNESS / 2, abs=STEP)
    assert (np.abs(column[np.abs(AXIS) < 0.3] - (np.abs(AXIS) - THICKNESS / 2)[np.abs(AXIS) < 0.3])).max() < 0.01


def test_what_parts_hide_in_each_other_is_no_surface() -> None:
    crossed = made(trimesh.util.concatenate([box(1.2, 0.4, 0.4), box(0.4, 1.2, 0.4)])).distances
    middle = crossed[GRID // 2, GRID // 2, GRID // 2]
    assert middle == pytest.approx(-0.2, abs=1.5 * STEP)  # the sides of either box go through it


def test_a_hollow_that_nothing_reaches_is_filled_and_one_that_is_open_stays() -> None:
    outer, inner = box(1.2, 1.2, 1.2), box(0.8, 0.8, 0.8)
    inner.invert()  # as an exact hollow is drawn
    hollow = made(trimesh.util.concatenate([outer, inner]))
    assert volume(hollow) == pytest.approx(1.2**3, rel=0.1)
    walls = [box(1.2, 0.15, 1.2, at=(0, -0.5, 0)), *(box(0.15, 1.2, 1.2, at=(x, 0, 0)) for x in (-0.6, 0.6))]
    open_ = made(trimesh.util.concatenate(walls))
    assert open_.distances[GRID // 2, GRID // 2, GRID // 2] > 0.3


def test_pictures_and_wires_are_refused_with_the_reason() -> None:
    with pytest.raises(DataError, match="flat as a sheet"):
        made(box(1.6, 1.0, 0.01))
    with pytest.raises(DataError, match="hardly anything"):
        made(trimesh.util.concatenate([box(1.6, 0.05, 0.05), box(0.04, 0.04, 0.3, at=(0.7, 0, 0.1))]))
    with pytest.raises(DataError, match="no triangles with an area"):
        made(trimesh.Trimesh([[0, 0, 0], [1, 0, 0], [0.5, 0, 0]], [[0, 1, 2]], process=False))


def test_the_surface_is_closed_and_faces_outwards() -> None:
    surface = surface_of(made(trimesh.creation.icosphere(subdivisions=3, radius=0.5)).distances)
    mesh = trimesh.Trimesh(surface.points, surface.regular_faces)
    assert mesh.is_watertight
    assert abs(mesh.volume) == pytest.approx(4 / 3 * np.pi * 0.5**3, rel=0.05)


def test_a_patch_that_encloses_nothing_stays_as_it_was_drawn() -> None:
    points = np.array([[0, 0, 0], [1, 0, 0], [1, 0, 1], [0, 0, 1]], dtype=float)
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    np.testing.assert_array_equal(np.sort(oriented(points, faces), 1), np.sort(faces, 1))
    up = np.cross(points[1] - points[0], points[2] - points[0])
    found = oriented(points, faces)[0]
    assert np.dot(np.cross(points[found[1]] - points[found[0]], points[found[2]] - points[found[0]]), up) > 0
