"""Zoos of classifiers: what a plan says, and that it is carried out, resumed and refused as it should be."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.data.images import ImageData, load_digits
from explorer.errors import ZooError
from explorer.networks.classifiers import Classifier
from explorer.zoo.classifiers import ZooPlan, accuracy, make_zoo, read_zoo, train_network
from explorer.zoo.plans import make_plan

LENET = Classifier("LeNetLike", 1, 16, 10, 4)
RESNET = Classifier("ResNet8", 1, 16, 10, 4, 2)
PLAN = ZooPlan((LENET, RESNET), (2, 1), 2, 6, 2e-3, True, RESNET, 4, seed=3)


@pytest.fixture(scope="module")
def digits() -> ImageData:
    return load_digits()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_architectures_come_in_turn_and_as_many_as_planned(counts: list[int]) -> None:
    plan = replace(PLAN, archs=(LENET,) * len(counts), counts=tuple(counts))
    order = [plan.arch_of(k) for k in range(plan.total)]
    assert Counter(order) == Counter(dict(enumerate(counts)))
    if len(set(counts)) == 1:
        assert set(order[-len(counts) :]) == set(range(len(counts)))


@given(st.integers(1, 50), st.integers(0, 500), st.integers(0, 1000))
def test_lengths_are_within_bounds_and_always_the_same(shortest: int, more: int, index: int) -> None:
    plan = replace(PLAN, shortest=shortest, longest=shortest + more)
    assert shortest <= plan.steps_of(index) <= shortest + more
    assert plan.steps_of(index) == replace(plan).steps_of(index)


def test_lengths_are_spread_log_uniformly() -> None:
    plan = replace(PLAN, shortest=1, longest=10_000)
    lengths = [plan.steps_of(k) for k in range(2000)]
    for low, high in ((1, 10), (10, 100), (100, 1000), (1000, 10_000)):
        assert sum(low <= length < high for length in lengths) == pytest.approx(500, abs=100)


def test_a_plan_survives_being_written_down() -> None:
    assert ZooPlan.from_stated(PLAN.stated()) == PLAN


@pytest.mark.parametrize(
    "change", [{"counts": (2,)}, {"counts": (2, 0)}, {"shortest": 0}, {"longest": 1}, {"teacher_steps": 0}]
)
def test_an_impossible_plan_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ZooError):
        replace(PLAN, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(("data", "kind"), [("fashion", "single"), ("fashion", "multi"), ("digits", "multi")])
def test_the_named_plans_hold_what_the_spaces_want(data: str, kind: str) -> None:
    plan = make_plan(data, kind)
    if kind == "single":
        assert plan.total >= 150
        assert [arch.width for arch in plan.archs] == [16]
    else:
        assert [arch.name for arch in plan.archs] == ["LeNetLike", "VanillaCNN", "ResNet8", "ResNet32"]
        assert min(plan.counts) >= 30
    assert make_plan(data, kind, 2).counts == (2,) * len(plan.archs)


def test_an_unknown_plan_is_refused() -> None:
    with pytest.raises(ZooError, match="fashion triple"):
        make_plan("fashion", "triple")


def test_a_zoo_is_made_read_and_resumed_to_the_same_networks(digits: ImageData, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    folder = make_zoo(tmp_path, PLAN, digits, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 4)
    assert seen[-1] == (4, 4)
    zoo = read_zoo(tmp_path)
    assert Counter(zoo.archs) == {0: 2, 1: 1}
    for arch, params in zip(zoo.archs, zoo.params, strict=True):
        assert {k: tuple(v.shape) for k, v in params.items()} == dict(PLAN.archs[arch].shapes)
    folder.batch_file(1).unlink()
    with pytest.raises(ZooError, match="1 of its 3"):
        read_zoo(tmp_path)
    with pytest.raises(ZooError, match="already holds a zoo"):
        make_zoo(tmp_path, PLAN, digits)
    with pytest.raises(ZooError, match="rate"):
        make_zoo(tmp_path, replace(PLAN, rate=1e-3), digits, resume=True)
    make_zoo(tmp_path, PLAN, digits, resume=True)
    again = read_zoo(tmp_path)
    assert all(torch.equal(again.params[1][name], value) for name, value in zoo.params[1].items())


def test_networks_start_apart(digits: ImageData) -> None:
    first, second = (train_network(PLAN, LENET, digits, 1, best=False, seed=seed) for seed in (0, 1))
    assert not torch.allclose(first["head.weight"], second["head.weight"], atol=0.05)


@pytest.mark.parametrize("bfloat16", [True, False])
def test_a_longer_training_is_more_accurate(digits: ImageData, bfloat16: bool) -> None:
    plan = replace(PLAN, bfloat16=bfloat16, rate=5e-3)
    scores = [
        accuracy(RESNET, train_network(plan, RESNET, digits, steps, best=False, seed=0), digits.test, digits)
        for steps in (1, 60)
    ]
    assert scores[0] < 40
    assert scores[1] > 85


def test_the_best_is_at_least_as_good_on_validation_as_the_last(digits: ImageData) -> None:
    plan = replace(PLAN, rate=2e-2)
    best, last = (train_network(plan, LENET, digits, 25, best=best, seed=0) for best in (True, False))
    assert accuracy(LENET, best, digits.validation, digits) >= accuracy(LENET, last, digits.validation, digits)


def test_a_zoo_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zoo.json").write_text('{"format": 1, "kind": "furniture"}')
    with pytest.raises(ZooError, match="furniture"):
        read_zoo(tmp_path)
