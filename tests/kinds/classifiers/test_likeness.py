"""When classifiers are alike, in their predictions and in their weights."""

from __future__ import annotations

import pytest

from explorer.explore.engine.engine import Engine, Input
from explorer.explore.measure.neighbour_senses import alike
from explorer.kinds.classifiers.judging import network_answers
from explorer.kinds.classifiers.likeness import SHORT
from explorer.kinds.classifiers.networks import percent_right
from explorer.kinds.classifiers.space import ClassifierSpace


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_classifiers_differ_by_their_predictions(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    latent, weights, function = alike(engine, space, Input(1), space.latents[1], 4)
    assert function.ids[0] == 1
    assert function.distances[0] == 0
    assert weights.ids[0] == 1
    assert weights.distances[0] == pytest.approx(0, abs=1e-5)
    assert (space.zoo.archs[weights.ids] == space.zoo.archs[1]).all()  # others have other weights altogether
    assert len(weights.ids) <= SHORT
    assert latent.ids[0] == 1
    other = int(function.ids[1])
    images = space.images.test[:500]
    _, logits = network_answers(engine, space, [Input(1), Input(other)], images)
    same = percent_right(logits[:1], logits[1].argmax(-1))
    assert function.distances[1] == pytest.approx(1 - float(same[0]) / 100, abs=1e-4)
