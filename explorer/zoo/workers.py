"""Work on many networks at once, in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import joblib

from explorer.errors import ZooError


def side_by_side(work: Callable[[int], int], indices: Sequence[int], workers: int) -> Iterator[int]:
    """Do `work` for each index; yields what it returns as each is finished.

    Args:
        work: can be pickled, unless `workers` is 1.
        indices: what it is called with.
        workers: processes, each on one thread; 1: in this process, on as many threads as torch has here (sums of
            floats may then differ in rounding). They end with this process, however it ends.
    """
    if workers == 1:
        yield from map(work, indices)
        return
    with joblib.parallel_config("loky", n_jobs=workers, inner_max_num_threads=1):
        parallel = joblib.Parallel(return_as="generator_unordered", pre_dispatch=workers)
        yield from parallel(joblib.delayed(work)(index) for index in indices)


def check_amounts(count: int, batch: int, workers: int) -> None:
    """Whether so many networks can be made so.

    Raises:
        ZooError: one of the three is not positive.
    """
    if min(count, batch, workers) < 1:
        raise ZooError(
            f"Cannot make a zoo of {count} networks in batches of {batch} by {workers} workers.",
            "All three must be at least 1.",
        )


def run_batches(
    work: Callable[[int], int],
    missing: Sequence[int],
    *,
    count: int,
    batch: int,
    workers: int,
    progress: Callable[[int, int], None],
) -> None:
    """Do the batches of a zoo that are missing, side by side.

    Args:
        work: see `side_by_side`; returns the batch's index.
        missing: indices of batches.
        count: networks of the whole zoo; the last batch may count fewer than `batch`.
        batch: networks of every other one.
        workers: see `side_by_side`.
        progress: called with (networks done, networks wanted) at the start and after each batch.
    """
    done = count - sum(min(batch, count - index * batch) for index in missing)
    progress(done, count)
    for index in side_by_side(work, missing, workers):
        done += min(batch, count - index * batch)
        progress(done, count)
