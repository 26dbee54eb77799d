from __future__ import annotations

import numpy as np
import pytest
import pyvista as pv
import torch

from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.shapes.mesh import Field, sdf_to_mesh
from explorer.kinds.shapes.sounding import SOUNDING, pieces_of, spoken_pieces
from explorer.kinds.shapes.space import ShapeSpace


def balls(*places: tuple[float, float]) -> Field:
    """Balls of some radius at some x."""

    def field(points: torch.Tensor) -> torch.Tensor:
        far = [(points - torch.tensor([x, 0.0, 0.0])).norm(dim=1) - r for x, r in places]
        return torch.stack(far).amin(0)

    return field


def shell(points: torch.Tensor) -> torch.Tensor:
    """A hollow ball."""
    return (points.norm(dim=1) - 0.5).abs() - 0.1


@pytest.mark.parametrize(
    ("field", "count"),
    [
        (balls((0.0, 0.5)), 1),
        (balls((-0.5, 0.3), (0.5, 0.3)), 2),
        (balls((-0.3, 0.4), (0.3, 0.4)), 1),  # they touch
        (balls((-0.7, 0.2), (0.0, 0.1), (0.7, 0.2)), 3),
        (shell, 1),  # its hollow is no piece
        (balls((0.9, 0.3)), 1),  # cut off by the cube
        (lambda points: points.norm(dim=1) + 1, 0),
    ],
)
def test_pieces_are_counted(field: Field, count: int) -> None:
    assert pieces_of(sdf_to_mesh(field, 64).mesh) == count


def test_an_empty_mesh_has_none() -> None:
    assert pieces_of(pv.PolyData()) == 0
    assert [spoken_pieces(k) for k in (0, 1, 3)] == ["without a surface", "in one piece", "in 3 loose pieces"]


def test_a_network_far_from_all_is_rubble_and_says_so(tiny_space: ShapeSpace) -> None:
    engine = Engine("cpu")
    own = SOUNDING.sound(engine, tiny_space, Decoded.of(tiny_space.latents[0]))
    assert own.said.startswith("in ")
    assert own.sound == (own.said == "in one piece")
    pushed = Decoded.of((40 * np.sign(tiny_space.latents[0])).astype(np.float32))
    assert not SOUNDING.sound(engine, tiny_space, pushed).sound
