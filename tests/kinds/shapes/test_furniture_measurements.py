"""Labels measured on a surface, against the parameters that exact furniture was made from."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.kinds.shapes.furniture import CONTINUOUS, furniture_sdf, sample_furniture
from explorer.kinds.shapes.furniture_measurements import GAUGED, gauge, runs_of
from explorer.kinds.shapes.mesh import sdf_to_mesh


@pytest.mark.parametrize("index", range(21))
def test_the_exact_piece_has_its_parameters(index: int) -> None:
    pieces = sample_furniture(index + 1, 11)
    parameters = torch.from_numpy(pieces.parameters[index : index + 1])
    wanted = dict(zip(CONTINUOUS, pieces.parameters[index].tolist(), strict=True))
    labels = pieces.labels(index)

    def field(points: Float[Tensor, "p 3"]) -> Float[Tensor, " p"]:
        return furniture_sdf(parameters, points[None])[0]

    found = gauge(field, sdf_to_mesh(field, 64).mesh)
    assert found is not None
    assert set(found) == set(GAUGED)
    for name in ("width", "depth", "seat_height", "seat_thickness", "leg_width", "leg_depth"):
        assert found[name] == pytest.approx(wanted[name], abs=0.006), name
    for part, name, thickness in (("back", "back_height", "back_thickness"), ("arms", "arm_height", "arm_width")):
        if labels[part] == "none":
            assert found[name] < 0.05
        elif wanted[name] > 0.12:
            assert found[name] == pytest.approx(wanted[name], abs=0.01), name
            assert found[thickness] == pytest.approx(wanted[thickness], abs=0.006), thickness
        if found[name] == 0:
            assert np.isnan(found[thickness])


def test_no_surface_no_labels() -> None:
    def empty(points: Float[Tensor, "p 3"]) -> Float[Tensor, " p"]:
        return torch.ones(len(points))

    assert gauge(empty, sdf_to_mesh(empty, 16).mesh) is None


def test_runs_end_where_the_line_crosses() -> None:
    along = np.linspace(-1, 1, 201)
    runs = runs_of(along, np.abs(np.abs(along) - 0.5) - 0.2013)  # two stretches, around -0.5 and 0.5
    assert [(run.start, run.end) for run in runs] == [
        (pytest.approx(-0.7013), pytest.approx(-0.2987)),
        (pytest.approx(0.2987), pytest.approx(0.7013)),
    ]
    assert runs_of(along, -np.ones(201))[0].length == 2
    assert runs_of(along, np.ones(201)) == []
