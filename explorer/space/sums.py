"""Three networks whose sum a - b + c means something: what the screen offers before a person chooses."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from jaxtyping import Bool, Float, Int

from explorer.lru import LruCache
from explorer.space.bundle import Space
from explorer.space.directions import keys_of
from explorer.space.metric import squared_distances

MOST = 60  # networks looked at with a property, without it, and to add it to
ABSENCES = ("none", "no", "0")  # values that say that there is no such part: taking one away is no sum to begin with
FEWEST = 3  # networks of a group with and without a property
ENDS = (0.2, 0.8)  # shares of a number's range: below has little of it, above has much
REMEMBERED = 8  # spaces

_found = LruCache[tuple[int, int, int] | None](REMEMBERED)


def sensible_sum(space: Space) -> tuple[int, int, int] | None:
    """Ids of a, b and c: a has a property, b is the network most like it without, c has it not; None: there are none.

    c is of another group than the two, and of all properties (discrete labels, numbers only where there are none) that
    sum is taken that comes nearest to a network of c's group which has the property: so what it decodes to is known to
    be possible. Training networks alone.
    """
    return _found.get(space.version, lambda: _best(space))


def _best(space: Space) -> tuple[int, int, int] | None:
    groups = space.labels[space.group][space.train]
    members = [space.train[groups == name] for name in np.unique(groups)]
    for discrete in (True, False):
        found = [one for masks in _properties(space, discrete) for one in _candidates(space, members, *masks)]
        if found:
            a, b, c, _ = min(found, key=lambda one: one[3])
            return a, b, c
    return None


def _properties(space: Space, discrete: bool) -> Iterator[tuple[Bool[np.ndarray, " n"], Bool[np.ndarray, " n"]]]:
    """Masks of the networks that have a property, and of those that have it not."""
    for key in keys_of(space):
        name, is_class, value = key.partition("=")
        if name == space.group or bool(is_class) != discrete or value in ABSENCES:
            continue
        if is_class:
            yield space.labels[name] == value, space.labels[name] != value
        else:
            values = space.labels[name].astype(np.float64)
            low, high = np.quantile(values[space.train], ENDS)
            if high > low:
                yield values >= high, values <= low


def _candidates(
    space: Space,
    members: list[np.ndarray],
    having: Bool[np.ndarray, " n"],
    lacking: Bool[np.ndarray, " n"],
) -> Iterator[tuple[int, int, int, float]]:
    """For each two groups: a and b of the one, the best c of the other, and how far their sum is from a network.

    Args:
        space: the space.
        members: ids of the training networks of each group.
        having: which networks have a property.
        lacking: which have it not.
    """
    latents = space.latents
    for k, own in enumerate(members):
        some, others = own[having[own]][:MOST], own[lacking[own]][:MOST]
        if min(len(some), len(others)) < FEWEST:
            continue
        a, b = _closest(space, some, others)
        for other in members[:k] + members[k + 1 :]:
            rest, known = other[lacking[other]][:MOST], other[having[other]][:MOST]
            if len(rest) and len(known):
                far = _distances(latents[a] - latents[b] + latents[rest], latents[known]).min(1)
                yield a, b, int(rest[far.argmin()]), float(far.min())


def _closest(space: Space, some: Int[np.ndarray, " n"], others: Int[np.ndarray, " m"]) -> tuple[int, int]:
    far = _distances(space.latents[some], space.latents[others])
    i, j = np.unravel_index(far.argmin(), far.shape)
    return int(some[i]), int(others[j])


def _distances(some: Float[np.ndarray, "n d"], others: Float[np.ndarray, "m d"]) -> Float[np.ndarray, "n m"]:
    return np.asarray(np.sqrt(np.maximum(squared_distances(some, others), 0)))
