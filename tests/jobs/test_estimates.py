"""How long a job takes: by what its kind says, what the machine does, and what was done so far."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.jobs import estimates, processes
from explorer.jobs.estimates import finishing, remaining, slowness
from explorer.jobs.plan import Plan, Step
from explorer.jobs.progress import Progress, write
from explorer.jobs.states import State
from explorer.jobs.store import Job, Status

NOW = 1_800_000_000.0
STEPS = (
    Step("Fitting", ("x",), seconds=100.0),
    Step("Training", ("x",), run="run", seconds=200.0),
    Step("Measuring", ("x",), seconds=50.0),
)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A job at work, twice as slow as estimated when it was begun, by this process."""
    own = processes.own()
    (tmp_path / "process.json").write_text(f'{{"pid": {own.pid}, "started": "{own.started}"}}')
    plan = Plan("A", "a", "a test", STEPS, seconds=700.0)
    return Job(tmp_path, plan, Status(State.RUNNING, changed=NOW, attempts=1), tmp_path)


def at(job: Job, step: int, before: float, here: float) -> Job:
    """It was at work for so long before the present command, and at that."""
    return replace(job, status=replace(job.status, step=step, before=before, seconds=before + here))


def tell(job: Job, what: str, done: int, total: int, took: float) -> None:
    write(job.path / "progress.json", Progress(what, done, total, 0, NOW - took, NOW))


def test_before_anything_is_told_it_is_the_plan(job: Job) -> None:
    assert remaining(job, NOW) == pytest.approx(700.0)


def test_a_training_that_is_eight_times_slower_says_so_after_a_tenth(job: Job) -> None:
    tell(job, "training", 10, 100, 160.0)  # 1,600 s for what was estimated as 200
    found = remaining(at(job, 1, 100.0 * 8, 160.0), NOW)
    assert found == pytest.approx(1440.0 + 50.0 * 8)


def test_a_part_of_a_command_does_not_stand_for_all_of_it(job: Job) -> None:
    tell(job, "reading meshes", 24, 25, 5.0)  # ready in a moment; fitting follows
    found = remaining(at(job, 0, 0.0, 5.0), NOW)
    assert found is not None
    assert found > 500.0


def test_the_last_command_ends_with_its_progress(job: Job) -> None:
    tell(job, "half way", 40, 50, 80.0)
    found = remaining(at(job, 2, 600.0, 80.0), NOW)
    assert found == pytest.approx(20.0)
    later = remaining(at(job, 2, 600.0, 80.0), NOW + 15)
    assert later == pytest.approx(5.0, abs=1.0)


def with_after(job: Job) -> Job:
    """Of the 200 s of its training 120 come after the steps."""
    steps = (STEPS[0], replace(STEPS[1], after=120.0), STEPS[2])
    return replace(job, plan=replace(job.plan, steps=steps))


def test_what_comes_after_the_steps_is_part_of_the_time_left(job: Job) -> None:
    tell(job, "training", 10, 100, 16.0)  # twice as slow: 160 s for what was estimated as 80
    found = remaining(at(with_after(job), 1, 200.0, 16.0), NOW)
    assert found == pytest.approx(144.0 + 2 * 120.0 + 2 * 50.0)


def test_while_a_training_finishes_elapsed_time_is_no_time_left(job: Job) -> None:
    for elapsed in (160.0, 300.0, 600.0):
        tell(job, "training", 100, 100, elapsed)
        now = at(job, 1, 200.0, elapsed)
        assert finishing(now)
        assert remaining(now, NOW) is None  # nothing is known of what comes after
        tell(job, "finishing: laying out the map", 0, 1, 3.0)
        assert finishing(now)
        assert remaining(now, NOW) is None
    tell(job, "finishing: refining latents", 50, 200, 20.0)  # that is counted
    found = remaining(at(with_after(job), 1, 200.0, 160.0 + 20.0), NOW)
    assert found == pytest.approx(60.0 + 2 * 50.0)
    tell(job, "reading meshes", 3, 4, 5.0)
    assert not finishing(at(job, 0, 0.0, 5.0))
    assert not finishing(at(job, 1, 0.0, 5.0))  # before its first step


def test_nothing_is_said_of_what_is_not_at_work(job: Job) -> None:
    assert remaining(replace(job, status=replace(job.status, state=State.FAILED)), NOW) is None
    assert remaining(replace(job, plan=replace(job.plan, seconds=None)), NOW) is None


def test_a_machine_is_tried_once_a_minute_and_a_busy_one_is_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(estimates, "_last", None)
    monkeypatch.setattr(estimates, "TRIAL_S", 0.1)
    before = os.getpriority(os.PRIO_PROCESS, 0)
    first = slowness()
    assert estimates.LEAST <= first <= estimates.MOST
    assert os.getpriority(os.PRIO_PROCESS, 0) == before  # the trial alone was niced
    began = time.monotonic()
    assert slowness() == first
    assert time.monotonic() - began < 0.05
    for seconds, said in ((estimates.TURN_S * 3, 3.0), (1.0, estimates.MOST), (1e-9, estimates.LEAST)):
        monkeypatch.setattr(estimates, "_last", None)
        monkeypatch.setattr(estimates, "_turn", lambda one=seconds: one)
        assert slowness() == pytest.approx(said)
