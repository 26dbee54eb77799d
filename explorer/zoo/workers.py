"""Work on many networks at once, in several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import joblib


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
