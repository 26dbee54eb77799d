"""Parts that bound nothing, as people's chairs have them: drawn from one side, from both, or inside out."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import trimesh

from explorer.errors import DataError, SelectionError
from explorer.kinds.shapes.meshfile import MeshShape, distances_to, inside, read_mesh
from explorer.kinds.shapes.sheets import lost, once, solid_of
from explorer.kinds.shapes.windings import Triangles


def obj(*parts: trimesh.Trimesh) -> bytes:
    return str(trimesh.util.concatenate(parts).export(file_type="obj")).encode()


def seat() -> trimesh.Trimesh:
    made = trimesh.creation.box((0.9, 0.2, 0.9))
    made.apply_translation([0, -0.3, 0])
    return made


def back(*, double: bool = False, other_way: bool = False) -> trimesh.Trimesh:
    """A sheet without thickness behind the seat."""
    corners = np.array([[-0.4, -0.1, -0.4], [0.4, -0.1, -0.4], [0.4, 0.7, -0.4], [-0.4, 0.7, -0.4]])
    faces = [[0, 1, 2], [0, 2, 3]]
    if double:
        faces += [[1, 0, 3], [1, 3, 2]] if other_way else [[2, 1, 0], [3, 2, 0]]
    return trimesh.Trimesh(corners, faces, process=False)


def holds(shape: MeshShape, *point: float) -> bool:
    return bool(inside(shape, torch.tensor([point]))[0])


@pytest.mark.parametrize("options", [{}, {"double": True}, {"double": True, "other_way": True}])
def test_a_flat_back_is_given_a_thickness_and_it_is_said(options: dict[str, bool]) -> None:
    """Drawn once, twice, or twice with the squares split along the other diagonal."""
    shape = read_mesh(obj(seat(), back(**options)), "chair.obj")
    assert "without a volume" in shape.words
    assert "thickness of 0.05" in shape.words
    assert shape.watertight
    assert shape.warning == ""
    assert holds(shape, 0.0, 0.3, -0.4)
    assert holds(shape, 0.0, 0.3, -0.38)
    assert not holds(shape, 0.0, 0.3, -0.36)
    assert float(distances_to(shape, torch.tensor([[0.0, 0.3, -0.3]]))) == pytest.approx(0.075, abs=1e-3)


def test_what_is_left_out_is_said_and_much_of_it_as_a_warning() -> None:
    shape = read_mesh(obj(seat(), back()), "chair.obj", thickness=0.0)
    assert not holds(shape, 0.0, 0.3, -0.4)
    assert shape.lost == pytest.approx(0.64 / (0.64 + 2 * 0.81 + 4 * 0.18), abs=0.04)
    assert "bounds no volume and is lost" in shape.warning
    with pytest.raises(DataError, match="encloses nothing"):
        read_mesh(obj(back()), "sheet.obj", thickness=0.0)
    with pytest.raises(SelectionError, match="thickness"):
        read_mesh(obj(seat()), "chair.obj", thickness=-1.0)


def test_a_double_sided_box_is_the_box() -> None:
    box = seat()
    both = trimesh.Trimesh(box.vertices, np.concatenate([box.faces, box.faces[:, ::-1]]), process=False)
    shape = read_mesh(obj(both), "double.obj")
    assert shape.sheets == 0
    assert holds(shape, 0.0, -0.3, 0.0)
    assert len(once(both.faces)) == len(box.faces)


def test_a_part_inside_out_is_not_taken_out_of_another() -> None:
    leg = trimesh.creation.box((0.2, 0.8, 0.2))
    leg.apply_translation([0, -0.5, 0])
    leg.invert()
    shape = read_mesh(obj(seat(), leg), "table.obj")
    assert holds(shape, 0.0, -0.3, 0.0)  # where both are
    assert holds(shape, 0.0, -0.7, 0.0)


def test_a_box_without_a_bottom_is_solid() -> None:
    box = trimesh.creation.box((0.9, 0.9, 0.9))
    box.update_faces(box.triangles_center[:, 1] > -0.44)
    shape = read_mesh(obj(box), "cupboard.obj")
    assert shape.sheets == 0
    assert holds(shape, 0.0, 0.0, 0.0)


def test_a_bent_sheet_is_as_thick_everywhere() -> None:
    """Two squares that meet at a right angle."""
    points = np.array([[0, 0, 0], [1, 0, 0], [1, 0, 1], [0, 0, 1], [0, 1, 0], [1, 1, 0]], dtype=float)
    faces = np.array([[0, 2, 1], [0, 3, 2], [0, 1, 5], [0, 5, 4]])
    made = solid_of(points, faces, 0.1)
    assert made.closed
    assert made.sheets == 1
    assert trimesh.Trimesh(made.points, made.faces).volume == pytest.approx(2 * 0.1, rel=0.03)


def test_three_sheets_of_one_edge_are_closed_each() -> None:
    angles = np.deg2rad([0, 120, 240])
    ends = np.stack([np.cos(angles), np.sin(angles), np.zeros(3)], 1)
    points = np.concatenate([np.array([[0, 0, 0], [0, 0, 1]]), ends, ends + np.eye(3)[2]])
    faces = np.concatenate([[[0, 2 + k, 5 + k], [0, 5 + k, 1]] for k in range(3)])
    made = solid_of(points, faces, 0.1)
    assert made.closed
    assert made.sheets == 3
    assert lost(Triangles(points, faces), Triangles(made.points, made.faces), 0.1) < 0.02
