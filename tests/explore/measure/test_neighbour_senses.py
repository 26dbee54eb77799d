from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
import torch

from explorer.explore.engine.engine import Decoded, Engine, Input, Raw
from explorer.explore.measure.neighbour_senses import alike, known_latent
from explorer.kinds.classifiers.judging import network_answers
from explorer.kinds.classifiers.likeness import SHORT as LIKENESS_SHORT
from explorer.kinds.classifiers.networks import percent_right
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.registry import Kind, forget, register
from explorer.kinds.shapes.space import ShapeSpace


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_a_zoo_network_is_its_own_nearest_in_weights_and_function(engine: Engine, tiny_space: ShapeSpace) -> None:
    for network in (0, 5, 20):
        latent, weights, function = alike(engine, tiny_space, Input(network), tiny_space.latents[network], 4)
        assert (latent.sense, weights.sense, function.sense) == ("latent", "weights", "function")
        for found in (latent, weights, function):
            assert found.ids[0] == network
            assert found.distances[0] == pytest.approx(0, abs=1e-6)
            assert (np.diff(found.distances) >= 0).all()


def test_weights_are_compared_one_by_one(engine: Engine, tiny_space: ShapeSpace) -> None:
    source = Decoded.of(tiny_space.latents[3])
    _, weights, _ = alike(engine, tiny_space, source, source.array, 21)
    own = engine.weights(tiny_space, [source])[0]
    for network, distance in zip(weights.ids.tolist(), weights.distances.tolist(), strict=True):
        zoo = tiny_space.zoo.weights([network])[0]
        assert distance == pytest.approx(float((zoo - own).norm() / zoo.norm()), rel=1e-5)


def test_only_those_asked_for(engine: Engine, tiny_space: ShapeSpace) -> None:
    for found in alike(engine, tiny_space, Input(2), tiny_space.latents[2], 3, among=[4, 8, 9, 15]):
        assert set(found.ids.tolist()) <= {4, 8, 9, 15}
        assert len(found.ids) == 3


def test_classifiers_differ_by_their_predictions(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    latent, weights, function = alike(engine, space, Input(1), space.latents[1], 4)
    assert function.ids[0] == 1
    assert function.distances[0] == 0
    assert weights.ids[0] == 1
    assert weights.distances[0] == pytest.approx(0, abs=1e-5)
    assert (space.zoo.archs[weights.ids] == space.zoo.archs[1]).all()  # others have other weights altogether
    assert len(weights.ids) <= LIKENESS_SHORT
    assert latent.ids[0] == 1
    other = int(function.ids[1])
    images = space.images.test[:500]
    _, logits = network_answers(engine, space, [Input(1), Input(other)], images)
    same = percent_right(logits[:1], logits[1].argmax(-1))
    assert function.distances[1] == pytest.approx(1 - float(same[0]) / 100, abs=1e-4)


def test_what_has_a_latent(tiny_space: ShapeSpace) -> None:
    np.testing.assert_array_equal(known_latent(tiny_space, Input(4)), tiny_space.latents[4])
    z = torch.randn(tiny_space.latents.shape[1]).numpy()
    np.testing.assert_array_equal(known_latent(tiny_space, Decoded.of(z)), z)
    assert known_latent(tiny_space, Raw(0, 1, 0.5)) is None


class Unlike(ShapeSpace):
    kind = "unlike"


def test_a_kind_that_knows_no_likeness_has_neighbours_in_latent_space(engine: Engine, tiny_space: ShapeSpace) -> None:
    space = Unlike(**{one.name: getattr(tiny_space, one.name) for one in fields(tiny_space)})
    register(Kind("unlike", "unlike networks", {}))
    try:
        (latent,) = alike(engine, space, Input(3), space.latents[3], 2)
    finally:
        forget("unlike")
    assert (latent.sense, latent.ids[0], len(latent.ids)) == ("latent", 3, 2)
