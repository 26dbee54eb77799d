from __future__ import annotations

import numpy as np
import pytest

from explorer.explore.engine.engine import Decoded, Engine, Input, Raw
from explorer.explore.travel.paths import PathKind, make_tour, source_at
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.stating import STATING
from explorer.kinds.classifiers.valuing import VALUING
from explorer.kinds.classifiers.words import WORDS


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def test_facts_say_what_a_network_is_worth_beside_its_input(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    facts = dict(WORDS.facts(engine, space, Decoded.of(space.latents[2]), 2))
    own = judge_network(engine, space, Input(2))
    assert facts["accuracy, input network"] == f"{own.accuracy:.2f}\N{NO-BREAK SPACE}%"
    assert {"architecture", "parameters", "accuracy, decoded", "accuracy, teacher", "trained for"} <= set(facts)
    assert {f"score of {arch.name}" for arch in space.archs} <= set(facts)
    assert WORDS.caption(space, 2) == f"{space.labels['decoded_accuracy'][2]:.1f} %"


def test_averaged_weights_have_no_scores(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    a, b = np.flatnonzero(np.asarray(tiny_classifiers.zoo.archs) == 0)[:2].tolist()
    facts = dict(WORDS.facts(engine, tiny_classifiers, Raw(a, b, 0.5), None))
    assert "accuracy, averaged weights" in facts
    assert not [name for name in facts if name.startswith("score of")]


def test_what_commands_say_of_a_space(tiny_classifiers: ClassifierSpace) -> None:
    assert STATING.stated(tiny_classifiers.info) == {
        "architectures": ["LeNetLike", "ResNet8"],
        "data": tiny_classifiers.images.name,
    }


def test_networks_are_worth_the_same_one_by_one(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    space = tiny_classifiers
    tour = make_tour(space, [0, 9], PathKind.STRAIGHT)
    along = VALUING.along(engine, space, tour, (0.0, 0.5, 1.0), lambda: None)
    for value, group, t in zip(along.values.tolist(), along.groups or (), (0.0, 0.5, 1.0), strict=True):
        judged = judge_network(engine, space, source_at(space, tour, t), 500)
        assert value == pytest.approx(judged.accuracy, abs=0.5)
        assert group == judged.arch
    at = VALUING.at(engine, space, space.latents[:3], lambda: None)
    assert len(at.values) == len(at.groups or ()) == 3
    assert (at.values >= VALUING.worth(space).low).all()
    assert (at.values <= VALUING.worth(space).high).all()
