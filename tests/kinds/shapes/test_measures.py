"""Measures of shapes, against shapes whose measures are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from explorer.kinds.shapes.measures import chamfer, eikonal_error
from explorer.networks.prep import PRepLayout, flatten
from explorer.networks.siren import Siren


def test_chamfer_of_a_moved_plane_is_the_distance_moved() -> None:
    x, y = np.meshgrid(np.linspace(-1, 1, 40), np.linspace(-1, 1, 40))
    flat = np.stack([x.ravel(), y.ravel(), np.zeros(1600)], 1).astype(np.float32)
    moved = flat + np.float32([0, 0, 0.25])
    assert chamfer(flat, moved) == pytest.approx(0.25, abs=1e-6)
    assert chamfer(flat, flat) == 0


def test_chamfer_with_an_empty_surface_is_no_number() -> None:
    points = np.zeros((3, 3), dtype=np.float32)
    assert math.isnan(chamfer(points, points[:0]))


@pytest.mark.parametrize(("gain", "error"), [(1.0, 0.0), (3.0, 2.0), (0.25, 0.75)])
def test_eikonal_error_of_a_field_of_known_slope(gain: float, error: float) -> None:
    arch = Siren(width=1, hidden=1, omega=1.0)
    layout = PRepLayout.of(arch.shapes, 1)
    weights = flatten(
        layout,
        {
            "layers.0.weight": torch.tensor([[0.0, 1.0, 0.0]]),
            "layers.0.bias": torch.zeros(1),
            "layers.1.weight": torch.tensor([[gain]]),
            "layers.1.bias": torch.zeros(1),
        },
    )
    points = torch.zeros(5, 3)  # there, sin has slope 1
    assert eikonal_error(arch, layout, weights, points) == pytest.approx(error, abs=1e-6)
