from __future__ import annotations

import time

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.engine import Decoded, Engine
from explorer.explore.optimize import TowardAccuracy
from explorer.space.bundle import ClassifierSpace
from explorer.ui.optimization import OptimizationRun


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine("cpu")


def begun(engine: Engine, space: ClassifierSpace, steps: int) -> OptimizationRun:
    return OptimizationRun(engine, space, space.latents[0], TowardAccuracy(), steps, "a test", 0)


def test_a_run_ends_with_its_best_step_judged(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    run = begun(engine, tiny_classifiers, 12)
    run.wait(60.0)
    steps = run.watch()
    assert not run.running
    assert len(steps) == 13
    assert run.result is not None
    assert run.result.step is steps[run.best]
    assert run.result.test_accuracy == engine.judge(tiny_classifiers, Decoded.of(steps[run.best].latent)).accuracy


def test_pause_resume_and_stop(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    run = begun(engine, tiny_classifiers, 100_000)
    run.paused.set()
    time.sleep(0.5)  # the step that was going on ends
    held = len(run.watch())
    time.sleep(0.5)
    assert run.running
    assert len(run.watch()) == held
    run.paused.clear()
    until = time.monotonic() + 30
    while len(run.watch()) <= held and time.monotonic() < until:
        time.sleep(0.02)
    assert len(run.watch()) > held
    run.stop()
    run.wait(30.0)
    assert not run.running
    assert run.result is not None  # what was best so far is kept
    assert len(run.steps) < 100_000


def test_what_cannot_be_is_refused_at_once(engine: Engine, tiny_classifiers: ClassifierSpace) -> None:
    with pytest.raises(SelectionError, match="'AlexNet'"):
        OptimizationRun(
            engine, tiny_classifiers, np.asarray(tiny_classifiers.latents[0]), TowardAccuracy("AlexNet"), 5, "a test", 0
        )
