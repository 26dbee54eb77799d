from __future__ import annotations

import time

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.optimizing import toward_accuracy
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.ui import optimization
from explorer.ui.optimization import OptimizationRun, Runs
from tests.ui.conftest import LONG


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def begun(engine: Engine, space: ClassifierSpace, steps: int) -> OptimizationRun:
    return OptimizationRun(engine, space, space.latents[0], toward_accuracy(), steps, "a test", 0)


def test_a_run_ends_with_its_best_step_judged(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    run = begun(engine, tiny_classifiers, 12)
    run.wait(LONG)
    steps = run.watch()
    assert not run.running
    assert len(steps) == 13
    assert run.result is not None
    assert run.result.step is steps[run.best]
    assert (
        run.result.facts["test"] == judge_network(engine, tiny_classifiers, Decoded.of(steps[run.best].latent)).accuracy
    )


def test_pause_resume_and_stop(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    run = begun(engine, tiny_classifiers, 100_000)
    run.paused.set()
    held = len(run.watch()) + 1  # the step that is going on ends, however long it takes
    time.sleep(1)
    assert run.running
    assert len(run.watch()) <= held
    run.paused.clear()
    until = time.monotonic() + LONG
    while len(run.watch()) <= held and time.monotonic() < until:
        time.sleep(0.02)
    assert len(run.watch()) > held
    run.stop()
    run.wait(LONG)
    assert not run.running
    assert run.result is not None  # what was best so far is kept
    assert len(run.steps) < 100_000


def test_what_cannot_be_is_refused_at_once(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    with pytest.raises(SelectionError, match="'AlexNet'"):
        OptimizationRun(
            engine,
            tiny_classifiers,
            np.asarray(tiny_classifiers.latents[0]),
            toward_accuracy("AlexNet"),
            5,
            "a test",
            0,
        )


def test_each_session_has_its_own_run_and_points(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    runs, space = Runs(), tiny_classifiers
    first = runs.start("ann", lambda: begun(engine, space, 100_000))
    assert runs.of("ann", space.name) is first
    assert runs.of("bob", space.name) is None
    assert runs.of("ann", "furniture") is None
    with pytest.raises(SelectionError, match="no result"):
        runs.keep("ann", space.name)
    second = runs.start("ann", lambda: begun(engine, space, 3))
    first.wait(LONG)
    second.wait(LONG)
    assert not first.running  # a newer one of the session has stopped it
    for _ in range(2):
        runs.keep("ann", space.name)
    (kept,) = runs.kept("ann", space.name)
    assert second.result is not None
    assert kept.latent is second.result.step.latent
    assert kept.worth == second.result.facts["test"]
    assert not runs.kept("bob", space.name)
    assert not runs.kept("ann", "furniture")
    assert [runs.draw("ann"), runs.draw("ann"), runs.draw("bob")] == [0, 1, 0]


def test_not_everybody_at_once(
    engine: Engine, tiny_classifiers: ClassifierSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optimization, "MOST_RUNNING", 1)
    runs = Runs()
    going = runs.start("ann", lambda: begun(engine, tiny_classifiers, 100_000))
    with pytest.raises(SelectionError, match="1 optimizations of other people"):
        runs.start("bob", lambda: begun(engine, tiny_classifiers, 5))
    going.stop()
    going.wait(LONG)
    runs.start("bob", lambda: begun(engine, tiny_classifiers, 2)).wait(LONG)


def test_the_one_forgotten_first_is_stopped(
    engine: Engine, tiny_classifiers: ClassifierSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optimization, "MOST_SESSIONS", 1)
    runs = Runs()
    first = runs.start("ann", lambda: begun(engine, tiny_classifiers, 100_000))
    runs.draw("bob")
    first.wait(LONG)
    assert not first.running
    assert runs.of("ann", tiny_classifiers.name) is None
