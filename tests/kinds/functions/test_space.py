"""Spaces of functions: trained, stored, measured, judged."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn

from explorer.cli.main import main
from explorer.errors import BundleError, SelectionError, TrainingError
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.explore.measure.cards import aligned
from explorer.kinds.functions import memory, trainer
from explorer.kinds.functions.build import FunctionMaker, split_of
from explorer.kinds.functions.evaluate import compared
from explorer.kinds.functions.forms import Form
from explorer.kinds.functions.judging import agreements, judge_network, worths
from explorer.kinds.functions.measuring import MEASURING, too_few
from explorer.kinds.functions.recipes import FunctionRecipe
from explorer.kinds.functions.space import FunctionSpace
from explorer.kinds.functions.task import Task
from explorer.kinds.functions.trajectories import runs_of, stops_of
from explorer.networks.graph import trace
from explorer.space.bundle import load_space
from tests.kinds.functions.zoos import RECIPE, cancer, policies


def test_decoded_networks_do_what_their_input_networks_do(engine: Engine, cancer_space: FunctionSpace) -> None:
    assert compared(engine, cancer_space, cancer_space.train).agreement.mean() > 0.9
    assert compared(engine, cancer_space, cancer_space.heldout).agreement.mean() > 0.8


def test_values_are_decoded(engine: Engine, diabetes_space: FunctionSpace) -> None:
    assert diabetes_space.task.form is Form.VALUES
    assert compared(engine, diabetes_space, diabetes_space.train).agreement.mean() > 0.8


def test_several_architectures_are_told_apart(engine: Engine, moons_space: FunctionSpace) -> None:
    assert moons_space.group == "architecture"
    assert moons_space.task.form is Form.SCORE
    right = [
        judge_network(engine, moons_space, Decoded.of(moons_space.latents[i])).arch == moons_space.zoo.archs[i]
        for i in range(len(moons_space))
    ]
    assert np.mean(right) >= 0.8  # half of the networks are hardly trained: of these nearly nothing tells
    with pytest.raises(SelectionError, match="cannot be averaged"):
        moons_space.check_average([int(np.flatnonzero(moons_space.zoo.archs == a)[0]) for a in (0, 1)])


def test_labels_of_the_zoo_are_kept_and_measured_ones_come_first(cancer_space: FunctionSpace) -> None:
    labels = cancer_space.labels
    assert cancer_space.group == "kind"
    assert list(labels)[:4] == ["architecture", "agreement", "accuracy", "decoded_accuracy"]
    unknown = int(np.flatnonzero(labels["name"] == "net_3")[0])
    assert np.isnan(labels["steps"][unknown])
    assert labels["kind"][unknown] == ""
    assert set(labels["kind"]) == {"", "long", "short"}
    assert cancer_space.class_names == ("malignant", "benign")
    assert cancer_space.input_names[0] == "mean radius"


def test_a_training_is_held_out_whole_and_can_be_walked(policy_space: FunctionSpace) -> None:
    runs = runs_of(policy_space)
    assert sorted(runs) == [f"run{k}" for k in range(5)]
    for ids in runs.values():
        assert len(set(policy_space.split[ids].tolist())) == 1
        assert policy_space.labels["epoch"][ids].tolist() == [0, 1, 2, 3]
    assert stops_of(range(100), 24)[0] == 0
    assert stops_of(range(100), 24)[-1] == 99
    assert len(stops_of(range(100), 24)) == 24
    assert stops_of([4, 5], 24) == [4, 5]


def test_without_examples_nobody_says_what_is_right(engine: Engine, policy_space: FunctionSpace) -> None:
    assert policy_space.worth is None
    assert judge_network(engine, policy_space, Input(0)).worth is None
    assert "normal distribution" in policy_space.info["provenance"]["data"]["source"]
    assert policy_space.info["metrics"]["worth"] is None


def test_a_space_is_measured_beside_its_baselines(functions_root: Path) -> None:
    for name, worth in {"cancer": "accuracy", "diabetes": "r2", "policy": None}.items():
        metrics = json.loads((functions_root / name / "space.json").read_text())["metrics"]
        assert metrics["worth"] == worth
        assert set(metrics["baselines"]) == {"nearest", "ensemble", "typical"}
        assert ("gap" in metrics["decoded"]["heldout"]) == (worth is not None)
        info = json.loads((functions_root / name / "space.json").read_text())
        printed = aligned(MEASURING.card(info))  # what the command prints
        assert ("Same predictions" in printed) == (worth == "accuracy")
        assert ("R²" in printed) == (worth != "accuracy")
        assert "|" not in printed
        card = (functions_root / name / "README.md").read_text()
        assert "the baseline" in card
        assert "nan" not in card


def test_too_few_networks_are_said() -> None:
    held, near = {"gap": 10.5, "agreement": 0.7}, {"gap": 7.6, "agreement": 0.6}
    metrics = {
        "decoded": {"heldout": held}, "baselines": {"nearest": near}, "networks": {"train": 48}, "worth": "accuracy",
    }  # fmt: skip
    said = too_few(metrics)
    assert said is not None
    assert "48" in said
    assert "10.50 points" in said
    assert too_few({**metrics, "baselines": {"nearest": {"gap": 12.0, "agreement": 0.6}}}) is None
    alone = {"decoded": {"heldout": {"agreement": 0.5}}, "baselines": {"nearest": {"agreement": 0.6}}}
    assert "0.600" in str(too_few({**metrics, **alone, "worth": None}))
    assert too_few({}) is None


def test_worths_are_those_of_scikit_learn() -> None:
    from sklearn.metrics import accuracy_score, r2_score

    generator = torch.Generator().manual_seed(0)
    answers, targets = torch.randn(2, 50, 3, generator=generator), torch.randn(50, 3, generator=generator)
    found = worths(Task(Form.VALUES, 3), answers, targets)
    assert found[0] == pytest.approx(r2_score(targets, answers[0]), abs=1e-4)
    labels = torch.randint(0, 3, (50,), generator=generator)
    percent = worths(Task(Form.LOGITS, 3), answers, labels)
    assert percent[1] == pytest.approx(100 * accuracy_score(labels, answers[1].argmax(1)), abs=1e-4)
    assert agreements(Task(Form.VALUES, 3), answers, answers, torch.ones(3)).tolist() == [1.0, 1.0]


def test_the_same_zoo_gives_the_same_split(tmp_path: Path) -> None:
    maker = FunctionMaker.of(policies().zoo(tmp_path / "zoo"), RECIPE)
    first, again, other = (split_of(maker, 8, None, seed) for seed in (0, 0, 1))
    assert first.heldout.tolist() == again.heldout.tolist()
    assert first.heldout.tolist() != other.heldout.tolist()
    assert len(first.heldout) == 8
    with pytest.raises(TrainingError, match="held out whole"):
        split_of(maker, 20, None, 0)


def test_a_training_beyond_memory_is_refused_with_the_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zoo = cancer().zoo(tmp_path / "zoo")
    monkeypatch.setattr(memory, "available_bytes", lambda: 1000)
    with pytest.raises(TrainingError, match="GiB"):
        FunctionMaker.of(zoo, RECIPE)


def test_memory_grows_with_networks_and_parameters(tmp_path: Path) -> None:
    zoo = cancer().zoo(tmp_path / "zoo")
    few, more = (memory.needed_bytes(zoo.graphs, n, RECIPE) for n in (10, 1000))
    assert 0 < few < more
    there = memory.available_bytes()
    assert there is None or there > 2**20


@pytest.mark.parametrize(("width", "measured"), [(40, 340), (280, 418), (900, 1420)])
def test_memory_is_estimated_as_it_was_measured(width: int, measured: int) -> None:
    """MiB beside the program, of real trainings of 24 networks of 4,650 to 878,410 parameters (recipe `functions`)."""
    layers = [nn.Linear(64, width), nn.ReLU(), nn.Linear(width, width), nn.ReLU(), nn.Linear(width, 10)]
    graph = trace(nn.Sequential(*layers), torch.zeros(2, 64), "measured")
    needed = memory.needed_bytes((graph,), 24, FunctionRecipe()) / 2**20
    assert measured / 1.5 < needed < measured * 1.5


def test_answers_that_are_kept_are_those_that_networks_give(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are kept so that none of the zoo's networks is run twice; nothing else may come of it."""
    zoo = cancer().zoo(tmp_path / "zoo")
    losses = []
    for most in (trainer.MOST_KNOWN, 0):
        monkeypatch.setattr(trainer, "MOST_KNOWN", most)
        maker = FunctionMaker.of(zoo, RECIPE)
        torch.manual_seed(0)
        model, split = maker.model(), split_of(maker, 4, None, 0)
        maker.prepare(model, split.train)
        training = maker.trainer(model, split, 0, lambda *_: None)
        assert (training.answers is None) is (most == 0)
        losses.append([training.one_step() for _ in range(3)])
    np.testing.assert_allclose(*losses, rtol=1e-4)


def test_a_damaged_space_is_refused(functions_root: Path, tmp_path: Path) -> None:
    def changed(name: str, change: str) -> Path:
        copy = tmp_path / name
        shutil.copytree(functions_root / "cancer", copy)
        info = json.loads((copy / "space.json").read_text())
        if change == "group":
            info["group"] = "steps"  # no text
        elif change == "task":
            info["task"] = {"form": "values", "outputs": 3}
        elif change == "graph":
            info["architectures"][0]["graph"]["nodes"][0]["op"] = "aten.from_file"
        else:
            info["architectures"][0]["constants"] = "%%%"
        (copy / "space.json").write_text(json.dumps(info))
        return copy

    for change in ("group", "task", "graph", "constants"):
        with pytest.raises(BundleError):
            load_space(changed(change, change))


def test_the_commands(functions_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["zoo", "check", str(functions_root / "zoos" / "cancer"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"]["best"] > 80
    out = tmp_path / "space"
    options = ["--zoo", str(functions_root / "zoos" / "policy"), "--out", str(out), "--run", str(tmp_path / "run")]
    assert main(["train", "functions", *options, "--steps", "3", "--heldout", "4", "--draw", "uniform:-1:1"]) == 0
    assert "drawn evenly" in json.loads((out / "space.json").read_text())["provenance"]["data"]["source"]
    assert main(["train", "functions", *options, "--steps", "3", "--draw", "cauchy"]) == 2
    assert "cauchy" in capsys.readouterr().err
