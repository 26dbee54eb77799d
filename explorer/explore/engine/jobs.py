"""Identical work is done once, and work nobody waits for any more is dropped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from typing import Any, TypeVar

Value = TypeVar("Value")
Cancelled = Callable[[], bool]
"""Asked now and then while work runs: does its caller no longer want the result?"""

POLL_S = 0.02  # how often a caller that waits for another's work asks its own `cancelled`


class Dropped(Exception):  # noqa: N818 - no error, as the docstring says
    """The work was given up because every caller's `cancelled` said so. Not an error to show to anybody."""


def never() -> bool:
    """The `cancelled` of a caller that always wants its result."""
    return False


class _Job:
    def __init__(self) -> None:
        self.future: Future[Any] = Future()
        self.callers: list[Cancelled] = []


class Jobs:
    """Runs keyed work in the callers' threads; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[Hashable, _Job] = {}

    def run(self, key: Hashable, work: Callable[[Callable[[], None]], Value], cancelled: Cancelled | None) -> Value:
        """The result of `work`, from the thread that already does the work of this key if there is one.

        Args:
            key: identical keys mean identical results.
            work: gets a function to call between its steps, which raises `Dropped` when nobody waits any more.
            cancelled: whether this caller still waits; None: always.

        Raises:
            Dropped: this caller, or every caller, has gone.
        """
        caller = cancelled or never
        with self._lock:
            job = self._running.get(key)
            if job is None:
                job, owner = _Job(), True
                self._running[key] = job
            else:
                owner = False
            job.callers.append(caller)
        if not owner:
            waited: Value = self._wait(job, caller)
            return waited
        try:
            result = work(lambda: self._check(key, job))
        except BaseException as error:
            self._end(key, job)
            job.future.set_exception(error)
            raise
        self._end(key, job)
        job.future.set_result(result)
        return result

    def _wait(self, job: _Job, caller: Cancelled) -> Any:
        while True:
            try:
                return job.future.result(None if caller is never else POLL_S)
            except NotYet:
                if caller():
                    raise Dropped from None

    def _check(self, key: Hashable, job: _Job) -> None:
        # Under the lock, so that no caller joins between the question and the end of the job.
        with self._lock:
            if all(caller() for caller in job.callers):
                self._running.pop(key, None)
                raise Dropped

    def _end(self, key: Hashable, job: _Job) -> None:
        with self._lock:
            if self._running.get(key) is job:
                del self._running[key]
