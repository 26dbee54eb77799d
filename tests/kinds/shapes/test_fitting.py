"""Decoded shapes fitted in weight space: nearer to what was read, in no more pieces than it has."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
import pytest
import torch
import trimesh

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine, Input
from explorer.explore.read.encode import Encoded, encode_file
from explorer.figures.style import LIGHT
from explorer.kinds.shapes.covering import covered
from explorer.kinds.shapes.fitting import FITTING, fit_weights
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.occupancy import iou, occupancy
from explorer.kinds.shapes.reconstruct import overlap_of
from explorer.kinds.shapes.space import ShapeSpace

CHAIR = 896  # a held-out network


@pytest.fixture(scope="module")
def ring(engine: Engine, shipped: ShapeSpace) -> Encoded:
    """A ring that lies: no piece of furniture, and in one piece."""
    mesh = trimesh.creation.annulus(0.4, 0.7, 0.25)
    return encode_file(engine, shipped, bytes(mesh.export(file_type="stl")), "ring.stl")


def test_a_shape_that_no_latent_has_is_fitted(engine: Engine, shipped: ShapeSpace, ring: Encoded) -> None:
    fitted = FITTING.fit(engine, shipped, ring.latent, ring)
    assert fitted.weights.shape == (shipped.layout.count,)
    assert fitted.measured["iou"] > max(0.85, float(ring.measured["iou"]))
    assert fitted.measured["pieces"] == 1
    assert ring.aim is not None
    wanted = ring.aim.target.inside
    inside = occupancy(shipped.arch, shipped.layout, fitted.weights[None], wanted.shape[0])
    assert covered(inside[0], wanted).overlap == pytest.approx(fitted.measured["iou"], abs=0.002)
    assert float(iou(inside, wanted[None])[0]) == pytest.approx(fitted.measured["iou"], abs=0.03)
    figure = FITTING.show(shipped, fitted, ring)(LIGHT, 300)
    assert isinstance(figure, go.Figure)
    assert "Fitted" in figure.to_json()
    again = fit_weights(shipped, fitted.weights, ring.aim.target, seed=1, steps=2)
    assert again.measured["iou"] >= fitted.measured["iou"]  # never worse than where it began


def test_a_shape_that_the_zoo_has_is_fitted_from_its_network(engine: Engine, shipped: ShapeSpace) -> None:
    """Whatever is decoded: here the latent of another network."""
    mesh = mesh_of(engine, shipped, Input(CHAIR), 64)
    data = bytes(trimesh.Trimesh(mesh.points, mesh.regular_faces).export(file_type="stl"))
    read = encode_file(engine, shipped, data, "chair.stl")
    assert read.aim is not None
    assert int(read.where.near.ids[0]) == CHAIR
    own = overlap_of(engine, shipped, Input(CHAIR), read.aim.target.inside)
    fitted = FITTING.fit(engine, shipped, shipped.latents[shipped.labels["kind"] == "bed"][0], read)
    assert fitted.measured["iou"] >= own - 1e-3
    assert own > 0.97


def test_the_same_draws_give_the_same_network(shipped: ShapeSpace, ring: Encoded) -> None:
    assert ring.aim is not None
    start = torch.full((shipped.layout.count,), 0.01)
    one, other = (fit_weights(shipped, start, ring.aim.target, steps=3) for _ in range(2))
    assert torch.equal(one.weights, other.weights)


def test_what_is_no_shape_is_refused(engine: Engine, shipped: ShapeSpace, ring: Encoded) -> None:
    with pytest.raises(SelectionError, match="no shape"):
        FITTING.fit(engine, shipped, ring.latent, replace(ring, aim=None))
