"""Optimizations over the live connection: what is read, begun and told. `test_route` has one on a real socket."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine, Raw
from explorer.explore.travel.pointers import OfNetwork, OnPath, Told, source_of
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.space import ShapeSpace
from explorer.ui.live.messages import OptimizeControl, OptimizeMessage, read_message
from explorer.ui.live.optimizing import RunFeed, begin, control
from explorer.ui.optimization import Runs
from tests.ui.conftest import LONG

COUNT = 12
GOOD: dict[str, Any] = {
    "type": "optimize",
    "start": {"kind": "network", "id": 3},
    "goal": "accuracy",
    "steps": 50,
}
ANN = "ann"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def read(**change: Any) -> Any:
    return read_message(json.dumps({**GOOD, **change}), COUNT)


# --- messages


def test_what_a_browser_may_ask_for() -> None:
    assert read() == OptimizeMessage(OfNetwork(3), "accuracy", 50)
    assert read(anywhere=True) == OptimizeMessage(OfNetwork(3), "accuracy", 50, anywhere=True)
    assert read(start="random", goal="arch:ResNet8") == OptimizeMessage(None, "arch:ResNet8", 50)
    assert read(start={"kind": "told", "key": "4/12"}, goal="shape:5") == OptimizeMessage(Told("4/12"), "shape:5", 50)
    assert read(type="optimize_control", action="pause") == OptimizeControl("pause")


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"steps": 0}, "steps"),
        ({"steps": 2_001}, "steps"),
        ({"steps": None}, "steps"),
        ({"anywhere": 1}, "anywhere"),
        ({"start": "anywhere"}, "start"),
        ({"start": {"kind": "network", "id": COUNT}}, "id"),
        ({"start": {"kind": "told", "key": ""}}, "key"),
        ({"start": {"kind": "told", "key": "k" * 12_001}}, "key"),
        ({"goal": 3}, "goal"),
        ({"goal": ""}, "goal"),
        ({"goal": "g" * 401}, "goal"),
        ({"goal": None}, "goal"),
        ({"type": "optimize_control", "action": "faster"}, "action"),
        ({"type": "optimize_control", "action": ["stop"]}, "action"),
    ],
)
def test_what_it_may_not(change: dict[str, Any], name: str) -> None:
    with pytest.raises(SelectionError, match=f"'{name}'"):
        read(**change)


def test_a_key_that_was_not_told_is_no_place(tiny_classifiers: ClassifierSpace) -> None:
    latent = tiny_classifiers.latents[1]
    assert source_of(tiny_classifiers, Told("1/0"), {}, {"1/0": latent}) == Decoded.of(latent)
    with pytest.raises(SelectionError, match="'1/1' is not known"):
        source_of(tiny_classifiers, Told("1/1"), {}, {"1/0": latent})


# --- runs


def test_a_run_is_told_of_until_its_end_and_again_to_who_comes_later(
    engine: Engine, tiny_classifiers: ClassifierSpace
) -> None:
    space, runs = tiny_classifiers, Runs()
    early = RunFeed(runs, ANN, space)
    assert early.news() == ({}, [])
    message = OptimizeMessage(OfNetwork(2), "arch:ResNet8", 6)
    run = begin(runs, ANN, engine, space, message, Decoded.of(space.latents[2]))
    assert run.title == f"from {space.labels['architecture'][2]} 2 toward ResNet8"
    told, latents = [], {}
    while not told or told[-1]["state"] != "ended":
        more, texts = early.news()
        latents |= more
        told += texts
        time.sleep(0.005)  # else the run's thread hardly ever gets its turn
    assert early.news() == ({}, [])  # nothing is told twice
    steps = run.watch()
    assert [text["first"] for text in told[:1]] == [0]
    assert np.concatenate([text["losses"] for text in told]).tolist() == [round(step.loss, 5) for step in steps]
    assert np.concatenate([np.reshape(t["positions"], (-1, 2)) for t in told]).shape == (7, 2)
    assert list(latents) == [f"{run.number}/{k}" for k in range(7)]
    assert np.array_equal(latents[f"{run.number}/6"], steps[6].latent)
    assert run.result is not None
    result = told[-1]["result"]
    assert (result["index"], result["test"]) == (run.result.step.index, run.result.facts["test"])
    assert result["zoo"] == space.labels["accuracy"].max()
    json.dumps(told)

    control(runs, ANN, space, "keep")
    assert [text["type"] for text in early.news()[1]] == ["kept"]
    (before,) = runs.kept(ANN, space.name)
    runs.add(ANN, replace(before, position=before.position + 1, latent=before.latent.copy()))  # placed elsewhere
    assert [text["type"] for text in early.news()[1]] == ["kept"]
    assert early.news() == ({}, [])
    later, texts = RunFeed(runs, ANN, space).news()
    assert [text["type"] for text in texts] == ["kept", "run"]
    assert texts[0]["points"][0]["key"] == f"kept/{run.number}"
    assert (texts[1]["first"], len(texts[1]["losses"]), texts[1]["state"]) == (0, 7, "ended")
    assert np.array_equal(later[f"kept/{run.number}"], run.result.step.latent)
    assert RunFeed(runs, "bob", space).news() == ({}, [])


@pytest.mark.parametrize("goal", ["arch:ResNet8", "accuracy"])
def test_a_run_that_ended_between_two_looks_is_told_of_as_begun(
    engine: Engine, tiny_classifiers: ClassifierSpace, goal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page follows what it sees begin: a run of a few steps is over before it is looked at."""
    if goal == "accuracy":  # it fails, and is over as well
        monkeypatch.setattr("explorer.kinds.classifiers.optimizing.accuracies", None)
    space, runs = tiny_classifiers, Runs()
    feed = RunFeed(runs, ANN, space)
    feed.news()
    run = begin(runs, ANN, engine, space, OptimizeMessage(OfNetwork(2), goal, 3), Decoded.of(space.latents[2]))
    run.wait(LONG)
    latents, texts = feed.news()
    over = "failed" if goal == "accuracy" else "ended"
    assert [(text["state"], text["first"]) for text in texts] == [("running", 0), (over, 0)]
    assert texts[0]["losses"] == []
    assert len(texts[1]["losses"]) == len(latents) == (0 if goal == "accuracy" else 4)
    assert feed.news() == ({}, [])
    assert [text["state"] for text in RunFeed(runs, ANN, space).news()[1]] == [over]  # to who comes later: not begun


def test_a_run_is_paused_resumed_and_stopped(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    runs = Runs()
    with pytest.raises(SelectionError, match="No optimization"):
        control(runs, ANN, tiny_classifiers, "stop")
    run = begin(runs, ANN, engine, tiny_classifiers, OptimizeMessage(None, "accuracy", 2_000), None)
    with pytest.raises(SelectionError, match="no result"):
        control(runs, ANN, tiny_classifiers, "keep")
    control(runs, ANN, tiny_classifiers, "pause")
    feed = RunFeed(runs, ANN, tiny_classifiers)
    assert {text["state"] for text in feed.news()[1]} <= {"paused"}
    control(runs, ANN, tiny_classifiers, "resume")
    assert not run.paused.is_set()
    control(runs, ANN, tiny_classifiers, "stop")
    run.wait(LONG)
    assert feed.news()[1][-1]["state"] == "ended"


def test_what_cannot_be_begun(engine: Engine, tiny_classifiers: ClassifierSpace, tiny_space: ShapeSpace) -> None:
    runs = Runs()
    start = Decoded.of(tiny_classifiers.latents[0])
    with pytest.raises(SelectionError, match="no latent"):
        begin(runs, ANN, engine, tiny_classifiers, OptimizeMessage(OnPath("p", 0.5), "accuracy", 5), Raw(0, 1, 0.5))
    with pytest.raises(SelectionError, match="'arch:AlexNet'"):
        begin(runs, ANN, engine, tiny_classifiers, OptimizeMessage(OfNetwork(0), "arch:AlexNet", 5), start)
    with pytest.raises(SelectionError, match="toward 'shape:1'"):
        begin(runs, ANN, engine, tiny_classifiers, OptimizeMessage(OfNetwork(0), "shape:1", 5), start)
    with pytest.raises(SelectionError, match="toward 'accuracy'"):
        begin(runs, ANN, engine, tiny_space, OptimizeMessage(None, "accuracy", 5), None)
    with pytest.raises(SelectionError, match="no network 99"):
        begin(runs, ANN, engine, tiny_space, OptimizeMessage(None, "shape:99", 5), None)
    assert runs.of(ANN, tiny_classifiers.name) is None
    assert runs.of(ANN, tiny_space.name) is None


def test_a_bug_in_a_run_is_said_and_does_not_end_the_connection(
    engine: Engine, tiny_classifiers: ClassifierSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a bug")

    runs = Runs()
    monkeypatch.setattr("explorer.kinds.classifiers.optimizing.accuracies", broken)
    begin(runs, ANN, engine, tiny_classifiers, OptimizeMessage(None, "accuracy", 5), None).wait(LONG)
    (text,) = RunFeed(runs, ANN, tiny_classifiers).news()[1]
    assert text["state"] == "failed"
    assert "error of its own" in text["problem"]


@pytest.mark.parametrize("there", [True, False])
def test_a_browser_never_names_a_file_of_the_servers(
    engine: Engine, tiny_space: ShapeSpace, tmp_path: Path, there: bool
) -> None:
    """A mesh is an aim for the command, which runs where its files are."""
    file = tmp_path / "mesh.stl"
    if there:
        file.write_bytes(b"solid")
    with pytest.raises(SelectionError, match="cannot be optimized toward"):
        begin(Runs(), ANN, engine, tiny_space, OptimizeMessage(None, str(file), 5), None)
