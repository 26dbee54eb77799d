from __future__ import annotations

import zlib
from pathlib import Path

import numpy as np
import pytest
import pyvista as pv
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import DataError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.live.frames import decode_message, encode_message
from explorer.kinds.shapes.frames import decode_frame, encode_frame, quantise
from explorer.kinds.shapes.mesh import sdf_to_mesh, triangles
from explorer.kinds.shapes.meshes import mesh_of
from explorer.space.bundle import Space

STEP = 2 / 65535


def ball(resolution: int) -> pv.PolyData:
    return sdf_to_mesh(lambda p: p.norm(dim=1) - 0.7, resolution).mesh


def corners(points: np.ndarray, faces: np.ndarray) -> np.ndarray:
    return np.asarray(points)[np.asarray(faces)]


def test_a_frame_comes_back_as_the_mesh_that_was_sent() -> None:
    mesh = ball(40)
    header, points, normals, faces = decode_frame(encode_frame(mesh, {"type": "frame", "seq": 7}))
    assert header == {"type": "frame", "seq": 7, "vertices": mesh.n_points, "faces": mesh.n_cells, "planes": 2}
    sent = corners(mesh.points, triangles(mesh))
    assert np.abs(corners(points, faces) - sent).max() <= STEP / 2 + 1e-7
    outwards = points / np.linalg.norm(points, axis=1, keepdims=True)
    assert (normals * outwards).sum(1).min() > 0.99
    np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1, atol=1e-5)


def test_normals_are_those_of_the_engine(tiny_space: Space) -> None:
    mesh = mesh_of(Engine("cpu"), tiny_space, Decoded.of(tiny_space.latents[0]), 64)
    _, points, normals, faces = decode_frame(encode_frame(mesh, {}))
    by_corner = np.asarray(mesh.point_data["Normals"])[triangles(mesh)]
    cosine = (normals[faces] * by_corner).sum(-1)
    assert np.degrees(np.arccos(np.clip(cosine, -1, 1))).mean() < 0.1
    assert len(points) == mesh.n_points


def test_more_vertices_than_two_bytes_count() -> None:
    mesh = ball(220)
    assert mesh.n_points > 2**16
    header, points, _, faces = decode_frame(encode_frame(mesh, {}))
    assert header["planes"] == 3
    assert np.abs(corners(points, faces) - corners(mesh.points, triangles(mesh))).max() <= STEP / 2 + 1e-7


def test_an_empty_mesh_has_no_body() -> None:
    data = encode_frame(pv.PolyData(), {"type": "frame"})
    assert decode_message(data)[1] == b""
    header, points, normals, faces = decode_frame(data)
    assert (header["vertices"], header["faces"]) == (0, 0)
    assert points.shape == normals.shape == faces.shape == (0, 3)


def test_points_that_no_face_uses_are_left_out() -> None:
    points = np.array([[0, 0, 0], [0.1, 0, 0], [0.9, 0.9, 0.9], [0, 0.2, 0], [0.3, 0.3, 0]], np.float32)
    mesh = pv.PolyData.from_regular_faces(points, np.array([[3, 0, 1], [1, 4, 3]]))
    _, got, _, faces = decode_frame(encode_frame(mesh, {}))
    assert len(got) == 4
    assert faces.tolist() == [[0, 1, 2], [2, 3, 0]]
    np.testing.assert_allclose(corners(got, faces), corners(points, triangles(mesh)), atol=STEP)


@settings(deadline=None, max_examples=50)
@given(st.integers(3, 30), st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_any_triangles_come_back(count: int, size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.uniform(-1, 1, (count, 3)).astype(np.float32)
    chosen = np.stack([rng.permutation(count)[:3] for _ in range(size)])
    mesh = pv.PolyData.from_regular_faces(points, chosen)
    _, got, normals, faces = decode_frame(encode_frame(mesh, {}))
    assert np.abs(corners(got, faces) - corners(points, chosen)).max() <= STEP / 2 + 1e-6
    assert np.isfinite(normals).all()


def test_what_lies_outside_the_cube_is_moved_to_its_face() -> None:
    assert quantise(np.array([[-1.5, 0, 1.5]], np.float32)).tolist() == [[0, 32768, 65535]]


def test_a_flat_face_of_no_area_has_a_normal_all_the_same() -> None:
    mesh = pv.PolyData.from_regular_faces(np.zeros((3, 3), np.float32), np.array([[0, 1, 2]]))
    assert decode_frame(encode_frame(mesh, {}))[2].tolist() == [[0, 1, 0]] * 3


def test_a_damaged_body_is_refused() -> None:
    data = encode_frame(ball(16), {})
    with pytest.raises(DataError, match="damaged"):
        decode_frame(data[:-20])
    header, _ = decode_message(data)
    with pytest.raises(DataError, match="do not fit"):
        decode_frame(encode_message(header, zlib.compress(b"too little")))


def test_furniture_takes_less_than_120_kb_at_64(furniture_dir: Path) -> None:
    engine = Engine("cpu")
    space = engine.open(furniture_dir)
    sizes = [
        len(encode_frame(mesh_of(engine, space, Decoded.of(space.latents[i]), 64), {})) for i in range(0, 1400, 200)
    ]
    assert max(sizes) < 60_000, sizes
