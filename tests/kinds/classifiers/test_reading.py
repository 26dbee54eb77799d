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
from tests.closeness import same_latent


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_classifiers_of_other_forms_are_read(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    # One that has learned: how images are to be normalised cannot be told from one that guesses.
    best = max(range(len(space)), key=lambda k: judge_network(engine, space, Input(k)).accuracy)
    of = int(space.zoo.archs[best])
    arch, params = space.archs[of], space.model.params(of, space.zoo.weights([best])[0])
    data = save({name: value.contiguous() for name, value in params.items()})
    read = encode_file(engine, space, data, "own.safetensors")
    same_latent(read.latent, space.latents[best])  # it was stored in half precision
    assert read.words.startswith(arch.name)
    judged = judge_network(engine, space, Input(best))
    assert judged.accuracy > 50
    assert read.measured["accuracy"] == pytest.approx(judged.accuracy, abs=0.3)  # one image of 380
    size = space.archs[0].channels * space.archs[0].size ** 2
    mlp = save({"a.weight": torch.randn(16, size) / 10, "b.weight": torch.randn(space.archs[0].classes, 16)})
    other = encode_file(engine, space, mlp, "mlp.safetensors")
    assert other.aim is None
    assert 0 <= float(other.measured["agreement"]) <= 1
    network = read_foreign_classifier(mlp, "mlp.safetensors", wanted_of(space))
    np.testing.assert_array_equal(latent_of_network(space, network), other.latent)
    assert READING.likeness(engine, space, other.latent, other) == pytest.approx(other.measured["agreement"], abs=1e-4)
    assert other.worth == other.measured["decoded_accuracy"]
    assert set(READING.titles) - set(other.measured) in ({"accuracy"}, {"accuracy_between"})  # one of the two is said
