"""Which networks of a space are measured and shown together: always the same."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from explorer.space.bundle import Space

PAIR_SEED = 20_220_605


def heldout_pairs(space: Space, count: int) -> list[tuple[int, int]]:
    """Pairs of held-out networks of different kinds; of any where all are of one kind, and all where there are few."""
    rng = np.random.default_rng(PAIR_SEED)
    kinds = space.labels[space.group]
    mixed = several_kinds(space)
    every = [(a, b) for a, b in combinations(space.heldout.tolist(), 2) if not mixed or kinds[a] != kinds[b]]
    if len(every) <= count:
        return every
    pairs: list[tuple[int, int]] = []
    while len(pairs) < count:
        a, b = (int(i) for i in rng.choice(space.heldout, 2, replace=False))
        if not mixed or kinds[a] != kinds[b]:
            pairs.append((a, b))
    return pairs


def several_kinds(space: Space) -> bool:
    """Whether the held-out networks are of several kinds."""
    return len(set(space.labels[space.group][space.heldout].tolist())) > 1
