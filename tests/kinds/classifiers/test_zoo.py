"""Zoos of classifiers: what a plan says, and that it is carried out, resumed and refused as it should be."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.data.images import ImageData, Images, load_digits
from explorer.errors import ZooError
from explorer.kinds.classifiers.networks import Classifier
from explorer.kinds.classifiers.plans import make_plan
from explorer.kinds.classifiers.zoo import (
    CHECKS,
    TEACHER,
    Trained,
    accuracy,
    make_zoo,
    read_zoo,
    train_network,
    train_with_snapshots,
)
from explorer.kinds.classifiers.zoo_plan import ZooPlan
from explorer.zoo.store import ZooFolder
from tests.closeness import same_networks

LENET = Classifier("LeNetLike", 1, 16, 10, 4)
RESNET = Classifier("ResNet8", 1, 16, 10, 4, 2)
PLAN = ZooPlan((LENET, RESNET), (2, 1), 2, 6, 2e-3, True, RESNET, 4, seed=3)


def same(a: Trained, b: Trained) -> bool:
    """Whether two zoos hold the same networks and the same teacher, exactly."""
    pairs = zip([*a.params, a.teacher], [*b.params, b.teacher], strict=True)
    return all(one.keys() == other.keys() and all(torch.equal(one[k], other[k]) for k in one) for one, other in pairs)


@pytest.fixture(scope="module")
def digits() -> ImageData:
    return load_digits()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_architectures_come_in_turn_and_as_many_as_planned(counts: list[int]) -> None:
    plan = replace(PLAN, archs=(LENET,) * len(counts), counts=tuple(counts))
    order = [plan.arch_of(k) for k in range(plan.total)]
    assert Counter(order) == Counter(dict(enumerate(counts)))
    for k in range(plan.total + 1):
        for a, count in enumerate(counts):  # at every length in proportion, give or take
            assert abs(order[:k].count(a) - k * count / plan.total) < len(counts)
    turn = math.ceil(plan.total / min(counts))  # one round of the rarest
    assert set(order[-(turn + len(counts)) :]) == set(range(len(counts)))


@pytest.mark.parametrize("data", ["fashion", "digits"])
def test_the_last_fifth_of_a_named_plan_has_its_share_of_every_architecture(data: str) -> None:
    plan = make_plan(data, "multi")
    heldout = Counter(plan.arch_of(k) for k in range(plan.total - plan.total // 5, plan.total))
    for a, count in enumerate(plan.counts):
        assert heldout[a] == pytest.approx(count / 5, abs=1)


@given(st.integers(1, 50), st.integers(0, 500), st.integers(0, 1000))
def test_lengths_are_within_bounds_and_always_the_same(shortest: int, more: int, index: int) -> None:
    plan = replace(PLAN, shortest=shortest, longest=shortest + more)
    assert shortest <= plan.steps_of(index) <= shortest + more
    assert plan.steps_of(index) == replace(plan).steps_of(index)


@given(st.integers(1, 50), st.integers(0, 500), st.integers(0, 1000), st.integers(0, 5))
def test_snapshots_are_taken_in_order_within_the_training(shortest: int, more: int, index: int, count: int) -> None:
    plan = replace(PLAN, shortest=shortest, longest=shortest + more, snapshots=count)
    stops = plan.stops_of(index)
    assert stops == sorted(set(stops))
    assert len(stops) <= count
    assert all(shortest <= stop < plan.steps_of(index) for stop in stops)
    assert plan.steps_of(index) == replace(plan, snapshots=0).steps_of(index)  # they change no length
    assert ZooPlan.from_stated(plan.stated()) == plan


def test_lengths_are_spread_log_uniformly() -> None:
    plan = replace(PLAN, shortest=1, longest=10_000)
    lengths = [plan.steps_of(k) for k in range(2000)]
    for low, high in ((1, 10), (10, 100), (100, 1000), (1000, 10_000)):
        assert sum(low <= length < high for length in lengths) == pytest.approx(500, abs=100)


def test_a_plan_survives_being_written_down() -> None:
    assert ZooPlan.from_stated(json.loads(json.dumps(PLAN.stated()))) == PLAN


@given(st.integers(1, 9), st.integers(0, 99), st.booleans(), st.booleans(), st.integers(0, 2**31 - 1))
def test_every_setting_of_a_plan_is_written_down(shortest: int, more: int, best: bool, fast: bool, seed: int) -> None:
    plan = replace(PLAN, shortest=shortest, longest=shortest + more, best=best, bfloat16=fast, seed=seed, teacher=LENET)
    assert ZooPlan.from_stated(plan.stated()) == plan


@pytest.mark.parametrize("change", [{"archs": None}, {"archs": [{"nom": "ResNet8"}]}, {"rate": ...}])
def test_a_damaged_account_of_a_plan_is_refused(change: dict[str, object]) -> None:
    stated = {name: value for name, value in {**PLAN.stated(), **change}.items() if value is not ...}
    with pytest.raises(ZooError, match="plan"):
        ZooPlan.from_stated(stated)


@pytest.mark.parametrize(
    "change", [{"counts": (2,)}, {"counts": (0, 0)}, {"shortest": 0}, {"longest": 1}, {"teacher_steps": 0}]
)
def test_an_impossible_plan_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ZooError):
        replace(PLAN, **change)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("data", "kind"), [("fashion", "single"), ("fashion", "multi"), ("digits", "multi"), ("digits", "joint")]
)
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
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "batches").iterdir()}
    make_zoo(tmp_path, PLAN, digits, resume=True)
    assert same(read_zoo(tmp_path), zoo)
    assert all(file.stat().st_mtime_ns == t for file, t in before.items()), "a finished network was made again"


def test_batches_need_not_be_finished_in_order_or_together(digits: ImageData, tmp_path: Path) -> None:
    """Two workers give what one gives; and the same when they go on from a zoo without a teacher."""
    seen: list[tuple[int, int]] = []
    make_zoo(tmp_path / "two", PLAN, digits, workers=2, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    two = read_zoo(tmp_path / "two")
    one = read_zoo(make_zoo(tmp_path / "one", PLAN, digits).path)
    same_networks(*([torch.cat([v.flatten() for v in p.values()]) for p in [*z.params, z.teacher]] for z in (one, two)))
    (tmp_path / "two" / TEACHER).unlink()
    with pytest.raises(ZooError, match=r"holds all of its 3 networks, but its teacher .* is missing.*--resume"):
        read_zoo(tmp_path / "two")
    ZooFolder.open(tmp_path / "two").batch_file(0).unlink()
    make_zoo(tmp_path / "two", PLAN, digits, resume=True, workers=2)
    assert same(two, read_zoo(tmp_path / "two"))


def test_nobody_to_train_is_an_error(digits: ImageData, tmp_path: Path) -> None:
    with pytest.raises(ZooError, match="0 workers"):
        make_zoo(tmp_path / "zoo", PLAN, digits, workers=0)
    assert not (tmp_path / "zoo").exists()


def test_a_truncated_network_is_named(digits: ImageData, tmp_path: Path) -> None:
    file = make_zoo(tmp_path, replace(PLAN, archs=(LENET,), counts=(1,)), digits).batch_file(0)
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(ZooError, match=r"00000\.safetensors cannot be read"):
        read_zoo(tmp_path)


@pytest.mark.parametrize("best", [True, False])
@pytest.mark.parametrize("steps", [1, 2, 3, 4, CHECKS, CHECKS + 1, 11])
def test_the_shortest_trainings_are_kept_too(digits: ImageData, best: bool, steps: int) -> None:
    params = train_network(PLAN, LENET, digits, steps, best=best, seed=0)
    assert {k: tuple(v.shape) for k, v in params.items()} == dict(LENET.shapes)
    assert all(bool(v.isfinite().all()) for v in params.values())


def test_training_leaves_random_numbers_and_test_images_alone(digits: ImageData) -> None:
    state = torch.get_rng_state()
    first = train_network(PLAN, RESNET, digits, 3, best=True, seed=0)
    assert torch.equal(torch.get_rng_state(), state)
    unlit = Images(torch.zeros_like(digits.test.pixels), digits.test.labels.flip(0))
    second = train_network(PLAN, RESNET, replace(digits, test=unlit), 3, best=True, seed=0)
    assert all(torch.equal(second[name], value) for name, value in first.items())


@pytest.mark.parametrize("arch", [LENET, RESNET])
def test_a_snapshot_is_the_network_as_it_was_then(digits: ImageData, arch: Classifier) -> None:
    plan = replace(PLAN, rate=5e-3)
    early, late, end = train_with_snapshots(plan, arch, digits, 60, (1, 60), best=False, seed=0)
    scores = [accuracy(arch, params, digits.test, digits) for params in (early, end)]
    assert scores[0] + 20 < scores[1]
    assert all(torch.allclose(late[name], value, atol=0.1 * float(value.std()) + 1e-3) for name, value in end.items())
    assert all(dict(arch.shapes) == {k: tuple(v.shape) for k, v in one.items()} for one in (early, late, end))


def test_snapshots_are_kept_beside_their_network(digits: ImageData, tmp_path: Path) -> None:
    plan = replace(PLAN, longest=60, best=False, snapshots=2)
    make_zoo(tmp_path, plan, digits)
    zoo = read_zoo(tmp_path)
    kept = [len(some) for some in zoo.snapshots]
    assert kept == [len(plan.stops_of(k)) for k in range(3)]
    assert max(kept) == 2
    for own, some in zip(zoo.params, zoo.snapshots, strict=True):
        assert all(one.keys() == own.keys() for one in some)
        assert not any(all(torch.equal(one[k], own[k]) for k in own) for one in some)


def test_networks_of_one_zoo_differ_though_trained_alike(digits: ImageData, tmp_path: Path) -> None:
    make_zoo(tmp_path, replace(PLAN, archs=(LENET,), counts=(2,), shortest=2, longest=2), digits)
    first, second = read_zoo(tmp_path).params
    assert not torch.allclose(first["head.weight"], second["head.weight"], atol=0.05)


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

    def score(seed: int, *, best: bool) -> float:
        params = train_network(plan, LENET, digits, 25, best=best, seed=seed)
        return accuracy(LENET, params, digits.validation, digits)

    gains = [score(seed, best=True) - score(seed, best=False) for seed in range(4)]
    assert min(gains) >= 0
    assert max(gains) > 0, "the last was the best each time: then nothing is chosen"


def test_a_zoo_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zoo.json").write_text('{"format": 1, "kind": "furniture"}')
    with pytest.raises(ZooError, match="furniture"):
        read_zoo(tmp_path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"data": ...}, "data"),
        ({"sha256": ...}, "sha256"),
        ({"batch": ..., "data": 5}, "data, batch"),
        ({"batch": "one"}, "batch"),
        ({"rate": ...}, "rate"),
    ],
)
def test_a_zoo_that_does_not_say_what_it_was_trained_on_is_refused(
    tmp_path: Path, change: dict[str, object], said: str
) -> None:
    stated = {"format": 1, "kind": "classifiers", "count": 3, "batch": 1, "data": "digits", "sha256": "0" * 64}
    whole = {**stated, **PLAN.stated(), **change}
    (tmp_path / "zoo.json").write_text(json.dumps({name: value for name, value in whole.items() if value is not ...}))
    with pytest.raises(ZooError, match=said):
        read_zoo(tmp_path)


def test_a_zoo_of_one_architecture_grows_and_keeps_what_it_has(tmp_path: Path) -> None:
    plan = replace(PLAN, archs=PLAN.archs[:1], counts=(2,))
    first = make_zoo(tmp_path / "z", plan, load_digits())
    before = [first.batch_file(k).read_bytes() for k in range(2)]
    longer = make_zoo(tmp_path / "z", replace(plan, counts=(3,)), load_digits(), resume=True)
    assert [longer.batch_file(k).read_bytes() for k in range(2)] == before
    assert longer.batch_file(2).exists()
    assert read_zoo(tmp_path / "z").plan.total == 3


def test_narrow_networks_are_trained_also_where_avx2_is_the_best_that_there_is() -> None:
    """It corrupted the heap, in one step of two."""
    code = (
        "from explorer.data.images import load_digits\n"
        "from explorer.kinds.classifiers.networks import Classifier\n"
        "from explorer.kinds.classifiers.zoo import train_network\n"
        "from explorer.kinds.classifiers.zoo_plan import ZooPlan\n"
        "arch = Classifier('ResNet8', 1, 16, 10, 4, 2)\n"
        "plan = ZooPlan((arch,), (1,), 2, 6, 2e-3, False, arch, 4)\n"
        "train_network(plan, arch, load_digits(), 60, best=False, seed=0)\n"
    )
    env = {**os.environ, "DNNL_MAX_CPU_ISA": "AVX2", "OMP_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
