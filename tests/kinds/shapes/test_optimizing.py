"""Latents optimized toward shapes: a network's, a mesh's."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import trimesh

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import optimize, outcome
from explorer.kinds.shapes.optimizing import OPTIMIZING
from explorer.kinds.shapes.space import ShapeSpace, load_shapes
from explorer.kinds.shapes.targets import TowardShape, mesh_aim, network_aim
from tests.closeness import same_latent


def test_the_overlap_grows(engine: Engine, furniture_dir: Path) -> None:
    space = load_shapes(furniture_dir)
    aim = network_aim(engine, space, 962)
    assert aim.start is not None
    same_latent(aim.start, space.latents[962])
    steps = list(optimize(engine, space, space.latents[395], aim, steps=40))
    overlaps = [s.measured for s in steps]
    assert max(overlaps) > overlaps[0] + 0.1
    best = [s for s in steps if s.best][-1]
    found = outcome(engine, space, steps[0], best, 1.0)
    assert not found.facts
    assert OPTIMIZING.stated(space, found) == {"iou": best.measured, "pieces": best.facts["pieces"]}
    assert f"IoU {best.measured:.3f}" in OPTIMIZING.concluded(space, found)


def test_a_mesh_file_becomes_an_aim(engine: Engine, tiny_space: ShapeSpace, tmp_path: Path) -> None:
    file = tmp_path / "box.stl"
    trimesh.creation.box((4, 2, 2)).export(file)
    aim = OPTIMIZING.aim(engine, tiny_space, str(file))
    assert aim.start is not None
    assert aim.start.shape == tiny_space.latents[0].shape
    assert isinstance(aim.target, TowardShape)
    # Scaled to 1.6 along the longest side: half sizes 0.8, 0.4, 0.4. It stands on the furniture's floor, y = -0.85.
    # The distance to a box in closed form:
    q = np.abs(aim.target.points.numpy() - np.asarray([0, -0.45, 0])) - np.asarray([0.8, 0.4, 0.4])
    exact = np.linalg.norm(np.maximum(q, 0), axis=1) + np.minimum(q.max(1), 0)
    np.testing.assert_allclose(aim.target.distances.numpy(), exact, atol=2e-3)
    assert len(list(optimize(engine, tiny_space, aim.start, aim, steps=2))) == 3


def test_a_mesh_needs_an_encoder_that_reads_distances(tiny_space: ShapeSpace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiny_space.model.encoder, "reads", "prep")
    with pytest.raises(SelectionError, match="networks alone"):
        mesh_aim(tiny_space, Path("never read.stl"))


def test_aims_are_the_shapes_of_held_out_networks(engine: Engine, tiny_space: ShapeSpace) -> None:
    label, aims = OPTIMIZING.choices(tiny_space)
    assert label == "Toward the shape of"
    assert [key for key, _ in aims] == [f"shape:{i}" for i in tiny_space.heldout]
    key, title = aims[0]
    aim = OPTIMIZING.aim(engine, tiny_space, key)
    assert (aim.key, aim.title) == (key, f"the shape of {title}")
    assert OPTIMIZING.aim(engine, tiny_space, key.replace("shape", "network")).key == key


def test_what_is_no_aim(engine: Engine, tiny_space: ShapeSpace) -> None:
    for key, reason in (("shape:99", "no network 99"), ("network:x", "'x' is no"), ("accuracy", "have no accuracy")):
        with pytest.raises(SelectionError, match=reason):
            OPTIMIZING.aim(engine, tiny_space, key)
