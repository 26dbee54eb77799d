"""Meshes of any kind, read with care: against exact distances, and with everything that can be wrong with a file."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from pyvista import examples

from explorer.errors import DataError
from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.meshfile import (
    EXTENT,
    KEPT_TRIANGLES,
    MOST_BYTES,
    MeshShape,
    distances_to,
    inside,
    on_surface,
    read_mesh,
)


def stl(mesh: trimesh.Trimesh) -> bytes:
    return bytes(mesh.export(file_type="stl"))


def cloud(count: int = 3000, seed: int = 0) -> torch.Tensor:
    return torch.rand(count, 3, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def placed(mesh: trimesh.Trimesh) -> trimesh.Trimesh:
    """In the cube, where it is taken as it is."""
    mesh.apply_translation([0.05, -0.1, 0.02])
    return mesh


def test_distances_to_a_box_are_exact() -> None:
    shape = read_mesh(stl(placed(trimesh.creation.box((0.9, 0.5, 0.7)))), "box.stl")
    points = cloud()
    q = (points - torch.tensor([0.05, -0.1, 0.02])).abs() - torch.tensor([0.45, 0.25, 0.35])
    exact = q.clamp(min=0).norm(dim=1) + q.amax(1).clamp(max=0)
    np.testing.assert_allclose(distances_to(shape, points).numpy(), exact.numpy(), atol=1e-5)
    np.testing.assert_array_equal(inside(shape, points).numpy(), (exact < 0).numpy())
    assert shape.watertight
    assert not shape.decimated
    assert "closed" in shape.words


@pytest.mark.parametrize("suffix", ["stl", "obj", "ply", "glb", "off"])
def test_every_form_gives_the_same_shape(suffix: str) -> None:
    mesh = placed(trimesh.creation.icosphere(3, 0.6))
    data = mesh.export(file_type=suffix)
    shape = read_mesh(data if isinstance(data, bytes) else data.encode(), f"ball.{suffix}")
    exact = (cloud() - torch.tensor([0.05, -0.1, 0.02])).norm(dim=1) - 0.6
    assert float((distances_to(shape, cloud()) - exact).abs().max()) < 0.01  # of the triangles
    assert shape.triangles == 1280


def test_it_is_scaled_into_the_cube_and_stands() -> None:
    mesh = trimesh.creation.box((1000, 200, 300))
    mesh.apply_translation([5000, 70, -3])
    shape = read_mesh(stl(mesh), "millimetres.stl")
    low, high = shape.points.min(0), shape.points.max(0)
    assert float((high - low).max()) == pytest.approx(EXTENT, abs=1e-5)
    np.testing.assert_allclose((low + high)[[0, 2]], 0, atol=1e-5)
    assert low[1] == pytest.approx(FLOOR, abs=1e-5)


def test_holes_do_not_hide_the_inside() -> None:
    mesh = placed(trimesh.creation.icosphere(4, 0.6))
    mesh.update_faces(np.arange(len(mesh.faces)) > len(mesh.faces) * 0.03)  # a hole
    shape = read_mesh(stl(mesh), "torn.stl")
    assert not shape.watertight
    assert "not closed" in shape.words
    exact = (cloud() - torch.tensor([0.05, -0.1, 0.02])).norm(dim=1) - 0.6
    away = exact.abs() > 0.03
    same = (inside(shape, cloud()) == (exact < 0))[away]
    assert float(same.float().mean()) > 0.99


def test_inside_out_is_turned() -> None:
    mesh = placed(trimesh.creation.icosphere(3, 0.6))
    mesh.invert()
    shape = read_mesh(stl(mesh), "inverted.stl")
    assert bool(inside(shape, torch.tensor([[0.05, -0.1, 0.02]]))[0])
    made = trimesh.Trimesh(shape.points, shape.faces)
    assert made.volume > 0


def test_a_million_triangles_are_decimated_and_say_so() -> None:
    mesh = placed(trimesh.creation.icosphere(7, 0.6))  # 327,680
    shape = read_mesh(stl(mesh), "fine.stl")
    assert shape.decimated
    assert len(shape.faces) <= 1.3 * KEPT_TRIANGLES
    assert "327,680 triangles, reduced to" in shape.words
    exact = (cloud() - torch.tensor([0.05, -0.1, 0.02])).norm(dim=1) - 0.6
    assert float((distances_to(shape, cloud()) - exact).abs().max()) < 0.02


def test_points_lie_on_the_surface() -> None:
    shape = read_mesh(stl(placed(trimesh.creation.box((0.9, 0.5, 0.7)))), "box.stl")
    points = torch.from_numpy(on_surface(shape, 500, 1))
    assert float(distances_to(shape, points).abs().max()) < 1e-5
    np.testing.assert_array_equal(on_surface(shape, 500, 1), points.numpy())


@pytest.mark.parametrize("name", ["ant.ply", "sphere.ply", "nut.ply"])
def test_what_pyvista_brings_is_read(name: str) -> None:
    shape = read_mesh(Path(examples.__file__).parent / name)
    assert isinstance(shape, MeshShape)
    assert shape.surface.n_cells == len(shape.faces)
    assert float(inside(shape, cloud()).float().mean()) > 0.001


def glb_with(header: dict[str, object]) -> bytes:
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 4)
    return b"glTF" + np.array([2, 20 + len(text), len(text)], "<u4").tobytes() + b"JSON" + text


def gltf_at(uri: str) -> bytes:
    return json.dumps({"asset": {"version": "2.0"}, "buffers": [{"uri": uri, "byteLength": 9}]}).encode()


WRONG = [
    ("empty.stl", b"", "empty"),
    ("text.stl", b"no mesh at all", "text.stl"),
    ("cut.stl", stl(trimesh.creation.icosphere(2))[:500], "cut.stl"),
    ("cut.glb", bytes(trimesh.creation.icosphere(2).export(file_type="glb"))[:300], "cut.glb"),
    ("note.txt", b"hello", "no mesh file"),
    ("none.obj", b"v 0 0 0\nv 1 0 0\nv 0 1 0\n", "none.obj"),
    ("nan.obj", b"v 0 0 0\nv 1 0 nan\nv 0 1 0\nv 0 0 1\nf 1 2 3\nf 1 2 4\nf 1 3 4\nf 2 3 4\n", "nan.obj"),
    ("point.obj", b"v 1 1 1\nv 1 1 1\nv 1 1 1\nf 1 2 3\n", "no extent"),
    ("bomb.glb", glb_with({"accessors": [{"count": 10**10, "type": "VEC3", "componentType": 5126}]}), "claims"),
    ("outside.gltf", gltf_at("/etc/passwd"), "another file"),
    ("net.gltf", gltf_at("https://evil.example/x"), "another file"),
]


@pytest.mark.parametrize(("name", "data", "says"), WRONG, ids=[name for name, _, _ in WRONG])
def test_what_is_wrong_is_said(name: str, data: bytes, says: str) -> None:
    with pytest.raises(DataError) as refused:
        read_mesh(data, name)
    assert says in refused.value.problem
    assert name in refused.value.problem
    assert refused.value.remedy


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.stl"
    with file.open("wb") as handle:
        handle.truncate(5 * 10**9)  # sparse
    with pytest.raises(DataError, match="5,000,000,000 bytes"):
        read_mesh(file)
    with pytest.raises(DataError, match="bytes"):
        read_mesh(bytes(MOST_BYTES + 1), "large.stl")
    with pytest.raises(DataError, match=r"no file|it is a folder"):
        read_mesh(tmp_path / "missing.stl")
    (tmp_path / "folder.stl").mkdir()
    with pytest.raises(DataError, match=r"no file|it is a folder"):
        read_mesh(tmp_path / "folder.stl")


def test_a_scene_is_put_together() -> None:
    scene = trimesh.Scene()
    for k, x in enumerate((-0.5, 0.5)):
        move = np.eye(4)
        move[0, 3] = x
        scene.add_geometry(trimesh.creation.box((0.3, 0.3, 0.3)), node_name=f"box{k}", transform=move)
    buffer = io.BytesIO(scene.export(file_type="glb"))
    shape = read_mesh(buffer.getvalue(), "two.glb")
    wanted = torch.tensor([[-0.5, 0, 0], [0.5, 0, 0], [0, 0, 0]])
    assert inside(shape, wanted).tolist() == [True, True, False]
