"""Which networks are measured where there are too many: always the same."""

from __future__ import annotations

import numpy as np
from jaxtyping import Int

SEED = 20_220_605


def some_ids(ids: Int[np.ndarray, " n"], count: int | None) -> Int[np.ndarray, " k"]:
    """All ids, or a random choice of them that is always the same."""
    if count is None or count >= len(ids):
        return ids
    return np.sort(np.random.default_rng(SEED).choice(ids, count, replace=False))
