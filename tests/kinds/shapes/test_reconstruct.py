"""Meshes and exact pieces read by the shipped space: what it claims, on few of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import trimesh

from explorer.explore.engine.engine import Engine, Input
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.meshfile import MeshShape, read_mesh
from explorer.kinds.shapes.reconstruct import (
    bundled_meshes,
    posed,
    reconstruct,
    reconstruct_exact,
    reconstruction_table,
)
from explorer.kinds.shapes.space import ShapeSpace
from explorer.space.neighbours import nearest

CHAIR = 896


def as_file(engine: Engine, space: ShapeSpace, network: int) -> trimesh.Trimesh:
    mesh = mesh_of(engine, space, Input(network), 64)
    return trimesh.Trimesh(mesh.points, mesh.regular_faces)


def read(mesh: trimesh.Trimesh) -> MeshShape:
    return read_mesh(bytes(mesh.export(file_type="stl")), "chair.stl")


def test_an_exported_mesh_comes_back_to_its_network(engine: Engine, shipped: ShapeSpace) -> None:
    shape, pose = posed(engine, shipped, read(as_file(engine, shipped, CHAIR)))
    assert pose.words == "as it is"
    found = reconstruct(engine, shipped, shape, steps=0)
    assert nearest(shipped, found.latent, 1).ids[0] == CHAIR
    assert found.encoded > 0.9
    assert found.ratio < 0.5
    assert found.refined is None


@pytest.mark.parametrize(
    ("turns", "says"),
    [([(90, [1, 0, 0])], "z up"), ([(30, [0, 1, 0]), (-90, [0, 0, 1])], "x up, turned by 330 degrees")],
    ids=["z-up", "x-up, turned by 30 degrees"],
)
def test_a_pose_is_found_for_a_file_that_knows_none(
    engine: Engine, shipped: ShapeSpace, turns: list[tuple[float, list[int]]], says: str
) -> None:
    """In millimetres, somewhere. Upside down: `test_reading.py`."""
    mesh = as_file(engine, shipped, CHAIR)
    for degrees, axis in turns:
        mesh.apply_transform(trimesh.transformations.rotation_matrix(np.deg2rad(degrees), axis))
    mesh.apply_scale(437)
    mesh.apply_translation([100, 200, 50])
    shape, pose = posed(engine, shipped, read(mesh))
    assert pose.words.startswith(says)
    assert reconstruct(engine, shipped, shape, steps=0).encoded > 0.8


def test_refinement_brings_it_nearer_than_any_network_of_the_zoo(engine: Engine, shipped: ShapeSpace) -> None:
    steps: list[int] = []
    shape = read(trimesh.creation.icosphere(3, 0.5))
    shape, _ = posed(engine, shipped, shape)
    found = reconstruct(engine, shipped, shape, steps=60, report=lambda step: steps.append(step.index))
    assert steps == list(range(61))
    assert found.refined is not None
    assert found.refined > found.encoded
    assert found.refined > found.best_of_near
    assert found.ratio > 2.5  # a ball is no furniture, and that is said


def test_exact_pieces_are_read_better_than_the_zoo_has_them(engine: Engine, shipped: ShapeSpace) -> None:
    found = [reconstruct_exact(engine, shipped, k, steps=0) for k in range(4)]
    assert np.mean([one.encoded for one in found]) > 0.85
    assert np.mean([one.encoded for one in found]) > np.mean([one.best_of_near for one in found]) + 0.1


def test_the_table_has_every_mesh_or_why_not(engine: Engine, tiny_space: ShapeSpace, tmp_path: Path) -> None:
    (tmp_path / "page.obj").write_text("<html>Not found</html>")
    meshes = [bundled_meshes()[-1], tmp_path / "page.obj"]
    table = reconstruction_table(engine, tiny_space, exact=2, steps=3, meshes=meshes)
    assert table["exact"]["pieces"] == 2
    assert 0 <= table["exact"]["encoded"] <= 1
    assert set(table["meshes"]) == {"sphere.ply", "page.obj"}
    assert table["meshes"]["sphere.ply"]["steps"] == 3
    assert "page.obj" in table["meshes"]["page.obj"]["refused"]
