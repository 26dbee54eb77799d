"""Does one job, in a process of its own: `python -m explorer.jobs.runner FOLDER`. Begun by `store.start`.

It waits for its turn (one job of a store is at work at a time, the first in the queue first), runs the commands one
after the other, and records what becomes of it. It listens to a file, `stop`, alone: no terminal, no browser and no
server has a part in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import IO

from explorer.errors import JobError
from explorer.files import write_atomically
from explorer.jobs import processes, progress
from explorer.jobs.plan import Step
from explorer.jobs.states import GOING, State, check
from explorer.jobs.store import LOCK_S, Job, JobStore, Status, read_job, write_status
from explorer.locks import held, taken

POLL_S = 0.2
PATIENCE_S = 40.0  # for a command to end by itself after Ctrl-C: it finishes what it writes
NICE = 10  # of the commands: who looks at a space meanwhile comes first
INTERRUPTED = 130  # exit status after Ctrl-C
TAIL = 4000  # characters of the log in which a reason is looked for


class Runner:
    """One job from its turn to its end.

    Args:
        path: its folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = JobStore(path.parent.parent)
        self.status = read_job(path).status
        self.command: subprocess.Popen[bytes] | None = None
        self.began = time.monotonic()
        self.worked = self.status.seconds  # before it was begun this time

    def run(self) -> None:
        """Do it."""
        with (self.path.parent / ".turn").open("ab") as turn:
            if not self._wait(turn):
                self._become(State.STOPPED)
                return
            self._become(State.RUNNING, attempts=self.status.attempts + 1)
            self.began = time.monotonic()
            try:
                state, problem, remedy = self._steps()
            finally:
                self.status = replace(self.status, seconds=self._seconds())
            self._become(state, problem=problem, remedy=remedy)

    def _seconds(self) -> float:
        """How long it was at work in all."""
        return self.worked + time.monotonic() - self.began

    @property
    def stopping(self) -> bool:
        """Whether a stop was asked for."""
        return (self.path / "stop").exists()

    def _wait(self, turn: IO[bytes]) -> bool:
        """Wait for the turn; False: it was stopped before."""
        while not self.stopping:
            if self._first() and taken(turn):
                return True
            time.sleep(POLL_S)
        return False

    def _first(self) -> bool:
        """Whether nobody who is alive was in the queue before."""
        waiting = [job for job in self.store.jobs() if job.status.state in GOING and job.id != self.path.name]
        before = [job for job in waiting if job.status.queued < self.status.queued]
        return not any(job.state in GOING for job in before)

    def _steps(self) -> tuple[State, str, str]:
        """Run the commands that are not done; what came of them."""
        job = read_job(self.path)
        again = self.status.attempts > 1
        for index in range(self.status.step, len(job.plan.steps)):
            step = job.plan.steps[index]
            (self.path / "progress.json").unlink(missing_ok=True)  # of the command before
            again = again and step.resumable
            before = self.status.before if again else self._seconds()
            self.status = replace(self.status, step=index, before=before)
            write_status(self.path, self.status)
            # A command that was interrupted goes on; those after it are new.
            code = self._command(job, step, resume=again)
            again = False
            if code != 0:
                stopped = self.stopping
                return (State.STOPPED, "", "") if stopped else (State.FAILED, *self._reason(code))
            if self.stopping and index + 1 < len(job.plan.steps):
                self.status = replace(self.status, step=index + 1)
                return State.STOPPED, "", ""
        return State.FINISHED, "", ""

    def _command(self, job: Job, step: Step, *, resume: bool) -> int:
        """Run one command; its exit status, negative for the signal that ended it."""
        argv = [sys.executable, "-m", job.plan.module, *step.argv, *(["--resume"] if resume else [])]
        env = {**os.environ, progress.VARIABLE: str(self.path / "progress.json"), "PYTHONUNBUFFERED": "1"}
        with (self.path / "log.txt").open("ab") as log:
            log.write(f"\n> python {shlex.join(argv[1:])}\n".encode())
            log.flush()
            self.command = subprocess.Popen(  # noqa: S603 - our own program; arguments are a list
                argv, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=job.cwd, env=env
            )
        one = processes.identity(self.command.pid)
        if one is not None:
            write_atomically(self.path / "command.json", json.dumps(asdict(one)).encode())
        code = self._watch(self.command)
        (self.path / "command.json").unlink(missing_ok=True)
        return code

    def _watch(self, command: subprocess.Popen[bytes]) -> int:
        asked: float | None = None
        while command.poll() is None:
            if asked is None and self.stopping:
                asked = time.monotonic()
                self._become(State.STOPPING)
                os.killpg(0, signal.SIGINT)  # as Ctrl-C in a terminal: the whole group; this process hears it, too
            elif asked is not None and time.monotonic() - asked > PATIENCE_S:
                command.kill()
            time.sleep(POLL_S)
        return int(command.returncode)

    def _reason(self, code: int) -> tuple[str, str]:
        """Why a command failed, as it said itself, and what to do."""
        lines = [line for line in read_job(self.path).log[-TAIL:].splitlines() if line.strip()]
        at = max((k for k, line in enumerate(lines) if line.startswith("error: ")), default=None)
        if at is not None:
            return lines[at].removeprefix("error: "), " ".join(lines[at + 1 : at + 3])
        if code == -signal.SIGKILL:
            return "The command was killed from outside.", "The memory may have been too small; the log may say more."
        if code == INTERRUPTED or code < 0:
            return f"The command was ended from outside (status {code}).", "Resume it."
        return f"The command ended with status {code}.", "The log says more."

    def _become(self, state: State, **fields: object) -> None:
        check(self.status.state, state)
        self.status = replace(self.status, state=state, changed=time.time(), **fields)  # type: ignore[arg-type]
        write_status(self.path, self.status)


def main(argv: Sequence[str]) -> int:
    """Do the job in a folder; 0, or 1 if it is over already or another process does it."""
    path = Path(argv[0]).absolute()
    # A handler that does nothing, rather than none: commands begun here hear Ctrl-C as usual.
    signal.signal(signal.SIGINT, lambda *_: None)
    with contextlib.suppress(OSError):
        os.nice(NICE)
    with held(path / ".lock", LOCK_S):  # one that has just stopped may not be gone yet
        write_atomically(path / "process.json", json.dumps(asdict(processes.own())).encode())
        runner = Runner(path)
        if runner.status.state is not State.QUEUED:
            return 1
        try:
            runner.run()
        except JobError as error:
            write_status(path, Status(State.FAILED, problem=error.problem, remedy=error.remedy))
            return 1
        except Exception as error:
            write_status(
                path, replace(runner.status, state=State.FAILED, problem=f"A bug: {error!r}", remedy="See the log.")
            )
            raise
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
