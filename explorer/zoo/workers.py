"""Work on many networks at once: in this process, in several, or on several machines.

A unit of work (a batch of networks) gives back what it made, and whoever asked for it writes it: so nothing is written
twice, a unit may be done again elsewhere if its process or machine dies, and machines need no common folder.
"""

from __future__ import annotations

import os
import re
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar, runtime_checkable

import joblib
from joblib.externals import loky

from explorer.errors import ZooError

Item = TypeVar("Item")
Made = TypeVar("Made")
IDLE_S = 60  # that a process waits for more work before it ends
ORPHAN_S = 1.0  # between two looks whether the process that began this one is there
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")


@runtime_checkable
class Workers(Protocol):
    """Where units of work are done.

    Attributes:
        beside: how many are done at once; while machines come and go, as many as are there now.
    """

    @property
    def beside(self) -> int:
        """See above."""
        ...

    def run(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[tuple[int, Any]]:
        """Do `work` for each item; yields (the item's place, what was made) as each is finished.

        Args:
            work: it can be pickled, with all that it holds; that is sent once.
            items: what it is called with; taken as they are needed.

        Raises:
            ExplorerError: what `work` raises, or that there is nobody left to do it.
        """
        ...


class ThisProcess:
    """One unit after the other, in this process, on as many threads as torch has here."""

    beside = 1

    def run(self, work: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[tuple[int, Made]]:
        """See `Workers.run`; nothing is pickled."""
        for place, item in enumerate(items):
            yield place, work(item)


class Processes:
    """Processes of this machine, each on one thread. They end with this process, however it ends.

    Args:
        count: how many.
    """

    def __init__(self, count: int) -> None:
        self.beside = count

    def run(self, work: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[tuple[int, Made]]:
        """See `Workers.run`; `work` goes by a temporary file, which each process reads once."""
        with tempfile.TemporaryDirectory(prefix="explorer-") as folder:
            file = Path(folder) / "work"
            joblib.dump(work, file)
            with joblib.parallel_config("loky", n_jobs=self.beside, inner_max_num_threads=1):
                parallel = joblib.Parallel(return_as="generator_unordered", pre_dispatch=self.beside)
                asked = (str(file), os.getpid())
                units = (joblib.delayed(_unit)(*asked, place, item) for place, item in enumerate(items))
                try:
                    yield from parallel(units)
                except BrokenProcessPool as error:
                    raise ZooError(
                        f"A process that worked {_fate(error)}.",
                        "Free some memory, or take fewer --workers; what is finished is kept: add --resume.",
                    ) from error


def _unit(file: str, parent: int, place: int, item: Any) -> tuple[int, Any]:
    _end_with(parent)
    return place, _kept_work(file)(item)


@lru_cache(maxsize=1)
def _end_with(parent: int) -> None:
    """End this process soon after the one that began it: else it would end its unit first, which may take an hour."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(ORPHAN_S)
        os._exit(1)

    if os.getppid() == parent:  # systems that have no such number are left alone
        threading.Thread(target=watch, name="parent", daemon=True).start()


@lru_cache(maxsize=1)
def _kept_work(file: str) -> Callable[[Any], Any]:
    """What `Processes.run` wrote a moment ago, in a folder that only this user can read."""
    loaded: Callable[[Any], Any] = joblib.load(file)
    return loaded


@dataclass(frozen=True)
class Lost:
    """What stands in place of an item's result whose process ended without one.

    Attributes:
        how: it ended, in words: "crashed (SIGSEGV)".
    """

    how: str


def surviving(work: Callable[[Item], Made], items: Sequence[Item], processes: int) -> Iterator[tuple[int, Made | Lost]]:
    """As `Workers.run` in processes of this machine, of which any may end: that costs the item that it was at alone.

    Where a process ends, so does its pool, and nobody says which item it was. So those that were at work are done
    again one by one: the item with which a process ends again is lost, and the others go on.

    Args:
        work: it can be pickled; small, as it goes with every item.
        items: what it is called with.
        processes: how many, each on one thread; also a single one is not this process.

    Raises:
        ExplorerError: what `work` raises.
    """
    waiting, suspects = deque(enumerate(items)), deque[tuple[int, Item]]()
    at_work = dict[Future[Made], tuple[int, Item]]()
    pool = _idle.pop(processes, None) or _pool(processes)
    try:
        while waiting or suspects or at_work:
            source, most = (suspects, 1) if suspects else (waiting, processes)
            while source and len(at_work) < most:
                try:
                    at_work[pool.submit(work, source[0][1])] = source[0]
                except BrokenProcessPool:  # a process ended while it waited for work
                    pool = _pool(processes)
                    break
                source.popleft()
            done = wait(at_work, return_when=FIRST_COMPLETED).done
            if any(isinstance(one.exception(), BrokenProcessPool) for one in done):
                done = wait(at_work).done  # all that its pool was at has ended with it
                pool = _pool(processes)
            alone = len(at_work) == 1
            for future in done:
                place, item = at_work.pop(future)
                error = future.exception()
                if not isinstance(error, BrokenProcessPool):
                    yield place, future.result()
                elif alone:
                    yield place, Lost(_fate(error))
                else:
                    suspects.append((place, item))
    finally:
        if at_work:  # Ctrl-C, or an error: nobody waits for what they do
            pool.shutdown(wait=False, kill_workers=True)
        else:
            _idle[processes] = pool  # its processes have their libraries loaded; they end soon if nobody comes


_idle = dict[int, loky.ProcessPoolExecutor]()  # by the number of processes


def _pool(processes: int) -> loky.ProcessPoolExecutor:
    environment = dict.fromkeys(THREADS, "1")
    return loky.ProcessPoolExecutor(
        processes, timeout=IDLE_S, env=environment, initializer=_end_with, initargs=(os.getpid(),)
    )


def _fate(error: BrokenProcessPool) -> str:
    """How a process ended, in words; the signals stand in loky's message alone."""
    signals = re.findall(r"SIG[A-Z]+", str(error))
    if "SIGKILL" in signals:
        return "was killed (SIGKILL), as systems do when memory runs out"
    return f"crashed ({signals[0]})" if signals else "ended"


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_of(workers: int | Workers) -> Workers:
    """Workers as they were chosen; a number is of processes, and 1 this process."""
    if isinstance(workers, int):
        return ThisProcess() if workers == 1 else Processes(workers)
    return workers


def on_this_machine(workers: int | Workers) -> int:
    """How many processes for work on files that other machines need not have."""
    return workers if isinstance(workers, int) else os.cpu_count() or 1


def side_by_side(work: Callable[[Item], Made], items: Iterable[Item], workers: int | Workers) -> Iterator[Made]:
    """What `work` makes of each item, as each is finished.

    Args:
        work: see `Workers.run`; in this process alone it need not be pickled.
        items: what it is called with.
        workers: who does it, or how many processes, each on one thread; 1: in this process, on as many threads as
            torch has here (sums of floats may then differ in rounding).
    """
    for _, made in workers_of(workers).run(work, items):
        yield made


def in_order(work: Callable[[Item], Made], items: Iterable[Item], workers: int | Workers) -> Iterator[Made]:
    """As `side_by_side`, in the order of the items."""
    kept, wanted = dict[int, Made](), 0
    for place, made in workers_of(workers).run(work, items):
        kept[place] = made
        while wanted in kept:
            yield kept.pop(wanted)
            wanted += 1


def check_amounts(count: int, batch: int, workers: int | Workers) -> None:
    """Whether so many networks can be made so.

    Raises:
        ZooError: one of the three is not positive.
    """
    processes = workers if isinstance(workers, int) else 1
    if min(count, batch, processes) < 1:
        raise ZooError(
            f"Cannot make a zoo of {count} networks in batches of {batch} by {processes} workers.",
            "All three must be at least 1.",
        )


def run_batches(
    work: Callable[[Item], Made],
    missing: Sequence[int],
    *,
    item: Callable[[int], Item],
    keep: Callable[[int, Made], None],
    count: int,
    batch: int,
    workers: int | Workers,
    progress: Callable[[int, int], None],
) -> None:
    """Make the batches of a zoo that are missing, side by side, and keep them.

    Args:
        work: makes one batch; see `side_by_side`.
        missing: indices of batches.
        item: what `work` is called with for a batch, by its index.
        keep: writes a batch, given its index and what `work` made; called here, in this process.
        count: networks of the whole zoo; the last batch may count fewer than `batch`.
        batch: networks of every other one.
        workers: see `side_by_side`.
        progress: called with (networks done, networks wanted) at the start and after each batch.
    """
    done = count - sum(min(batch, count - index * batch) for index in missing)
    progress(done, count)
    for place, made in workers_of(workers).run(work, map(item, missing)):
        keep(missing[place], made)
        done += min(batch, count - missing[place] * batch)
        progress(done, count)
