"""Files read into spaces: networks made elsewhere, meshes, classifiers; compared with themselves."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from safetensors.torch import save
from torch import nn

from explorer.errors import DataError, SelectionError
from explorer.explore.encode import Encoded, classifier_latent, encode_file, overlap, wanted_of
from explorer.explore.engine import Engine, Input
from explorer.explore.export import pick_network
from explorer.explore.netfile import network_file
from explorer.foreign.classifiers import read_foreign_classifier
from explorer.space.bundle import ClassifierSpace, ShapeSpace, load_shapes


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


@pytest.fixture(scope="module")
def shipped() -> ShapeSpace:
    return load_shapes(Path(__file__).parent.parent.parent / "pretrained" / "furniture")


@pytest.mark.parametrize("suffix", ["safetensors", "pt", "onnx"])
def test_an_exported_network_comes_back_to_its_place(engine: Engine, shipped: ShapeSpace, suffix: str) -> None:
    """As a .pt it says nothing of its frequency: that is found out."""
    weights = engine.weights(shipped, [Input(40)])[0]
    data = network_file(shipped, pick_network(shipped, 40, as_trained=True), weights, suffix)
    read = encode_file(engine, shipped, data, f"exported.{suffix}")
    np.testing.assert_allclose(read.latent, shipped.latents[40], atol=0.05)
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
    surface = torch.from_numpy(np.asarray(engine.mesh(shipped, Input(12), 64).points, dtype=np.float32))
    adam = torch.optim.Adam(net.parameters(), 1e-3)
    slower = torch.optim.lr_scheduler.CosineAnnealingLR(adam, 250)  # where the last step stops then matters little
    for _ in range(250):
        near = surface[torch.randint(0, len(surface), (1500,))] + 0.05 * torch.randn(1500, 3)
        points = torch.cat([near, torch.rand(500, 3) * 2 - 1])
        with torch.no_grad():
            wanted = engine.sdf(shipped, goal, points)[0]
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
    assert overlap(engine, shipped, read.latent, read) == pytest.approx(float(read.measured["iou"]), abs=1e-3)


def test_a_mesh_has_a_goal_to_be_refined_toward(engine: Engine, shipped: ShapeSpace) -> None:
    ball = trimesh.creation.icosphere(3, 0.5)
    read = encode_file(engine, shipped, bytes(ball.export(file_type="stl")), "ball.stl")
    assert read.goal is not None
    assert read.surface is not None
    assert "Pose:" in read.words
    assert read.where.ratio > 2
    inside = read.goal.distances < 0
    assert 0.01 < float(inside.float().mean()) < 0.9


def test_classifiers_of_other_forms_are_read(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    arch = space.archs[int(space.zoo.archs[0])]
    params = space.model.params(int(space.zoo.archs[0]), space.zoo.weights([0])[0])
    data = save({name: value.contiguous() for name, value in params.items()})
    read = encode_file(engine, space, data, "own.safetensors")
    np.testing.assert_allclose(read.latent, space.latents[0], atol=0.05)  # it was stored in half precision
    assert read.words.startswith(arch.name)
    assert read.measured["accuracy"] == pytest.approx(engine.judge(space, Input(0)).accuracy, abs=0.01)
    size = space.archs[0].channels * space.archs[0].size ** 2
    mlp = save({"a.weight": torch.randn(16, size) / 10, "b.weight": torch.randn(space.archs[0].classes, 16)})
    other = encode_file(engine, space, mlp, "mlp.safetensors")
    assert other.goal is None
    assert 0 <= float(other.measured["agreement"]) <= 1
    network = read_foreign_classifier(mlp, "mlp.safetensors", wanted_of(space))
    np.testing.assert_array_equal(classifier_latent(space, network), other.latent)
    with pytest.raises(SelectionError, match="no shape"):
        overlap(engine, space, other.latent, other)


def test_what_no_space_reads_is_refused(engine: Engine, shipped: ShapeSpace, tiny_classifiers: ClassifierSpace) -> None:
    with pytest.raises(DataError, match=r"note\.txt is neither"):
        encode_file(engine, shipped, b"hello", "note.txt")
    with pytest.raises(DataError, match=r"chair\.stl is no network file"):
        encode_file(engine, tiny_classifiers, b"solid", "chair.stl")
    convolutions = save({"c.weight": torch.ones(2, 2, 3, 3), "d.weight": torch.ones(1, 2)})
    with pytest.raises(DataError, match="no chain"):
        encode_file(engine, shipped, convolutions, "c.safetensors")


def test_facts_are_plain(engine: Engine, shipped: ShapeSpace) -> None:
    ball = trimesh.creation.icosphere(2, 0.5)
    read: Encoded = encode_file(engine, shipped, bytes(ball.export(file_type="stl")), "ball.stl")
    stated = read.stated()
    assert all(isinstance(v, int | float | str | list) for v in stated.values())
