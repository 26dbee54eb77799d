"""What steering does to classifiers, in shipped spaces and in a small one."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np

from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.classifiers.steering import STEERING, turn_effects
from explorer.space.bundle import load_space
from explorer.space.directions import directions, keys_of

SPACES = Path(__file__).parents[3] / "pretrained"


def quiet(what: str, done: int, total: int) -> None:
    assert 0 < done <= total, what


def test_small_spaces_too(tiny_classifiers: ClassifierSpace) -> None:
    found = STEERING.effects(Engine("cpu"), tiny_classifiers, 2, quiet)["labels"]
    for row in found.values():
        assert row["asked"] > 0
        assert row["networks"] == 2


def test_measured_is_what_is_decoded(tiny_classifiers: ClassifierSpace) -> None:
    engine, space = Engine("cpu"), tiny_classifiers
    judged = judge_network(engine, space, Decoded.of(space.latents[3]))
    assert STEERING.measured(engine, space, space.latents[3]) == {
        "accuracy": round(judged.accuracy, 2), "architecture": space.archs[judged.arch].name,
    }  # fmt: skip


def test_spaces_whose_networks_all_learn_from_one_teacher_offer_no_accuracy() -> None:
    joint = classifiers_only(load_space(SPACES / "fashion-joint"))
    run = joint.info["provenance"]
    taught = {**joint.info, "provenance": {**run, "recipe": {**run["recipe"], "joint": False}}}
    space = dataclasses.replace(joint, info=taught, version="taught")
    assert set(keys_of(joint)) - set(keys_of(space)) == {"accuracy"}
    assert "gap" not in turn_effects(Engine("cpu"), space, 2)["architecture=ResNet8"]
    alone = classifiers_only(load_space(SPACES / "fashion-resnet8"))
    assert keys_of(alone) == ("accuracy",)


def test_networks_turn_to_architectures_that_none_is_of() -> None:
    space = classifiers_only(load_space(SPACES / "fashion-unseen"))
    turns = tuple(f"architecture={name}" for name in ("LeNetLike", "ResNet32", "VanillaCNN", "ResNet8"))
    assert keys_of(space) == ("accuracy", *turns)
    for row in turn_effects(Engine("cpu"), space, 3).values():
        assert row["networks"] == 3
        assert row["reached"] == 1
        assert row["gap"] < 8


def test_joint_spaces_turn_networks_at_the_accuracy_that_they_have() -> None:
    space = classifiers_only(load_space(SPACES / "fashion-joint"))
    turns = tuple(f"architecture={name}" for name in ("LeNetLike", "ResNet32", "ResNet8", "VanillaCNN"))
    assert keys_of(space) == ("accuracy", *turns)
    found = turn_effects(Engine("cpu"), space, 3)
    for row in found.values():
        assert row["reached"] == 1
        assert row["gap"] < 8  # of three networks; the card states the mean of twelve
    learned = directions(space)
    z = space.latents[int(space.heldout[0])]
    there = learned.moved(z, {turns[0]: 1.0})
    back = learned.moved(there, {f"architecture={space.labels['architecture'][space.heldout[0]]}": 1.0})
    np.testing.assert_allclose(back, z, atol=1e-4)  # a step there and one back is none
