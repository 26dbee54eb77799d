"""Which path a space of shapes opens with."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.shapes.evaluate import PLACES, RESOLUTION, measured_opening
from explorer.kinds.shapes.meshes import occupancy_of
from explorer.kinds.shapes.occupancy import pieces
from explorer.kinds.shapes.opening import decoded_well, first_pair
from explorer.kinds.shapes.space import ShapeSpace


def judged(space: ShapeSpace, iou: np.ndarray, **metrics: Any) -> ShapeSpace:
    """The space with these overlaps, and with measured numbers."""
    labels = {**space.labels, "iou": iou.astype(np.float32), "in_one_piece": np.full(len(space), "yes")}
    return dataclasses.replace(space, labels=labels, info={**space.info, "metrics": metrics})


def test_the_path_is_one_on_which_most_shapes_are_whole(shipped: ShapeSpace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the shipped space: whether a small one of the tests has a whole shape at all differs between machines."""
    monkeypatch.setattr("explorer.kinds.shapes.evaluate.TRIED", 2)
    space, engine, told = shipped, Engine("cpu"), list[int]()
    found = measured_opening(engine, space, lambda what, done, total: told.append(total - done))
    assert told[-1] == 0
    assert found["places"] == len(PLACES)
    kinds = [space.labels["kind"][found[end]] for end in "ab"]
    assert kinds == ["chair", "table"]
    assert all(space.split[found[end]] == "train" for end in "ab")
    path = make_path(space, found["a"], found["b"], PathKind.ZOO)
    weights = engine.decode(space, np.stack([latent_at(path, t) for t in PLACES]))
    whole = [pieces(shape).one for shape in occupancy_of(engine, space, weights, RESOLUTION)]
    assert found["whole"] == sum(whole) > 0
    assert first_pair(judged(space, space.labels["iou"], opening=found)) == (found["a"], found["b"])


def test_of_a_space_whose_networks_are_not_decoded_well_nothing_is_measured(tiny_space: ShapeSpace) -> None:
    assert measured_opening(Engine("cpu"), judged(tiny_space, np.zeros(len(tiny_space))), print) == {}
    bare = dataclasses.replace(tiny_space, labels={"kind": tiny_space.labels["kind"]})
    assert decoded_well(bare) is None
    assert measured_opening(Engine("cpu"), bare, print) == {}


@pytest.mark.parametrize("stated", [None, 3, {}, {"a": 0}, {"a": 0, "b": 10**6}, {"a": -1, "b": 0}, {"a": 0.0, "b": 1}])
def test_ends_that_are_none_are_not_taken(tiny_space: ShapeSpace, stated: Any) -> None:
    space = judged(tiny_space, np.ones(len(tiny_space)), opening=stated)
    a, b = first_pair(space)
    assert [space.labels["kind"][i] for i in (a, b)] == ["chair", "table"]
