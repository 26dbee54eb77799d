"""What a job can be, and what can become of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from explorer.errors import JobError


class State(StrEnum):
    """What a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"  # its process is gone, and nobody stopped it: a kill, a power cut
    FAILED = "failed"
    FINISHED = "finished"


S = State
ALLOWED: Mapping[State, frozenset[State]] = {
    S.QUEUED: frozenset({S.RUNNING, S.STOPPED, S.INTERRUPTED}),
    S.RUNNING: frozenset({S.STOPPING, S.FINISHED, S.FAILED, S.STOPPED, S.INTERRUPTED}),
    S.STOPPING: frozenset({S.STOPPED, S.FINISHED, S.FAILED, S.INTERRUPTED}),
    S.STOPPED: frozenset({S.QUEUED}),
    S.INTERRUPTED: frozenset({S.QUEUED, S.STOPPED}),
    S.FAILED: frozenset({S.QUEUED}),
    S.FINISHED: frozenset(),
}
"""What may follow what."""

GOING = frozenset({S.QUEUED, S.RUNNING, S.STOPPING})
"""States in which a process must be alive."""

RESUMABLE = frozenset(state for state, after in ALLOWED.items() if S.QUEUED in after)


def check(old: State, new: State) -> None:
    """Whether a job may become so.

    Raises:
        JobError: it may not.
    """
    if new not in ALLOWED[old]:
        raise JobError(f"A job that is {old} cannot become {new}.", "Reload the page.")
