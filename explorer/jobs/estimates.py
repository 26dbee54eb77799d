"""How long a job takes: as its kind estimates it, corrected by what this machine does now and by what is done."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import numpy as np

from explorer.jobs.runner import NICE
from explorer.jobs.states import State
from explorer.jobs.store import Job

TURN_S = 6.9e-6
"""Seconds of one turn of the trial work on the machine that the kinds' estimates were measured on, idle."""

TRIAL_S = 0.6  # of a trial
FRESH_S = 60.0  # within which no other trial is made
SIZE, TURNS = 64, 20
LEAST, MOST = 0.25, 20.0  # bounds of what a trial, or a beginning, may say
TRAINING = "training"  # what a training calls its steps in its progress (`cli.train`)
FINISHING = "finishing"  # what it calls its parts after them, before a colon (`space.build`)
BELIEVED_S = 5.0  # of a job's work, below which its own pace says little
_lock = threading.Lock()
_last: tuple[float, float] | None = None  # when the last trial was made, and what it said


def slowness() -> float:
    """How many times slower than estimated a job would go now: a short trial, made anew once a minute.

    It counts what a job would be given beside all else that runs: the trial is as nice as a job.
    """
    global _last  # noqa: PLW0603 - one machine, one answer
    with _lock:
        if _last is None or time.monotonic() - _last[0] > FRESH_S:
            found = list[float]()
            trial = threading.Thread(target=lambda: found.append(_turn()), name="trial")
            trial.start()
            trial.join()
            _last = time.monotonic(), min(max(found[0] / TURN_S, LEAST), MOST)
        return _last[1]


def _turn() -> float:
    """Seconds of one turn of the trial work, in a thread that is niced and then ends."""
    if hasattr(os, "setpriority"):
        thread = threading.get_native_id()  # on Linux a thread has a priority of its own; elsewhere this is no process
        if Path(f"/proc/self/task/{thread}").exists():
            os.setpriority(os.PRIO_PROCESS, thread, min(os.getpriority(os.PRIO_PROCESS, thread) + NICE, 19))
    draw = np.random.default_rng(0)
    left, right = (draw.standard_normal((SIZE, SIZE)).astype(np.float32) for _ in range(2))
    began, turns = time.monotonic(), 0
    while time.monotonic() - began < TRIAL_S:
        for _ in range(TURNS):
            np.tanh(left @ right)
        turns += TURNS
    return (time.monotonic() - began) / turns


def finishing(job: Job) -> bool:
    """Whether a training has done its steps, and only what comes after them is left of its command."""
    progress = job.progress
    if progress is None or not job.plan.steps[job.status.step].run:
        return False
    return progress.what.startswith(f"{FINISHING}:") or (progress.what == TRAINING and progress.share >= 1)


def remaining(job: Job, now: float) -> float | None:
    """Seconds that a job still needs, as fast as it went so far; None: it is not at work, or nobody knows.

    Args:
        job: one that is at work.
        now: seconds since 1970.
    """
    steps, status = job.plan.steps, job.status
    whole = sum(step.seconds for step in steps)
    if job.state is not State.RUNNING or whole <= 0 or job.plan.seconds is None:
        return None
    worked = status.seconds + max(now - status.changed, 0.0)
    here = worked - status.before  # of that at the present command
    done = sum(step.seconds for step in steps[: status.step])
    rest = sum(step.seconds for step in steps[status.step + 1 :])
    present = steps[status.step]
    progress = job.progress
    if progress is not None and finishing(job):
        if progress.total <= 1 or progress.left is None or progress.what == TRAINING:
            return None  # one piece of work, of which nothing says how long it is
        trained = here - max(now - progress.began, 0.0)
        pace = min(max(trained / max(present.seconds - present.after, 1.0), LEAST), MOST)
        return max(progress.left - (now - progress.at), 0.0) + pace * rest
    # Only of a training is the share that of its command; others have parts, of which the present one is told.
    share = progress.share if progress is not None and present.run and progress.what == TRAINING else 0.0
    pace = job.plan.seconds / whole
    if share > 0 and here > BELIEVED_S:
        pace = here / (share * max(present.seconds - present.after, 1.0))
    elif done > 0 and status.before > BELIEVED_S:
        pace = status.before / done
    pace = min(max(pace, LEAST), MOST)
    told = progress.left if progress is not None else None
    left = 0.0 if told is None or progress is None else max(told - (now - progress.at), 0.0)
    left = left + pace * present.after if share > 0.0 and told is not None else max(left, present.seconds * pace - here)
    return left + pace * rest
