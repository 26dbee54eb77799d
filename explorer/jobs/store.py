"""Jobs on disk: a folder each, read by whoever looks, whether or not the program that began them is still there.

    runs/jobs/ID/job.json       the plan; written once
    runs/jobs/ID/status.json    state, step, when; written anew at every change
    runs/jobs/ID/process.json   the process that does it: its number and when it was started
    runs/jobs/ID/progress.json  how far the present command has come
    runs/jobs/ID/log.txt        what the commands print
    runs/jobs/ID/stop           is there once a stop is asked for

`runner` does a job, in a process of its own.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from explorer.errors import JobError
from explorer.files import read_json, regular, write_atomically
from explorer.jobs import processes, progress
from explorer.jobs.plan import Plan
from explorer.jobs.processes import Identity
from explorer.jobs.progress import Progress
from explorer.jobs.states import GOING, RESUMABLE, State, check
from explorer.locks import held

RUNS = "NETSPACE_RUNS"
"""Environment variable: the folder of jobs and runs, instead of `runs/` in the working directory."""

MOST_JOBS = 200  # that are kept
MOST_WAITING = 20  # at once
LOG_TAIL = 16_000  # bytes of a log that are shown
STARTING_S = 20.0  # within which a process says which one it is
LOCK_S = 10.0
_begun: list[subprocess.Popen[bytes]] = []  # by this process, which is told of their ends
_ID = re.compile(r"[0-9a-z][0-9a-z-]{5,79}")


@dataclass(frozen=True)
class Status:
    """What is known of a job at one time.

    Attributes:
        state: what it is.
        step: index of the command that is, or was last, at work.
        queued: when it was put into the queue, in seconds since 1970: the order of the queue.
        changed: when this state began.
        attempts: how often it was begun.
        seconds: how long it was at work before it was begun this time.
        before: how long it had been at work in all when the present command was begun.
        problem: why it failed; empty unless it did.
        remedy: what to do.
    """

    state: State
    step: int = 0
    queued: float = 0.0
    changed: float = 0.0
    attempts: int = 0
    seconds: float = 0.0
    before: float = 0.0
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Job:
    """A job as it was found.

    Attributes:
        path: its folder.
        plan: what it does.
        status: what has become of it; `state` knows whether its process is still there.
        cwd: where its commands run.
    """

    path: Path
    plan: Plan
    status: Status
    cwd: Path

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def state(self) -> State:
        """What it is now: what should be going on but has no process was interrupted."""
        stated = self.status.state
        if stated not in GOING or processes.alive(self.process):
            return stated
        # Either way: by a clock that was set back, what began a moment ago began in the future.
        if self.process is None and abs(time.time() - self.status.changed) < STARTING_S:
            return stated
        return State.INTERRUPTED

    @property
    def process(self) -> Identity | None:
        """The process that does it, or did."""
        data = _read(self.path / "process.json")
        return None if data is None else Identity(int(data["pid"]), str(data["started"]))

    @property
    def progress(self) -> Progress | None:
        """How far the present command has come."""
        return progress.read(self.path / "progress.json")

    @property
    def log(self) -> str:
        """The end of what was printed; a line that was written over counts once."""
        file = self.path / "log.txt"
        try:
            with regular(file).open("rb") as handle:
                handle.seek(max(file.stat().st_size - LOG_TAIL, 0))
                text = handle.read().decode("utf-8", "replace")
        except OSError:
            return ""
        return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))

    @property
    def run(self) -> Path | None:
        """The folder of its training run."""
        return next((self.cwd / one.run for one in self.plan.steps if one.run), None)


class JobStore:
    """All jobs of one folder.

    Args:
        root: the folder; made when the first job is.
    """

    def __init__(self, root: Path) -> None:
        self.root = root / "jobs"

    def jobs(self) -> list[Job]:
        """All that can be read, the newest first."""
        found = []
        for path in sorted(self.root.iterdir(), reverse=True) if self.root.is_dir() else []:
            if _ID.fullmatch(path.name) and path.is_dir():
                try:
                    found.append(read_job(path))
                except JobError:
                    continue  # `get` says why
        return found

    def get(self, name: str) -> Job:
        """One job.

        Raises:
            JobError: there is none of that name, or it cannot be read.
        """
        if not _ID.fullmatch(name) or not (self.root / name).is_dir():
            raise JobError(f"There is no training {name[:60]!r}.", "Choose one from the list.")
        return read_job(self.root / name)

    def add(self, plan: Plan, cwd: Path) -> Job:
        """Queue a job; a process of its own begins it when its turn comes.

        Args:
            plan: what it does.
            cwd: where its commands run.

        Raises:
            JobError: too many wait, or another one makes the same space.
            OSError: the folder cannot be written.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with held(self.root / ".lock", LOCK_S):
            going = [job for job in self.jobs() if job.state in GOING]
            if len(going) >= MOST_WAITING:
                raise JobError(f"{len(going)} trainings wait already.", "Stop one of them, or wait.")
            if any(job.plan.space == plan.space for job in going):
                raise JobError(f"A space {plan.space!r} is being trained already.", "Choose another name.")
            now = time.time()
            path = self.root / f"{time.strftime('%Y%m%d-%H%M%S', time.localtime(now))}-{secrets.token_hex(3)}"
            path.mkdir()
            write_atomically(path / "job.json", json.dumps({**plan.stated(), "cwd": str(cwd)}, indent=2).encode())
            write_status(path, Status(State.QUEUED, queued=now, changed=now))
            self._forget()
        start(path)
        return read_job(path)

    def resume(self, name: str) -> Job:
        """Queue a job again that was stopped, interrupted or failed; it goes on where it was.

        Raises:
            JobError: it is not one of these.
        """
        with held(self.root / ".lock", LOCK_S):
            job = self.get(name)
            check(job.state, State.QUEUED)
            end_group(job)  # what an interrupted one has left behind
            (job.path / "stop").unlink(missing_ok=True)
            (job.path / "process.json").unlink(missing_ok=True)
            now = time.time()
            write_status(
                job.path, replace(job.status, state=State.QUEUED, queued=now, changed=now, problem="", remedy="")
            )
        start(job.path)
        return self.get(name)

    def stop(self, name: str) -> None:
        """Ask a job to stop. What it has done so far stays, and it can go on later.

        Raises:
            JobError: it is not going on.
        """
        job = self.get(name)
        if job.state not in GOING:
            raise JobError(f"The training is {job.state}: there is nothing to stop.", "")
        (job.path / "stop").touch()

    def remove(self, name: str) -> None:
        """Forget a job that is not going on: its plan, its log, its checkpoint and its curve. What it made stays.

        Raises:
            JobError: it goes on.
        """
        job = self.get(name)
        if job.state in GOING:
            raise JobError("The training goes on.", "Stop it first.")
        end_group(job)
        shutil.rmtree(job.path)
        run = job.run
        if run is not None and run.absolute().is_relative_to(self.root.parent):
            shutil.rmtree(run, ignore_errors=True)

    def ahead(self, job: Job) -> int:
        """How many are at work or wait before this one."""
        return sum(
            other.state in GOING
            and other.id != job.id
            and (other.status.state is not State.QUEUED or other.status.queued < job.status.queued)
            for other in self.jobs()
        )

    def _forget(self) -> None:
        """Remove the oldest that are over, where there are too many."""
        over = [job for job in self.jobs() if job.state not in GOING]
        for job in over[MOST_JOBS:]:
            shutil.rmtree(job.path, ignore_errors=True)


def start(path: Path) -> None:
    """Begin the process that does a job; it belongs to no one: it outlives this process."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *_paths()])}
    with (path / "log.txt").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - this very program, and a folder of ours
            [sys.executable, "-m", "explorer.jobs.runner", str(path)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env, start_new_session=True,
        )  # fmt: skip
    _begun[:] = [*(other for other in _begun if other.poll() is None), process]
    one = processes.identity(process.pid)
    if one is not None:
        write_atomically(path / "process.json", json.dumps(asdict(one)).encode())


def _paths() -> list[str]:
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]


def end_group(job: Job) -> None:
    """End what is left of a job whose own process is gone: commands that it began, if they are still there."""
    data = _read(job.path / "command.json")
    if data is None:
        return
    left = Identity(int(data["pid"]), str(data["started"]))
    if processes.alive(left):
        os.kill(left.pid, 9)
    (job.path / "command.json").unlink(missing_ok=True)


def read_job(path: Path) -> Job:
    """A job's folder.

    Raises:
        JobError: it cannot be read.
    """
    plan, status = _read(path / "job.json"), _read(path / "status.json")
    if plan is None or status is None:
        raise JobError(f"{path} is no training: job.json or status.json is missing or damaged.", "Remove the folder.")
    try:
        known = {one.name for one in fields(Status)}  # a newer program may say more
        stated = {name: value for name, value in status.items() if name in known}
        found = Status(**{**stated, "state": State(status["state"])})
    except (KeyError, TypeError, ValueError) as error:
        raise JobError(f"{path / 'status.json'} is malformed: {error!r}.", "Remove the folder.") from error
    return Job(path, Plan.read(plan), found, Path(str(plan.get("cwd", "."))))


def write_status(path: Path, status: Status) -> None:
    """Record what a job is."""
    write_atomically(path / "status.json", json.dumps(asdict(status), indent=2).encode())


def _read(file: Path) -> Mapping[str, Any] | None:
    try:
        data = read_json(file)
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def runs_root() -> Path:
    """The folder of jobs and runs."""
    return Path(os.environ.get(RUNS) or "runs").absolute()


__all__ = ["RESUMABLE", "Job", "JobStore", "Status", "read_job", "runs_root", "write_status"]
