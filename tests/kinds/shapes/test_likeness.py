"""When shapes are alike, in what they are and in their weights."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.measure.neighbour_senses import alike
from explorer.kinds.shapes.likeness import LIKENESS, SHORT
from explorer.kinds.shapes.space import ShapeSpace


def test_weights_are_compared_one_by_one(engine: Engine, tiny_space: ShapeSpace) -> None:
    source = Decoded.of(tiny_space.latents[3])
    _, weights, _ = alike(engine, tiny_space, source, source.array, 21)
    own = engine.weights(tiny_space, [source])[0]
    for network, distance in zip(weights.ids.tolist(), weights.distances.tolist(), strict=True):
        zoo = tiny_space.zoo.weights([network])[0]
        assert distance == pytest.approx(float((zoo - own).norm() / zoo.norm()), rel=1e-5)


def test_surfaces_are_compared_of_those_whose_distances_are_near(engine: Engine, tiny_space: ShapeSpace) -> None:
    told: list[tuple[int, int]] = []
    ids = np.arange(len(tiny_space))
    found, distances = LIKENESS.in_function(engine, tiny_space, Input(7), ids, lambda *at: told.append(at))
    assert found[distances.argmin()] == 7
    assert distances.min() == pytest.approx(0, abs=1e-6)
    assert len(found) <= SHORT
    assert told in ([], [(len(tiny_space), len(tiny_space))])  # nothing, if another test asked before
    assert LIKENESS.unit.format(distances.max()).endswith("cube units")
