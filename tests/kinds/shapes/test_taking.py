"""Shapes as files: meshes, networks, programs; each read back by other hands."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import pyvista as pv
import torch
import trimesh
from safetensors import safe_open
from scipy.spatial import cKDTree

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.takeaway.export import Pick, pick_network, pick_on_tour
from explorer.explore.takeaway.netfile import NETWORKS, network_file, snippet
from explorer.explore.travel.paths import PathKind, make_tour
from explorer.kinds.shapes.meshes import distances_of, mesh_of
from explorer.kinds.shapes.taking import FILES, MESHES, mesh_file
from explorer.kinds.shapes.taking import NETWORKS as TAKING
from explorer.networks.siren import Siren
from explorer.space.bundle import Space, load_space
from tests.closeness import is_closed


class Plain(torch.nn.Module):
    """What a stranger would write."""

    def __init__(self, arch: Siren) -> None:
        super().__init__()
        sizes = [arch.inputs, *[arch.width] * arch.hidden, arch.outputs]
        self.layers = torch.nn.ModuleList([torch.nn.Linear(a, b) for a, b in pairwise(sizes)])
        self.omega = arch.omega

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        for layer in list(self.layers)[:-1]:
            x = torch.sin(self.omega * layer(x))
        return self.layers[-1](x)


def points(count: int = 500) -> torch.Tensor:
    return torch.rand(count, 3, generator=torch.Generator().manual_seed(0)) * 2 - 1


def expected(engine: Engine, space: Space, pick: Pick) -> np.ndarray:
    return distances_of(engine, space, engine.weights(space, [pick.source]), points())[0].numpy()[:, None]


def written(engine: Engine, space: Space, pick: Pick, suffix: str) -> bytes:
    return network_file(space, pick, engine.weights(space, [pick.source])[0], suffix)


@pytest.fixture(params=["decoded", "input", "raw"])
def pick(request: pytest.FixtureRequest, tiny_space: Space) -> Pick:
    if request.param == "raw":
        return pick_on_tour(tiny_space, make_tour(tiny_space, [1, 8], PathKind.RAW), 0.25)
    return pick_network(tiny_space, 5, as_trained=request.param == "input")


# --- meshes


def test_a_mesh_reads_back_as_it_was(engine: Engine, tiny_space: Space) -> None:
    mesh = mesh_of(engine, tiny_space, Input(5), 48)
    triangles = np.asarray(mesh.regular_faces)
    before = trimesh.Trimesh(np.asarray(mesh.points), triangles)
    assert is_closed(before)
    for suffix in MESHES:
        data = mesh_file(mesh, suffix, "a shape")
        after = trimesh.load(io.BytesIO(data), suffix, force="mesh")
        assert len(after.faces) == len(triangles), suffix
        assert is_closed(after), suffix
        assert after.volume == pytest.approx(before.volume, rel=1e-5), suffix
        assert np.allclose(after.bounds, before.bounds, atol=1e-6), suffix
        assert after.volume > 0, suffix  # the triangles face outwards


@pytest.mark.parametrize(("suffix", "mark"), [("ply", b"property float nx"), ("obj", b"\nvn "), ("glb", b'"NORMAL"')])
def test_a_mesh_keeps_its_normals(engine: Engine, tiny_space: Space, suffix: str, mark: bytes) -> None:
    mesh = mesh_of(engine, tiny_space, Input(5), 32)
    data = mesh_file(mesh, suffix, "a shape")
    assert mark in data
    after = trimesh.load(io.BytesIO(data), suffix, process=False)
    if suffix == "glb":
        (after,) = after.geometry.values()
    distances, nearest = cKDTree(after.vertices).query(np.asarray(mesh.points))
    assert distances.max() < 1e-6
    assert np.allclose(after.vertex_normals[nearest], mesh.point_data["Normals"], atol=1e-4)


def test_a_glb_has_its_name_and_colour(engine: Engine, tiny_space: Space) -> None:
    scene = trimesh.load(
        io.BytesIO(mesh_file(mesh_of(engine, tiny_space, Input(5), 16), "glb", "tiny-5", "#804020")), "glb"
    )
    (shape,) = scene.geometry.values()
    assert list(scene.geometry) == ["tiny-5"]
    # Bytes of linear light: 0x80 is 0.22 of it.
    assert np.allclose(
        shape.visual.material.baseColorFactor[:3], np.array([0x80, 0x40, 0x20]) ** 2.2 / 255**1.2, atol=1
    )


def test_a_shape_without_a_surface_is_an_error() -> None:
    with pytest.raises(SelectionError, match="no surface"):
        mesh_file(pv.PolyData(), "stl", "nothing")


def test_unknown_formats_name_the_known_ones(engine: Engine, tiny_space: Space) -> None:
    mesh = mesh_of(engine, tiny_space, Input(5), 16)
    with pytest.raises(SelectionError, match="stl, ply, obj, glb"):
        mesh_file(mesh, "fbx", "a shape")
    for make in (lambda p: written(engine, tiny_space, p, "h5"), lambda p: snippet(tiny_space, p, "h5", "x.h5")):
        with pytest.raises(SelectionError, match="safetensors, pt, onnx"):
            make(pick_network(tiny_space, 0))


# --- networks


def test_stl_is_that_of_trimesh() -> None:
    """A triangle without an area among them: it has no normal."""
    points = np.asarray([[0, 0, 0], [1, 0, 0], [0, 2, 0], [0.3, 0.4, 0.5]], np.float32)
    faces = np.asarray([[0, 1, 2], [1, 3, 2], [2, 2, 3]])
    data = mesh_file(pv.PolyData.from_regular_faces(points, faces), "stl", "triangles")
    plain = trimesh.Trimesh(points, faces, process=False)
    other = plain.export(file_type="stl")
    assert len(data) == len(other)
    assert data[:84] == other[:84]
    triangle = np.dtype([("numbers", "<f4", (4, 3)), ("attributes", "<u2")])
    mine, theirs = (np.frombuffer(one[84:], triangle)["numbers"] for one in (data, other))
    np.testing.assert_array_equal(mine, theirs)


def test_safetensors_hold_the_network_and_say_what_it_is(
    engine: Engine, tiny_space: Space, pick: Pick, tmp_path: Path
) -> None:
    file = tmp_path / "net.safetensors"
    file.write_bytes(written(engine, tiny_space, pick, "safetensors"))
    with safe_open(file, "pt") as data:
        state, facts = {name: data.get_tensor(name) for name in data.keys()}, data.metadata()  # noqa: SIM118 - no dict
    assert {name: tuple(v.shape) for name, v in state.items()} == tiny_space.arch.shapes
    net = Plain(tiny_space.arch)
    net.load_state_dict(state)
    with torch.inference_mode():
        assert np.abs(net(points()).numpy() - expected(engine, tiny_space, pick)).max() < 1e-5
    assert json.loads(facts["architecture"]) == {
        "family": "Siren", "inputs": 3, "width": 16, "hidden": 2, "outputs": 1, "omega": 15.0,
    }  # fmt: skip
    assert float(facts["omega"]) == 15.0
    assert (facts["space"], facts["origin"]) == ("tiny", pick.origin)
    if isinstance(pick.source, Decoded):
        assert np.array_equal(np.float32(json.loads(facts["latent"])), pick.source.array)
    else:
        assert "latent" not in facts


def test_a_state_dict_fits_a_plain_module(engine: Engine, tiny_space: Space, pick: Pick) -> None:
    state = torch.load(io.BytesIO(written(engine, tiny_space, pick, "pt")), weights_only=True)
    net = Plain(tiny_space.arch)
    net.load_state_dict(state)
    with torch.inference_mode():
        assert np.abs(net(points()).numpy() - expected(engine, tiny_space, pick)).max() < 1e-5


def test_onnx_gives_the_same_outputs(engine: Engine, tiny_space: Space, pick: Pick) -> None:
    session = onnxruntime.InferenceSession(written(engine, tiny_space, pick, "onnx"))
    assert [(i.name, i.shape) for i in session.get_inputs()] == [("points", ["n", 3])]
    (given,) = session.run(None, {"points": points().numpy()})
    assert given.shape == (500, 1)
    assert np.abs(given - expected(engine, tiny_space, pick)).max() < 1e-5
    (one,) = session.run(["distance"], {"points": points().numpy()[:1]})  # any number of points
    assert one.shape == (1, 1)
    assert session.get_modelmeta().custom_metadata_map["origin"] == pick.origin


@pytest.mark.parametrize("suffix", NETWORKS)
def test_the_shipped_networks_too(engine: Engine, furniture_dir: Path, suffix: str, tmp_path: Path) -> None:
    """They have four times the width and twice the frequency: rounding matters more."""
    space = load_space(furniture_dir)
    pick = pick_network(space, 3)
    data, wanted = written(engine, space, pick, suffix), expected(engine, space, pick)
    if suffix == "onnx":
        (given,) = onnxruntime.InferenceSession(data).run(None, {"points": points().numpy()})
    else:
        (tmp_path / "net").write_bytes(data)
        if suffix == "pt":
            state = torch.load(tmp_path / "net", weights_only=True)
        else:
            with safe_open(tmp_path / "net", "pt") as read:
                state = {name: read.get_tensor(name) for name in read.keys()}  # noqa: SIM118 - no dict
        net = Plain(space.arch)
        net.load_state_dict(state)
        with torch.inference_mode():
            given = net(points()).numpy()
    assert np.abs(given - wanted).max() < 1e-5


@pytest.mark.parametrize("suffix", NETWORKS)
def test_the_snippet_runs_by_itself(engine: Engine, tiny_space: Space, suffix: str, tmp_path: Path) -> None:
    """In a process of its own, far from this package; only its random points are replaced by ours."""
    pick, file = pick_network(tiny_space, 5), tmp_path / f"it's a net.{suffix}"
    file.write_bytes(written(engine, tiny_space, pick, suffix))
    np.save(tmp_path / "points.npy", points().numpy())
    code = snippet(tiny_space, pick, suffix, file.name)
    ours = {"onnx": "np.load('points.npy')"}.get(suffix, "torch.from_numpy(__import__('numpy').load('points.npy'))")
    lines = [f"points = {ours}" if line.startswith("points = ") else line for line in code.splitlines()]
    shown = next(k for k, line in enumerate(lines) if "print(" in line)
    lines[shown] = lines[shown].replace("print(", "__import__('numpy').save('values.npy', ")
    check = "import sys; assert not any(name.split('.')[0] == 'explorer' for name in sys.modules)"
    for program in (code, "\n".join([*lines, check])):  # first as it stands
        subprocess.run(
            [sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True,
            env={**os.environ, "PYTHONPATH": ""},
        )  # fmt: skip
    assert np.abs(np.load(tmp_path / "values.npy") - expected(engine, tiny_space, pick)).max() < 1e-5


def test_a_module_of_plain_torch(engine: Engine, tiny_space: Space, pick: Pick) -> None:
    module = TAKING.module(tiny_space, pick.source)
    weights = engine.weights(tiny_space, [pick.source])[0]
    module.load_state_dict(TAKING.tensors(tiny_space, pick.source, weights))
    with torch.inference_mode():
        assert np.abs(module(points()).numpy() - expected(engine, tiny_space, pick)).max() < 1e-5


def test_what_is_written_is_the_engines_mesh(engine: Engine, tiny_space: Space) -> None:
    pick = pick_network(tiny_space, 5)
    data = FILES.write(engine, tiny_space, pick, "stl", 24, "#804020")
    mesh = mesh_of(engine, tiny_space, pick.source, 24)
    assert len(trimesh.load(io.BytesIO(data), "stl").faces) == mesh.n_cells
    assert FILES.resolution in FILES.resolutions
