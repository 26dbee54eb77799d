from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
import torch

from explorer.explore.engine.engine import Decoded, Engine, Input, Raw
from explorer.explore.measure.neighbour_senses import alike, known_latent
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


def test_only_those_asked_for(engine: Engine, tiny_space: ShapeSpace) -> None:
    for found in alike(engine, tiny_space, Input(2), tiny_space.latents[2], 3, among=[4, 8, 9, 15]):
        assert set(found.ids.tolist()) <= {4, 8, 9, 15}
        assert len(found.ids) == 3


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
