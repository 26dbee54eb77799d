"""Directions that mean something: what a zoo's labels say about its latents, and how to move along one of them.

Two regressions, one for each way. *Reading*: a ridge regression from latents to each label, its regularisation chosen
by cross-validation; its R^2 on held-out networks says how well the label can be read off a latent. *Moving*: a ridge
regression the other way, from all labels together to latents: the coefficient of a label is the change of the latent
that goes with one unit of it *while the others stay as they are*, which the reading weights are not (Haufe et al. 2014,
NeuroImage 87, on patterns and filters).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int

from explorer.errors import SelectionError
from explorer.kinds.protocols import Placing, Steering
from explorer.kinds.registry import promised
from explorer.lru import LruCache
from explorer.space.bends import Bend, fit_bend
from explorer.space.bundle import Space

ALPHAS = np.logspace(-4, 4, 17)  # of which cross-validation chooses
FEWEST = 12  # training networks: fewer say nothing of a label
DISTINCT = 5  # a number with fewer values is a choice, not a quantity
TIED = 0.1  # share of a number's variance that a class explains from which on it belongs to the class
SURE = 0.8  # share of held-out networks of which a class is told right: from then on it tells which parts there are
NOTHING = 0.02  # of the greatest value: a part that is smaller in every network with a class is not there
LEAST_READ = 0.4  # a pattern that is read as less than this is not stretched any further
LEAST_R2 = 0.2  # of reading a label off held-out latents: one that is read worse is not offered to steer by
LARGEST = 100.0  # amount of one move, in the label's unit: some are in percent
MOST_MOVES = 32
REMEMBERED = 8  # spaces


@dataclass(frozen=True)
class Direction:
    """A continuous label as a direction of the latent space.

    Attributes:
        label: its name.
        low: 5th percentile over the networks that it applies to.
        high: 95th percentile.
        r2: R^2 of the reading on held-out networks, at most 1; None without at least two of them.
        filter: reading weights; a latent reads `filter @ latent + offset`.
        offset: see there.
        pattern: change of the latent for one unit more of the label.
        bend: the line that a step follows instead, where networks lie on a bent one.
    """

    label: str
    low: float
    high: float
    r2: float | None
    filter: Float[np.ndarray, " d"]
    offset: float
    pattern: Float[np.ndarray, " d"]
    bend: Bend | None = None

    def step(self, latent: Float[np.ndarray, " d"], amount: float) -> Float[np.ndarray, " d"]:
        """Change of a latent for this much more of the label."""
        if self.bend is None:
            return amount * self.pattern
        return self.bend.step(latent, float(self.filter @ latent + self.offset), amount)

    @property
    def offered(self) -> bool:
        """Whether it is read well enough to steer by; where nobody knows, it is tried."""
        return self.r2 is None or self.r2 >= LEAST_R2


@dataclass(frozen=True)
class Classes:
    """A discrete label: its values, how to tell which a latent has, and where each of them lies.

    Attributes:
        label: its name.
        values: at least two.
        accuracy: share of held-out networks that are told right; None without any.
        filters: one row of reading weights a value; the highest score wins.
        offsets: of the scores.
        means: mean latent of the networks with each value, kind and untied labels being equal, up to one shift for all;
            or where the model itself says that they lie (`protocols.Placing`), also those that no network has.
        tied: continuous labels that belong to the class, as indices among `Directions.labels`: arms that appear have a
            height.
        targets: mean of each tied label for each value; NaN where it does not apply.
        without: for each value the continuous labels, as indices, of a part that networks with it have not.
    """

    label: str
    values: tuple[str, ...]
    accuracy: float | None
    filters: Float[np.ndarray, "values d"]
    offsets: Float[np.ndarray, " values"]
    means: Float[np.ndarray, "values d"]
    tied: tuple[int, ...]
    targets: Float[np.ndarray, "values tied"]
    without: tuple[tuple[int, ...], ...] = ()

    def of(self, latent: Float[np.ndarray, " d"]) -> int:
        """Index of the value that a latent has."""
        return int((self.filters @ latent + self.offsets).argmax())


@dataclass(frozen=True)
class Directions:
    """What a space's labels say about its latents.

    Attributes:
        labels: continuous ones.
        classes: discrete ones.
    """

    labels: tuple[Direction, ...]
    classes: tuple[Classes, ...]

    def read(self, latent: Float[np.ndarray, " d"]) -> Float[np.ndarray, " labels"]:
        """The continuous labels that a latent reads, in order."""
        return np.asarray([one.filter @ latent + one.offset for one in self.labels], dtype=np.float64)

    def classify(self, latent: Float[np.ndarray, " d"]) -> list[str]:
        """The discrete labels that a latent has, in order."""
        return [one.values[one.of(latent)] for one in self.classes]

    def absent(self, latent: Float[np.ndarray, " d"]) -> list[int]:
        """Indices of the continuous labels that are of a part which a network like this has not: no arms, no height."""
        sure = (group for group in self.classes if group.without and (group.accuracy is None or group.accuracy > SURE))
        gone = {k for group in sure for k in group.without[group.of(latent)]}
        return sorted(gone)

    def moved(self, latent: Float[np.ndarray, " d"], moves: Mapping[str, float]) -> Float[np.ndarray, " d"]:
        """A latent after some moves.

        Args:
            latent: the latent.
            moves: amounts by key. A label's name: so much more of it, in its own unit. `label=value`: the share (1: all
                of it) of the step from the value that the latent has to this one.

        Raises:
            SelectionError: a key that is not there, too many moves, or an amount not finite or beyond `LARGEST`.
        """
        if len(moves) > MOST_MOVES:
            raise SelectionError(f"{len(moves)} moves at once are too many.", f"Make at most {MOST_MOVES}.")
        out = latent.astype(np.float64)
        for key, amount in moves.items():
            if not abs(amount) <= LARGEST:  # NaN too
                raise SelectionError(f"{key} cannot be moved by {amount}.", f"Choose from -{LARGEST:g} to {LARGEST:g}.")
            out += self._step(key, latent, amount)
        return np.asarray(out, dtype=np.float32)

    def _step(self, key: str, latent: Float[np.ndarray, " d"], amount: float) -> Float[np.ndarray, " d"]:
        name, is_class, value = key.partition("=")
        if is_class:
            for group in self.classes:
                if group.label == name and value in group.values:
                    return amount * self._turn(group, group.values.index(value), latent)
        else:
            for one in self.labels:
                if one.label == name:
                    return one.step(latent, amount)
        keys = ", ".join(self.keys())
        remedy = f"Choose from: {keys}." if keys else f"Directions need a space of {FEWEST} training networks or more."
        raise SelectionError(f"Nothing can be moved along {key!r} here.", remedy)

    def _turn(self, group: Classes, value: int, latent: Float[np.ndarray, " d"]) -> Float[np.ndarray, " d"]:
        """From the value that a latent has to another: the mean step, and what is tied ends at the new value's mean.

        Without that, only as much of an armrest would vanish as armrests have on average.
        """
        own = group.of(latent)
        step = group.means[value] - group.means[own]
        if value == own:
            return np.asarray(step)
        for k, target in zip(group.tied, group.targets[value], strict=True):
            if np.isfinite(target):
                one = self.labels[k]
                step = step + (target - one.filter @ (latent + step) - one.offset) * one.pattern
        return np.asarray(step)

    def keys(self) -> list[str]:
        """Everything that can be moved along."""
        return [one.label for one in self.labels] + [f"{c.label}={value}" for c in self.classes for value in c.values]


_fitted = LruCache[Directions](REMEMBERED)


def directions(space: Space) -> Directions:
    """The directions of a space; about a second for a space of 1,400 networks, remembered for the last few spaces.

    Fitted on training networks alone. A space with fewer than `FEWEST` of them has none.
    """
    return _fitted.get(space.version, lambda: fit_directions(space))


def known_directions(space: Space) -> Directions | None:
    """The directions of a space if they are there already; for those who must not wait."""
    return _fitted.known(space.version)


def fit_directions(space: Space) -> Directions:
    """See `directions`."""
    numbers, groups = _offered(space)
    patterns = _patterns(space, numbers, groups)
    return Directions(
        tuple(_direction(space, name, pattern) for name, pattern in zip(numbers, patterns, strict=True)),
        tuple(_classes(space, name, numbers) for name in groups),
    )


def keys_of(space: Space) -> tuple[str, ...]:
    """Everything that a space can be moved along (`Directions.keys`), without fitting anything."""
    numbers, groups = _offered(space)
    return (*numbers, *(f"{name}={value}" for name in groups for value in _turned_to(space, name)))


def _offered(space: Space) -> tuple[list[str], list[str]]:
    """Continuous and discrete labels that have directions."""
    if len(space.train) < FEWEST:
        return [], []
    kind = promised(space.kind, Steering)
    if kind is None:
        return [], []
    names = [name for name in space.labels if name not in kind.hidden and not kind.hides(space, name)]
    numbers = [name for name in names if _is_quantity(space, name)]
    return numbers, [n for n in names if space.labels[n].dtype.kind == "U" and len(_values(space, n)) > 1]


def applies(space: Space, label: str) -> Bool[np.ndarray, " n"]:
    """Which networks a label says something about: the size of a part nothing about those without it."""
    kind = promised(space.kind, Steering)
    return np.ones(len(space), dtype=bool) if kind is None else np.asarray(kind.applies(space, label))


def _is_quantity(space: Space, name: str) -> bool:
    values = space.labels[name]
    if values.dtype.kind != "f":
        return False
    some = values[space.train][applies(space, name)[space.train]]
    return len(some) >= FEWEST and len(np.unique(some)) >= DISTINCT


def _values(space: Space, name: str) -> list[str]:
    """Values of a discrete label that several training networks have: one alone has no mean."""
    values, counts = np.unique(space.labels[name][space.train], return_counts=True)
    return [str(v) for v, count in zip(values, counts, strict=True) if count > 1]


def _turned_to(space: Space, name: str) -> list[str]:
    """What a latent can be turned to: the values that networks have, and those that only the model knows the place of.

    Of an architecture that training never saw a network, the model was told the form.
    """
    places, values = _places(space, name), _values(space, name)
    return [*values, *(value for value in places or {} if value not in values)]


def _elsewhere(space: Space, name: str, ids: Int[np.ndarray, " n"]) -> dict[str, Float[np.ndarray, "n d"]]:
    """Where these networks would lie, were they of each value that no network has."""
    found, places = dict[str, np.ndarray](), _places(space, name)
    if places is None:
        return found
    own, seen = np.stack([places[value] for value in space.labels[name][ids].tolist()]), _values(space, name)
    for value, place in places.items():
        if value not in seen:
            found[value] = space.latents[ids] + place - own
    return found


def _direction(space: Space, name: str, pattern: Float[np.ndarray, " d"]) -> Direction:
    from sklearn.linear_model import RidgeCV  # noqa: PLC0415 - a second; spaces are shown without

    there = applies(space, name)
    fitted, held = (ids[there[ids]] for ids in (space.train, space.heldout))
    values = space.labels[name].astype(np.float64)
    # A network reads the same also where it is turned to what no network is: as good as it was.
    latents = [space.latents[fitted].astype(np.float64), *_elsewhere(space, space.group, fitted).values()]
    ridge = RidgeCV(alphas=ALPHAS).fit(np.concatenate(latents), np.tile(values[fitted], len(latents)))
    r2 = float(ridge.score(space.latents[held], values[held])) if len(held) > 1 and np.ptp(values[held]) > 0 else None
    low, high = np.percentile(values[fitted], [5, 95])
    # A ridge regression shrinks what it is not sure of; a step of one must still be read as one.
    pattern = pattern / np.clip(ridge.coef_ @ pattern, LEAST_READ, 1)
    bend = None
    kind = promised(space.kind, Steering)
    if kind is not None and name in kind.bent:
        own = space.labels[space.group][fitted]
        rows = [own == group for group in np.unique(own)]
        groups = [(values[fitted][some], part[some]) for part in latents for some in rows]
        bend = fit_bend(groups, float(high - low), np.asarray(pattern))
    return Direction(
        name, float(low), float(high), r2, np.asarray(ridge.coef_), float(ridge.intercept_), np.asarray(pattern), bend
    )


def _patterns(space: Space, numbers: Sequence[str], groups: Sequence[str]) -> Float[np.ndarray, "labels d"]:
    """Latents on all labels at once; where a label does not apply, its mean says nothing either way."""
    from sklearn.linear_model import Ridge  # noqa: PLC0415 - as above

    if not numbers:
        return np.zeros((0, space.latents.shape[1]))
    columns = np.stack([_centred(space, name) for name in numbers], 1)
    scale = columns.std(0)
    design = np.concatenate([columns / scale, *(_indicators(space, name)[:, 1:] for name in groups)], 1)
    ridge = Ridge(alpha=1.0).fit(design, space.latents[space.train].astype(np.float64))
    return np.asarray(ridge.coef_.T[: len(numbers)] / scale[:, None])


def _centred(space: Space, name: str) -> Float[np.ndarray, " train"]:
    values, there = space.labels[name].astype(np.float64)[space.train], applies(space, name)[space.train]
    return np.where(there, values - values[there].mean(), 0.0)


def _indicators(space: Space, name: str) -> Float[np.ndarray, "train values"]:
    return np.stack([space.labels[name][space.train] == value for value in _values(space, name)], 1).astype(np.float64)


def _classes(space: Space, name: str, numbers: Sequence[str]) -> Classes:
    from sklearn.linear_model import Ridge, RidgeClassifierCV  # noqa: PLC0415 - as above

    seen, values = _values(space, name), _turned_to(space, name)
    own, latents = _indicators(space, name), space.latents.astype(np.float64)
    known, held = (ids[np.isin(space.labels[name][ids], seen)] for ids in (space.train, space.heldout))
    placed = _places(space, name)
    elsewhere = _elsewhere(space, name, known)
    reader = RidgeClassifierCV(alphas=ALPHAS).fit(
        np.concatenate([latents[known], *elsewhere.values()]),
        np.concatenate([space.labels[name][known], *(np.full(len(known), value) for value in elsewhere)]),
    )
    order = [reader.classes_.tolist().index(value) for value in values]
    filters, offsets = np.atleast_2d(reader.coef_), np.atleast_1d(reader.intercept_)
    if len(values) == 2:  # scikit-learn keeps one row: positive scores mean the second value
        filters, offsets = np.concatenate([-filters, filters]), np.concatenate([-offsets, offsets])
    filters, offsets = filters[order], offsets[order]
    # What goes with the class itself is left to it; everything else stays. (Of the main class nearly everything goes
    # with it: there each network keeps what makes it differ from the others.)
    within = None if name == space.group else _indicators(space, space.group)
    bound = [k for k, number in enumerate(numbers) if _explained(own, _centred(space, number), within) >= TIED]
    untied = [number for k, number in enumerate(numbers) if k not in bound]
    tied = () if name == space.group else tuple(bound)
    others = [column / column.std() for column in (_centred(space, number) for number in untied)]
    if placed is not None:
        means = np.stack([placed[value] for value in values])
    else:
        design = [own] if name == space.group else [own, _indicators(space, space.group)[:, 1:]]
        ridge = Ridge(alpha=1.0).fit(np.column_stack([*design, *others]), latents[space.train])
        means = np.asarray(ridge.coef_.T[: len(values)])
    return Classes(
        name,
        tuple(values),
        float(np.mean(reader.predict(latents[held]) == space.labels[name][held])) if len(held) else None,
        filters,
        offsets,
        means,
        tied,
        np.asarray([[_mean(space, numbers[k], name, value) for k in tied] for value in values]).reshape(
            len(values), -1
        ),
        tuple(_without(space, name, value, numbers) if value in seen else () for value in values),
    )


def _places(space: Space, name: str) -> dict[str, Float[np.ndarray, " d"]] | None:
    """Where networks with each value of a label lie, if the model itself says so."""
    kind = promised(space.kind, Placing)
    places = None if kind is None else kind.places(space, name)
    return None if places is None else {value: place.astype(np.float64) for value, place in places.items()}


def _without(space: Space, group: str, value: str, numbers: Sequence[str]) -> tuple[int, ...]:
    """Which continuous labels say nothing of the training networks with a value, or are nothing for all of them."""
    own = space.train[(space.labels[group] == value)[space.train]]
    found = []
    for k, name in enumerate(numbers):
        there, values = applies(space, name), np.abs(space.labels[name].astype(np.float64))
        some = own[there[own]]
        if not len(some) or values[some].max() <= NOTHING * values[space.train].max():
            found.append(k)
    return tuple(found)


def _mean(space: Space, number: str, group: str, value: str) -> float:
    """Mean of a continuous label over the training networks with a value; NaN if it applies to none of them."""
    ids = space.train[(applies(space, number) & (space.labels[group] == value))[space.train]]
    return float(space.labels[number][ids].mean()) if len(ids) else float("nan")


def _explained(
    classes: Float[np.ndarray, "n values"], column: Float[np.ndarray, " n"], within: Float[np.ndarray, "n kinds"] | None
) -> float:
    """Share of a column's variance that lies between classes (eta squared); what is left of it `within` others."""
    if within is not None:
        column = column - _class_means(within, column)
    return float(_class_means(classes, column).var() / max(column.var(), 1e-12))


def _class_means(classes: Float[np.ndarray, "n values"], column: Float[np.ndarray, " n"]) -> Float[np.ndarray, " n"]:
    """For each row the mean of its class."""
    return np.asarray(classes @ ((classes.T @ column) / np.maximum(classes.sum(0), 1)))
