"""Jobs in processes of their own: the queue, stop, resume, kills, and what is read of them by others."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import JobError
from explorer.jobs import processes, store
from explorer.jobs.plan import Plan, Step
from explorer.jobs.processes import Identity
from explorer.jobs.progress import Progress, read, write
from explorer.jobs.states import ALLOWED, GOING, RESUMABLE, State, check
from explorer.jobs.store import JobStore, Status, read_job, write_status

LONG_S = 30.0


@pytest.fixture
def jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[JobStore]:
    monkeypatch.setattr(store, "LOCK_S", 5.0)
    made = JobStore(tmp_path / "runs")
    yield made
    for job in made.jobs():
        if job.state in GOING:
            made.stop(job.id)
    for job in made.jobs():
        wait(lambda one=job: made.get(one.id).state not in GOING)  # type: ignore[misc]


def plan(tmp_path: Path, *what: str, space: str = "mine") -> Plan:
    steps = tuple(Step(one.capitalize(), (one, str(tmp_path / "done.txt")), resumable=one == "slow") for one in what)
    return Plan("Mine", space, "a test", steps, module="tests.jobs.worker")


def wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + LONG_S
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.03)


def done(tmp_path: Path) -> list[str]:
    file = tmp_path / "done.txt"
    return file.read_text().splitlines() if file.exists() else []


def test_two_commands_one_after_the_other(jobs: JobStore, tmp_path: Path) -> None:
    job = jobs.add(plan(tmp_path, "quick", "quick"), tmp_path)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    found = jobs.get(job.id)
    assert done(tmp_path) == ["quick", "quick"]
    assert found.status.attempts == 1
    assert found.status.seconds > 0
    assert "quick begins" in found.log
    assert "python -m tests.jobs.worker quick" in found.log
    wait(lambda: not processes.alive(found.process))


def test_two_trainings_queue_and_a_waiting_one_can_be_stopped(jobs: JobStore, tmp_path: Path) -> None:
    first = jobs.add(plan(tmp_path, "slow", space="a"), tmp_path)
    wait(lambda: jobs.get(first.id).state is State.RUNNING)
    second = jobs.add(plan(tmp_path, "quick", space="b"), tmp_path)
    third = jobs.add(plan(tmp_path, "quick", space="c"), tmp_path)
    time.sleep(0.5)
    assert jobs.get(second.id).state is State.QUEUED
    assert [jobs.ahead(jobs.get(one.id)) for one in (first, second, third)] == [0, 1, 2]
    jobs.stop(second.id)
    wait(lambda: jobs.get(second.id).state is State.STOPPED)
    jobs.stop(first.id)
    wait(lambda: jobs.get(third.id).state is State.FINISHED)
    assert jobs.get(first.id).state is State.STOPPED
    assert done(tmp_path) == ["slow", "quick"]


def test_stop_and_resume_go_on_with_the_command_that_was_interrupted(jobs: JobStore, tmp_path: Path) -> None:
    job = jobs.add(plan(tmp_path, "quick", "slow", "quick"), tmp_path)
    wait(lambda: (found := jobs.get(job.id)).status.step == 1 and found.progress is not None)
    jobs.stop(job.id)
    wait(lambda: jobs.get(job.id).state is State.STOPPED)
    with pytest.raises(JobError, match="nothing to stop"):
        jobs.stop(job.id)
    jobs.resume(job.id)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    assert done(tmp_path) == ["quick", "slow", "slow resumed", "quick"]
    assert jobs.get(job.id).status.attempts == 2


def test_a_failure_says_why_and_what_to_do(jobs: JobStore, tmp_path: Path) -> None:
    job = jobs.add(plan(tmp_path, "fail", "quick"), tmp_path)
    wait(lambda: jobs.get(job.id).state is State.FAILED)
    status = jobs.get(job.id).status
    assert (status.problem, status.remedy) == ("The moon is not full.", "Wait for it.")
    assert done(tmp_path) == ["fail"]
    crash = jobs.add(plan(tmp_path, "crash"), tmp_path)
    wait(lambda: jobs.get(crash.id).state is State.FAILED)
    assert "status 1" in jobs.get(crash.id).status.problem
    assert "a bug" in jobs.get(crash.id).log


def test_a_kill_of_all_of_it_is_an_interruption_that_resumes(jobs: JobStore, tmp_path: Path) -> None:
    job = jobs.add(plan(tmp_path, "slow"), tmp_path)
    wait(lambda: jobs.get(job.id).progress is not None)
    process = jobs.get(job.id).process
    assert process is not None
    os.killpg(process.pid, signal.SIGKILL)
    wait(lambda: jobs.get(job.id).state is State.INTERRUPTED)
    jobs.resume(job.id)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    assert done(tmp_path) == ["slow", "slow resumed"]


def test_a_command_whose_runner_was_killed_is_ended_before_it_is_begun_again(jobs: JobStore, tmp_path: Path) -> None:
    job = jobs.add(plan(tmp_path, "slow"), tmp_path)
    wait(lambda: jobs.get(job.id).progress is not None)
    command = json.loads((job.path / "command.json").read_text())
    process = jobs.get(job.id).process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    wait(lambda: jobs.get(job.id).state is State.INTERRUPTED)
    assert processes.alive(Identity(**command))
    jobs.resume(job.id)
    wait(lambda: not processes.alive(Identity(**command)))
    wait(lambda: jobs.get(job.id).state is State.FINISHED)


def test_it_outlives_the_process_that_began_it(jobs: JobStore, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.jobs.test_jobs import plan; "
        "from explorer.jobs.store import JobStore; root = Path(sys.argv[1]); "
        "print(JobStore(root / 'runs').add(plan(root, 'slow'), root).id)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, cwd=Path.cwd()
    )
    name = made.stdout.strip()
    wait(lambda: jobs.get(name).state is State.RUNNING and jobs.get(name).progress is not None)
    jobs.stop(name)
    wait(lambda: jobs.get(name).state is State.STOPPED)


def test_a_number_that_is_used_again_is_another_process(jobs: JobStore, tmp_path: Path) -> None:
    job = jobs.add(plan(tmp_path, "quick"), tmp_path)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    write_status(job.path, replace(jobs.get(job.id).status, state=State.RUNNING))
    mine = processes.own()
    (job.path / "process.json").write_text(json.dumps({"pid": mine.pid, "started": "another time"}))
    assert jobs.get(job.id).state is State.INTERRUPTED
    (job.path / "process.json").write_text(json.dumps({"pid": mine.pid, "started": mine.started}))
    assert jobs.get(job.id).state is State.RUNNING
    write_status(job.path, replace(jobs.get(job.id).status, state=State.STOPPED))
    assert not processes.alive(None)
    assert processes.identity(2**22 - 3) is None


def test_what_cannot_be_is_refused(jobs: JobStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = jobs.add(plan(tmp_path, "slow"), tmp_path)
    with pytest.raises(JobError, match="is being trained already"):
        jobs.add(plan(tmp_path, "quick"), tmp_path)
    with pytest.raises(JobError, match="goes on"):
        jobs.remove(job.id)
    with pytest.raises(JobError, match="cannot become queued"):
        jobs.resume(job.id)
    for name in ("../../etc", "nothing-there", "", "x" * 300, "20261126-180000-abcdef"):
        with pytest.raises(JobError, match="There is no training"):
            jobs.get(name)
    monkeypatch.setattr(store, "MOST_WAITING", 1)
    with pytest.raises(JobError, match="wait already"):
        jobs.add(plan(tmp_path, "quick", space="other"), tmp_path)
    with pytest.raises(JobError, match="0 commands"):
        plan(tmp_path)
    jobs.stop(job.id)
    wait(lambda: jobs.get(job.id).state is State.STOPPED)
    jobs.remove(job.id)
    assert jobs.jobs() == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "asleep"}', "\x00"])
def test_a_damaged_job_is_named_and_the_others_stay(jobs: JobStore, tmp_path: Path, text: str) -> None:
    good = jobs.add(plan(tmp_path, "quick"), tmp_path)
    bad = jobs.root / "20250101-000000-abcdef"
    bad.mkdir()
    (bad / "job.json").write_text((good.path / "job.json").read_text())
    (bad / "status.json").write_text(text)
    assert [job.id for job in jobs.jobs()] == [good.id]
    with pytest.raises(JobError, match=r"damaged|malformed"):
        jobs.get(bad.name)


@pytest.mark.parametrize("change", [{"steps": []}, {"steps": "x"}, {"seconds": "soon"}, {"steps": [{"title": "x"}]}])
def test_a_plan_that_is_none(tmp_path: Path, change: dict[str, object]) -> None:
    (tmp_path / "job.json").write_text(json.dumps({**plan(tmp_path, "quick").stated(), **change}))
    write_status(tmp_path, Status(State.QUEUED))
    with pytest.raises(JobError):
        read_job(tmp_path)


def test_states(jobs: JobStore) -> None:
    assert set(ALLOWED) == set(State)
    assert {State.STOPPED, State.INTERRUPTED, State.FAILED} == RESUMABLE
    check(State.RUNNING, State.FINISHED)
    for old in State:
        if old not in GOING:
            with pytest.raises(JobError):
                check(old, State.RUNNING)
    reached, more = {State.QUEUED}, {State.QUEUED}
    while more:
        more = {new for one in more for new in ALLOWED[one]} - reached
        reached |= more
    assert reached == set(State)


def test_progress(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "progress.json"
    assert read(file) is None
    one = Progress("fitting", 30, 100, 10, 1000.0, 1040.0)
    write(file, one)
    assert read(file) == one
    assert one.share == 0.3
    assert one.left == 140.0
    assert Progress("x", 10, 100, 10, 0.0, 5.0).left is None
    assert Progress("x", 0, 0, 0, 0.0, 5.0).share == 0.0
    file.write_text('{"what": 3}')
    assert read(file) is None
    write(tmp_path / "missing" / "progress.json", one)  # nothing happens


def test_a_status_of_a_newer_program_is_read(jobs: JobStore, tmp_path: Path) -> None:
    job = jobs.add(plan(tmp_path, "quick"), tmp_path)
    wait(lambda: jobs.get(job.id).state is State.FINISHED)
    file = job.path / "status.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "mood": "good"}))
    assert jobs.get(job.id).state is State.FINISHED
