"""Occupancy on a grid, and the overlap of shapes."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.kinds.shapes.occupancy import grid_points, iou, occupancy, pieces, thin, together
from explorer.networks.prep import PRepLayout, flatten
from explorer.networks.siren import Siren


def plane(height: float) -> tuple[Siren, PRepLayout, torch.Tensor]:
    """A network whose inside is everything below y = height: sin(y - height) through one unit."""
    arch = Siren(width=1, hidden=1, omega=1.0)
    layout = PRepLayout.of(arch.shapes, 1)
    params = {
        "layers.0.weight": torch.tensor([[0.0, 1.0, 0.0]]),
        "layers.0.bias": torch.tensor([-height]),
        "layers.1.weight": torch.tensor([[1.0]]),
        "layers.1.bias": torch.tensor([0.0]),
    }
    return arch, layout, flatten(layout, params)[None]


def test_grid_runs_over_the_whole_cube_z_fastest() -> None:
    points = grid_points(3)
    assert points[0].tolist() == [-1, -1, -1]
    assert points[1].tolist() == [-1, -1, 0]
    assert points[-1].tolist() == [1, 1, 1]
    assert len(points) == 27


@given(st.floats(-0.9, 0.9))
def test_half_space_is_filled_below_its_plane(height: float) -> None:
    arch, layout, weights = plane(height)
    inside = occupancy(arch, layout, weights, 11)[0]
    y = torch.linspace(-1, 1, 11)
    clear = (y - height).abs() > 1e-5
    assert torch.equal(inside[3, clear, 7], (y < height)[clear])


def test_iou_by_hand() -> None:
    a = torch.tensor([[[[1, 1, 0, 0]]], [[[0, 0, 0, 0]]], [[[1, 1, 1, 1]]]], dtype=torch.bool)
    b = torch.tensor([[[[0, 1, 1, 0]]], [[[0, 0, 0, 0]]], [[[0, 0, 0, 0]]]], dtype=torch.bool)
    assert iou(a, b).tolist() == pytest.approx([1 / 3, 1.0, 0.0])


def test_iou_is_symmetric_and_one_with_itself() -> None:
    a, b = torch.rand(2, 5, 4, 4, 4).gt(0.6)
    assert torch.equal(iou(a, b), iou(b, a))
    assert torch.equal(iou(a, a), torch.ones(5))


def test_one_box_is_one_piece() -> None:
    grid = torch.zeros(8, 8, 8, dtype=torch.bool)
    grid[2:5, 2:5, 2:5] = True
    assert pieces(grid).one
    assert pieces(grid).loose == 0


def test_a_crumb_is_loose_volume() -> None:
    grid = torch.zeros(8, 8, 8, dtype=torch.bool)
    grid[0:3, 0:3, 0:3] = True
    grid[6:7, 6:7, 6:9] = True
    found = pieces(grid)
    assert found.count == 2
    assert found.loose == pytest.approx(2 / 29)


def test_boxes_that_touch_at_an_edge_are_apart() -> None:
    grid = torch.zeros(4, 4, 4, dtype=torch.bool)
    grid[0, 0, 0] = grid[1, 1, 0] = True
    assert pieces(grid).count == 2


def test_nothing_is_all_loose() -> None:
    assert pieces(torch.zeros(4, 4, 4, dtype=torch.bool)).loose == 1


def test_a_leg_is_thin_and_a_seat_is_not() -> None:
    grid = torch.zeros(12, 12, 12, dtype=torch.bool)
    grid[2:9, 6:9, 2:9] = True
    leg = torch.zeros_like(grid)
    leg[3:5, 1:6, 3:5] = True
    assert torch.equal(thin(grid | leg), leg)


def test_a_row_of_samples_is_together_and_debris_is_not() -> None:
    """Apart by one or two samples: one shape to the eye; by three: two."""
    rod = torch.zeros(16, 16, 16, dtype=torch.bool)
    assert not together(rod)
    rod[2:14:3, 5, 5] = True
    assert pieces(rod).count == 4
    assert together(rod)
    rod[2:8, 9, 5] = True
    assert not together(rod)
