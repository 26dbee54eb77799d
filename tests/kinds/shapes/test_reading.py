"""Files read into spaces of shapes: networks made elsewhere, meshes; compared with themselves."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from safetensors.torch import save
from torch import nn

from explorer.errors import DataError
from explorer.explore.engine.engine import Engine, Input
from explorer.explore.read.encode import Encoded, encode_file
from explorer.explore.takeaway.export import pick_network
from explorer.explore.takeaway.netfile import network_file
from explorer.figures.style import LIGHT
from explorer.kinds.shapes.meshes import distances_of, mesh_of
from explorer.kinds.shapes.reading import READING, OwnShape
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.kinds.shapes.targets import TowardShape
from tests.closeness import same_latent


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


@pytest.fixture(scope="module")
def shipped() -> ShapeSpace:
    return load_shapes(Path(__file__).parents[3] / "pretrained" / "furniture")


@pytest.mark.parametrize("suffix", ["safetensors", "pt", "onnx"])
def test_an_exported_network_comes_back_to_its_place(engine: Engine, shipped: ShapeSpace, suffix: str) -> None:
    """As a .pt it says nothing of its frequency: that is found out."""
    weights = engine.weights(shipped, [Input(40)])[0]
    data = network_file(shipped, pick_network(shipped, 40, as_trained=True), weights, suffix)
    read = encode_file(engine, shipped, data, f"exported.{suffix}")
    same_latent(read.latent, shipped.latents[40])
    assert read.where.near.ids[0] == 40
    assert float(read.measured["iou"]) > 0.9
    np.testing.assert_allclose(read.where.position, shipped.positions[40], atol=0.05)
    assert set(read.stated()) >= {"file", "what", "iou", "nearest", "position", "latent", "distance_ratio"}


class Sine(nn.Module):
    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.sin(30 * x)


def test_a_network_of_another_form_is_translated(engine: Engine, shipped: ShapeSpace) -> None:
    """Another width and depth, its own initialisation, trained with plain torch toward a zoo network's shape."""
    torch.manual_seed(3)
    net = nn.Sequential(nn.Linear(3, 96), Sine(), nn.Linear(96, 96), Sine(), nn.Linear(96, 1))
    with torch.no_grad():
        net[0].weight.uniform_(-1 / 3, 1 / 3)
        net[2].weight.uniform_(-0.0083, 0.0083)
    goal = engine.weights(shipped, [Input(12)])
    surface = torch.from_numpy(np.asarray(mesh_of(engine, shipped, Input(12), 64).points, dtype=np.float32))
    adam = torch.optim.Adam(net.parameters(), 1e-3)
    slower = torch.optim.lr_scheduler.CosineAnnealingLR(adam, 250)  # where the last step stops then matters little
    for _ in range(250):
        near = surface[torch.randint(0, len(surface), (1500,))] + 0.05 * torch.randn(1500, 3)
        points = torch.cat([near, torch.rand(500, 3) * 2 - 1])
        with torch.no_grad():
            wanted = distances_of(engine, shipped, goal, points)[0]
        loss = ((net(points)[:, 0] - wanted).abs() / (wanted.abs() + 0.03)).mean()
        adam.zero_grad()
        loss.backward()
        adam.step()
        slower.step()
    buffer = io.BytesIO()
    torch.save(net.state_dict(), buffer)
    read = encode_file(engine, shipped, buffer.getvalue(), "outside.pt")
    assert "omega 30" in read.words
    assert float(read.measured["iou"]) > 0.75
    assert 12 in read.where.near.ids
    assert READING.likeness(engine, shipped, read.latent, read) == pytest.approx(float(read.measured["iou"]), abs=1e-3)


def test_a_mesh_is_an_aim_to_be_refined_toward(engine: Engine, shipped: ShapeSpace) -> None:
    ball = trimesh.creation.icosphere(3, 0.5)
    read = encode_file(engine, shipped, bytes(ball.export(file_type="stl")), "ball.stl")
    assert read.aim is not None
    assert isinstance(read.aim.target, TowardShape)
    assert isinstance(read.own, OwnShape)
    assert "Pose:" in read.words
    assert read.where.ratio > 2
    inside = read.aim.target.distances < 0
    assert 0.01 < float(inside.float().mean()) < 0.9


def test_facts_are_plain(engine: Engine, shipped: ShapeSpace) -> None:
    ball = trimesh.creation.icosphere(2, 0.5)
    read: Encoded = encode_file(engine, shipped, bytes(ball.export(file_type="stl")), "ball.stl")
    stated = read.stated()
    assert all(isinstance(v, int | float | str | list) for v in stated.values())


def test_both_are_shown(engine: Engine, shipped: ShapeSpace) -> None:
    ball = trimesh.creation.icosphere(2, 0.5)
    read = encode_file(engine, shipped, bytes(ball.export(file_type="stl")), "ball.stl")
    figure = READING.show(engine, shipped, read.latent, "as it is read", read)
    assert figure is not None
    said = str(figure(LIGHT, 300).to_json())
    assert "The file's shape" in said
    assert f"as it is read: IoU {float(read.measured['iou']):.3f}" in said


def test_convolutions_are_no_shape(engine: Engine, shipped: ShapeSpace) -> None:
    convolutions = save({"c.weight": torch.ones(2, 2, 3, 3), "d.weight": torch.ones(1, 2)})
    with pytest.raises(DataError, match="no chain"):
        encode_file(engine, shipped, convolutions, "c.safetensors")
