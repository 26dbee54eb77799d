"""Classifiers read into a space: of our architectures, and of others."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from safetensors.torch import save

from explorer.explore.engine.engine import Engine, Input
from explorer.explore.read.encode import encode_file
from explorer.kinds.classifiers.foreign import read_foreign_classifier
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.reading import READING, latent_of_network, wanted_of
from explorer.kinds.classifiers.space import ClassifierSpace


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_classifiers_of_other_forms_are_read(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    arch = space.archs[int(space.zoo.archs[0])]
    params = space.model.params(int(space.zoo.archs[0]), space.zoo.weights([0])[0])
    data = save({name: value.contiguous() for name, value in params.items()})
    read = encode_file(engine, space, data, "own.safetensors")
    np.testing.assert_allclose(read.latent, space.latents[0], atol=0.05)  # it was stored in half precision
    assert read.words.startswith(arch.name)
    assert read.measured["accuracy"] == pytest.approx(judge_network(engine, space, Input(0)).accuracy, abs=0.01)
    size = space.archs[0].channels * space.archs[0].size ** 2
    mlp = save({"a.weight": torch.randn(16, size) / 10, "b.weight": torch.randn(space.archs[0].classes, 16)})
    other = encode_file(engine, space, mlp, "mlp.safetensors")
    assert other.aim is None
    assert 0 <= float(other.measured["agreement"]) <= 1
    network = read_foreign_classifier(mlp, "mlp.safetensors", wanted_of(space))
    np.testing.assert_array_equal(latent_of_network(space, network), other.latent)
    assert READING.likeness(engine, space, other.latent, other) == pytest.approx(other.measured["agreement"], abs=1e-4)
    assert other.worth == other.measured["decoded_accuracy"]
    assert set(READING.titles) < set(other.measured)
