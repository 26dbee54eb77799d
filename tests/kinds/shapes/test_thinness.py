"""Parts too thin for a network are made as thick as it can hold; all else stays where it is."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import trimesh
from hypothesis import given
from hypothesis import strategies as st

from explorer.kinds.shapes.meshfile import MeshShape, inside, read_mesh
from explorer.kinds.shapes.thinness import LEAST, thick_enough


def read(mesh: trimesh.Trimesh, **options: float) -> MeshShape:
    return read_mesh(bytes(mesh.export(file_type="stl")), "mesh.stl", **options)


def volume(shape: MeshShape) -> float:
    return float(trimesh.Trimesh(shape.points, shape.faces, process=False).volume)


@given(st.floats(0.008, LEAST))
def test_a_board_is_as_thick_as_a_network_can_hold(thickness: float) -> None:
    """The board's own thickness is found to a sixth of the least, or it is thick enough already."""
    board = trimesh.creation.box([1.6, thickness, 1.0])
    points, share = thick_enough(np.asarray(board.vertices), np.asarray(board.faces))
    height = float(np.ptp(points[:, 1]))
    assert max(thickness, LEAST * 0.9) <= height + 1e-9
    assert height <= LEAST * 1.1
    assert share > 0.9 or thickness > 0.99 * LEAST
    assert np.ptp(points[:, [0, 2]], axis=0).max() <= 1.6 + LEAST


@pytest.mark.parametrize(
    "mesh",
    [
        trimesh.creation.box([1.0, 1.6, 0.5]),
        trimesh.creation.box([1.6, 1.2 * LEAST, 1.0]),
        trimesh.creation.icosphere(radius=0.8),
        trimesh.creation.cylinder(0.7 * LEAST, 1.6),
    ],
    ids=["box", "board", "ball", "rod"],
)
def test_what_is_thick_enough_stays(mesh: trimesh.Trimesh) -> None:
    shape = read(mesh)
    assert shape.slim == 0
    assert "thinner" not in shape.words
    assert volume(shape) == pytest.approx(mesh.volume, rel=1e-3)


def test_a_chair_keeps_its_seat_of_ply() -> None:
    """A thin seat between thick legs: the seat alone is moved, to both sides, and that is said."""
    legs = [
        trimesh.creation.box([0.1, 1.6, 0.1], transform=trimesh.transformations.translation_matrix([x, 0, z]))
        for x in (-0.4, 0.4)
        for z in (-0.4, 0.4)
    ]
    seat = trimesh.creation.box([0.8, 0.012, 0.8])
    shape = read(trimesh.util.concatenate([*legs, seat]))
    seat_share = 2 * 0.8 * 0.8 / (2 * 0.8 * 0.8 + 4 * (4 * 0.1 * 1.6 + 0.02))
    assert shape.slim == pytest.approx(seat_share, abs=0.02)
    assert f"Parts thinner than {LEAST:g}" in shape.words
    assert "lost" not in shape.words + shape.warning
    middle = float(shape.points[:, 1].mean())
    heights = torch.linspace(middle - 0.1, middle + 0.1, 401)
    asked = torch.stack([torch.zeros(401), heights, torch.zeros(401)], 1)
    thick = float(inside(shape, asked).double().mean()) * 0.2
    assert thick == pytest.approx(LEAST, abs=0.006)
    aside = asked + torch.tensor([0.4 + 0.05 + 0.002, 0.0, 0.4])
    assert not inside(shape, aside).any()  # the legs are where they were


def test_a_tube_of_a_thin_wall_grows_to_both_sides() -> None:
    tube = trimesh.creation.annulus(0.49, 0.5, 1.6, sections=64)
    shape = read(tube)
    radii = torch.linspace(0.4, 0.6, 401)
    middle = float(np.ptp(shape.points[:, 1])) / 2 + float(shape.points[:, 1].min())
    # A tube lies along z in its file, and the reading of files does not turn it.
    asked = torch.stack([radii, torch.full((401,), middle), torch.zeros(401)], 1)
    walls = radii[inside(shape, asked)]
    assert float(walls.max() - walls.min()) == pytest.approx(LEAST, abs=0.006)
    assert float(walls.min()) < 0.49
    assert float(walls.max()) > 0.5


def test_who_leaves_sheets_out_gets_thin_parts_as_they_are() -> None:
    board = trimesh.creation.box([1.6, 0.012, 1.0])
    assert volume(read(board, thickness=0.0)) == pytest.approx(board.volume, rel=0.01)
    thicker = read(board, thickness=0.02)
    assert volume(thicker) == pytest.approx(1.6 * 0.02, rel=0.2)
    assert "thinner than 0.02" in thicker.words


def test_nothing_comes_of_nothing() -> None:
    points = np.zeros((3, 3))
    same, share = thick_enough(points, np.array([[0, 1, 2]]))
    assert (same == points).all()
    assert share == 0


def test_foil_is_not_said_to_be_lost() -> None:
    shape = read(trimesh.creation.box([1.6, 0.0032, 1.0]).subdivide().subdivide())
    assert shape.warning == ""
    assert shape.slim > 0.9


@pytest.mark.parametrize("gap", [0.006, 0.02, 0.5])
def test_a_gap_between_two_boards_stays_open(gap: float) -> None:
    boards = [
        trimesh.creation.box([1.6, 0.01, 1.0], transform=trimesh.transformations.translation_matrix([0, y, 0]))
        for y in (-(gap + 0.01) / 2, (gap + 0.01) / 2)
    ]
    shape = read(trimesh.util.concatenate(boards))
    middle = float(shape.points[:, 1].min() + shape.points[:, 1].max()) / 2
    heights = torch.linspace(middle - gap, middle + gap, 801)
    column = inside(shape, torch.stack([torch.zeros(801), heights, torch.zeros(801)], 1))
    open_ = float((~column & ((heights - middle).abs() < gap / 2)).double().mean()) * 2 * gap
    assert open_ >= min(gap / 3, gap - LEAST) - 0.002
    assert shape.slim > 0.9


def test_a_thin_board_through_a_ball_is_thick_where_it_is_seen() -> None:
    """The middles of its triangles lie in the ball, which says nothing of the rest."""
    ball, board = trimesh.creation.icosphere(radius=0.5), trimesh.creation.box([1.6, 0.01, 0.4])
    shape = read(trimesh.util.concatenate([ball, board]))
    middle = float(shape.points[:, 1].min() + shape.points[:, 1].max()) / 2
    heights = torch.linspace(middle - 0.05, middle + 0.05, 401)
    column = inside(shape, torch.stack([torch.full((401,), 0.7), heights, torch.zeros(401)], 1))
    assert float(column.double().mean()) * 0.1 == pytest.approx(LEAST, abs=0.006)


def test_a_surface_that_would_lose_its_inside_is_left_as_it_is() -> None:
    """Half of a box's triangles face inwards: moved apart, it would be inside out."""
    box = trimesh.creation.box([1.6, 0.02, 1.0]).subdivide()
    faces = np.array(box.faces)
    points, _ = thick_enough(np.asarray(box.vertices), faces)
    grown = trimesh.Trimesh(points, faces, process=False)
    assert grown.volume > box.volume
    wrong = faces[:, ::-1]
    same, share = thick_enough(np.asarray(box.vertices), wrong)
    assert share == 0
    assert (same == box.vertices).all()
