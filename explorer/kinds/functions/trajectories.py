"""Trainings of which several epochs are in a space: a network's training is a line on the map, and can be walked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.space.bundle import Space
from explorer.zoo.columns import EPOCH, RUN


def runs_of(space: Space) -> dict[str, list[int]]:
    """Trainings of which several epochs are there, by name: ids of their networks, in the order of the epochs."""
    if RUN not in space.labels or EPOCH not in space.labels:
        return {}
    names, epochs = space.labels[RUN], space.labels[EPOCH]
    found = {}
    for name in sorted(set(names.tolist()) - {""}):
        ids = np.flatnonzero((names == name) & np.isfinite(epochs))
        if len(ids) > 1:
            found[name] = ids[np.argsort(epochs[ids], kind="stable")].tolist()
    return found


def stops_of(ids: Sequence[int], most: int) -> list[int]:
    """At most so many networks of a training, evenly chosen, its first and its last among them."""
    if len(ids) <= most:
        return list(ids)
    places = np.linspace(0, len(ids) - 1, most).round().astype(int)
    return [int(ids[k]) for k in places]
