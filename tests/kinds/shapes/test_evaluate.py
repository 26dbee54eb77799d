"""The evaluation of a space, on a small one."""

from __future__ import annotations

import json

import numpy as np
import pytest

from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import PathKind
from explorer.kinds.shapes.evaluate import Evaluation, evaluate_space, exact_occupancy, heldout_pairs, path_weights
from explorer.space.bundle import Space


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


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


def test_pairs_are_held_out_of_different_kinds_and_always_the_same(tiny_space: Space) -> None:
    pairs = heldout_pairs(tiny_space, 20)
    assert pairs == heldout_pairs(tiny_space, 20)
    kinds = tiny_space.labels["kind"]
    assert all(kinds[a] != kinds[b] for a, b in pairs)
    assert {i for pair in pairs for i in pair} <= set(tiny_space.heldout.tolist())


@pytest.mark.parametrize("kind", [PathKind.ZOO, PathKind.STRAIGHT])
def test_a_path_begins_and_ends_at_the_decoded_networks(engine: Engine, tiny_space: Space, kind: PathKind) -> None:
    weights = path_weights(engine, tiny_space, 2, 17, kind, (0.0, 1.0))
    ends = engine.decode(tiny_space, tiny_space.latents[[2, 17]])
    np.testing.assert_allclose(weights.numpy(), ends.numpy(), atol=1e-6)


def test_a_raw_path_mixes_the_input_networks(engine: Engine, tiny_space: Space) -> None:
    (half,) = path_weights(engine, tiny_space, 2, 17, PathKind.RAW, (0.5,))
    np.testing.assert_allclose(half.numpy(), tiny_space.zoo.weights([2, 17]).mean(0).numpy(), atol=1e-6)


def test_exact_shapes_are_those_of_the_zoo_rows(tiny_space: Space) -> None:
    """The zoo's networks were fitted to them: so they overlap more with their own than with another."""
    inside = exact_occupancy(tiny_space, np.array([0, 1, 2]))
    assert inside.shape == (3, 64, 64, 64)
    assert inside.flatten(1).float().mean(1).gt(0.005).all()
