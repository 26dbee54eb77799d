"""The evaluation of a space, on a small one."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import PathKind
from explorer.kinds.shapes.evaluate import Evaluation, evaluate_space, path_weights
from explorer.kinds.shapes.space import ShapeSpace
from explorer.space.bundle import Space
from tests.kinds.shapes.elsewhere import elsewhere

HOW = Evaluation(train=4, heldout=3, pairs=2, steered=2, middles=1, exact=0)


def test_all_keys_are_there_and_are_json(engine: Engine, tiny_space: Space) -> None:
    seen: set[str] = set()
    numbers = evaluate_space(
        engine,
        tiny_space,
        HOW,
        lambda what, done, total: seen.add(what),
    )
    json.dumps(numbers, allow_nan=False)
    assert numbers["kind"] == "sdf"
    assert numbers["networks"] == {"train": 14, "heldout": 7}
    assert set(numbers["between_shapes"]) == {"latent", "zoo_path", "raw", "ends"}
    assert set(numbers["between_shapes"]["zoo_path"]) == {"one_piece", "loose_volume", "eikonal"}
    for split in ("train", "heldout"):
        assert 0 <= numbers["iou"][split]["p10"] <= numbers["iou"][split]["mean"] <= 1
    assert "held-out networks" in seen


@pytest.mark.parametrize("kind", [PathKind.ZOO, PathKind.STRAIGHT])
def test_a_path_begins_and_ends_at_the_decoded_networks(engine: Engine, tiny_space: Space, kind: PathKind) -> None:
    weights = path_weights(engine, tiny_space, 2, 17, kind, (0.0, 1.0))
    ends = engine.decode(tiny_space, tiny_space.latents[[2, 17]])
    np.testing.assert_allclose(weights.numpy(), ends.numpy(), atol=1e-6)


def test_a_raw_path_mixes_the_input_networks(engine: Engine, tiny_space: Space) -> None:
    (half,) = path_weights(engine, tiny_space, 2, 17, PathKind.RAW, (0.5,))
    np.testing.assert_allclose(half.numpy(), tiny_space.zoo.weights([2, 17]).mean(0).numpy(), atol=1e-6)


@pytest.mark.slow
def test_a_space_of_other_shapes_is_measured_without_exact_ones(engine: Engine, tiny_space: ShapeSpace) -> None:
    own = evaluate_space(engine, tiny_space, HOW)
    numbers = evaluate_space(engine, elsewhere(tiny_space), replace(HOW, exact=2))
    json.dumps(numbers, allow_nan=False)
    assert set(own) - set(numbers) == {"iou_exact", "chamfer_exact"}
    assert numbers["iou"] == own["iou"]
    assert set(numbers["steering"]["labels"]) <= {"width", "depth"}  # the sizes of any shape, where it has such labels
    assert "exact" not in numbers["novelty"]
    assert set(numbers["novelty"]["decoded"]) <= {"one_piece", "chamfer"}
    assert numbers["reconstruction"]["exact"] == {"pieces": 0}
