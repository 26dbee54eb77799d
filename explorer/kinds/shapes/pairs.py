"""Which networks of a space are measured and shown together: always the same."""

from __future__ import annotations

import numpy as np

from explorer.space.bundle import Space

PAIR_SEED = 20_220_605


def heldout_pairs(space: Space, count: int) -> list[tuple[int, int]]:
    """Pairs of held-out networks of different kinds; none where all are of one kind."""
    rng = np.random.default_rng(PAIR_SEED)
    kinds = space.labels[space.group]
    pairs: list[tuple[int, int]] = []
    if len(set(kinds[space.heldout].tolist())) < 2:
        return pairs
    while len(pairs) < count:
        a, b = (int(i) for i in rng.choice(space.heldout, 2, replace=False))
        if kinds[a] != kinds[b]:
            pairs.append((a, b))
    return pairs
