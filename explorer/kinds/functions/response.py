"""How a function answers when one or two of its inputs are varied: curves, and planes through the input space.

All else stays as it is in a typical example. A plane may also be the one along which the examples differ most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Input, Source
from explorer.kinds.functions.judging import network_answers
from explorer.kinds.functions.space import FunctionSpace
from explorer.lru import LruCache

POINTS = 41  # of a curve
RANGE = (1.0, 99.0)  # percentiles of the training inputs that are swept
MOST = 12  # inputs that are offered first
PAIRED = 4  # of these, each with each: planes
ASKED = 6  # networks whose answers say which inputs matter
LOOKED_AT = 128  # inputs, those that vary most, of which it is found out whether they matter
REMEMBERED = 8  # spaces
PRINCIPAL = "as the examples differ most"  # a plane by its principal components


@dataclass(frozen=True)
class Axis:
    """An input that is varied, or a direction among the inputs.

    Attributes:
        name: of it.
        index: of the input; None: a direction.
        low: least value.
        high: greatest value.
    """

    name: str
    index: int | None
    low: float
    high: float

    def values(self, count: int) -> Float[np.ndarray, " count"]:
        """Evenly spaced values."""
        return np.linspace(self.low, self.high, count, dtype=np.float32)


@dataclass(frozen=True)
class Plane:
    """A plane through the input space: two axes, and how a point on it becomes an input.

    Attributes:
        x: first axis.
        y: second axis.
        origin: the flat input at 0, 0.
        directions: flat inputs that one unit along x and y adds.
    """

    x: Axis
    y: Axis
    origin: Float[np.ndarray, " inputs"]
    directions: Float[np.ndarray, "2 inputs"]

    def inputs(self, side: int) -> Float[np.ndarray, "points inputs"]:
        """Flat inputs at `side` x `side` points, row by row, y growing."""
        x, y = np.meshgrid(self.x.values(side), self.y.values(side))
        return np.asarray(self.origin + np.stack([x.ravel(), y.ravel()], 1) @ self.directions, dtype=np.float32)

    def places(self, inputs: Float[np.ndarray, "n inputs"]) -> Float[np.ndarray, "n 2"]:
        """Where inputs lie on the plane, seen from straight above."""
        lengths = np.square(self.directions).sum(1)
        return np.asarray((inputs - self.origin) @ self.directions.T / lengths, dtype=np.float32)


@dataclass(frozen=True)
class Directions:
    """What can be varied in a space.

    Attributes:
        base: a typical training example, flat.
        axes: the inputs, those that matter most first.
        principal: the plane along which the examples differ most; None with a single input.
    """

    base: Float[np.ndarray, " inputs"]
    axes: tuple[Axis, ...]
    principal: Plane | None

    def plane(self, first: int, second: int) -> Plane:
        """The plane of two of the inputs, given by their places among `axes`; all others as in the base."""
        x, y = self.axes[first], self.axes[second]
        origin, directions = self.base.copy(), np.zeros((2, len(self.base)), np.float32)
        for row, axis in enumerate((x, y)):
            assert axis.index is not None
            origin[axis.index], directions[row, axis.index] = 0.0, 1.0
        return Plane(x, y, origin, directions)

    def planes(self) -> list[Plane]:
        """The planes that are offered first: the principal one, then each of the first inputs with each."""
        count = min(PAIRED, len(self.axes))
        places = sorted(range(count), key=lambda k: self.axes[k].index or 0)  # the earlier input goes across
        pairs = list(combinations(places, 2))
        if self.principal is not None and len(self.axes) > 2:
            return [self.principal, *(self.plane(i, j) for i, j in pairs)]
        return [self.plane(i, j) for i, j in pairs]

    def sweep(self, axis: Axis, count: int = POINTS) -> Float[np.ndarray, "count inputs"]:
        """Flat inputs along an axis."""
        assert axis.index is not None
        inputs = np.repeat(self.base[None], count, 0)
        inputs[:, axis.index] = axis.values(count)
        return inputs


_found = LruCache[Directions](REMEMBERED)


def directions_of(engine: Engine, space: FunctionSpace) -> Directions:
    """What can be varied in a space; remembered for the last few."""
    return _found.get(space.version, lambda: _directions(engine, space))


def _directions(engine: Engine, space: FunctionSpace) -> Directions:
    inputs = space.examples.only("train")[0].flatten(1).numpy()
    spread = inputs.std(0)
    scale = np.where(spread > 0, spread, 1.0)
    centre = inputs.mean(0)
    base = inputs[int(np.square((inputs - centre) / scale).sum(1).argmin())].copy()
    low, high = np.percentile(inputs, RANGE, axis=0)
    wide = np.where(high > low, (high - low), 1.0)
    low, high = np.where(high > low, low, base - 0.5 * wide), np.where(high > low, high, base + 0.5 * wide)
    every = [Axis(name, k, float(low[k]), float(high[k])) for k, name in enumerate(space.input_names)]
    order = _by_influence(engine, space, every, base, spread)
    return Directions(base, tuple(every[k] for k in order), _principal(inputs))


def _by_influence(
    engine: Engine, space: FunctionSpace, axes: Sequence[Axis], base: np.ndarray, spread: np.ndarray
) -> list[int]:
    """Inputs, those first along which the answers of some networks change most; those that were not asked come last."""
    order = np.argsort(-spread, kind="stable")
    asked = order[:LOOKED_AT]
    ids = space.train[:: max(1, len(space.train) // ASKED)][:ASKED]
    few = 9
    rows = np.concatenate([Directions(base, (), None).sweep(axes[k], few) for k in asked])
    answers = network_answers(engine, space, [Input(int(i)) for i in ids], as_inputs(space, rows))[1]
    shown = space.task.raw(answers)
    shown = shown if space.task.classes else shown / space.model.scale.cpu()
    influence = shown.unflatten(1, (len(asked), few)).std(2).mean((0, 2)).numpy()
    return [int(k) for k in (*asked[np.argsort(-influence, kind="stable")], *order[LOOKED_AT:])]


def _principal(inputs: Float[np.ndarray, "n inputs"]) -> Plane | None:
    if inputs.shape[1] < 2 or len(inputs) < 3:
        return None
    some = inputs[:2000].astype(np.float64)
    centre = some.mean(0)
    rows = np.linalg.svd(some - centre, full_matrices=False)[2][:2]
    # The sign of a component is a matter of chance: the largest entry is positive.
    rows *= np.sign(rows[np.arange(len(rows)), np.abs(rows).argmax(1)])[:, None]
    along = (some - centre) @ rows.T
    low, high = np.percentile(along, RANGE, axis=0)
    wide = np.maximum(high - low, 1e-6)
    names = ("first principal axis", "second principal axis")
    x, y = (Axis(names[k], None, float(low[k] - 0.05 * wide[k]), float(high[k] + 0.05 * wide[k])) for k in (0, 1))
    return Plane(x, y, centre.astype(np.float32), rows.astype(np.float32))


def as_inputs(space: FunctionSpace, flat: Float[np.ndarray, "n inputs"]) -> Tensor:
    """Flat inputs as the networks take them."""
    return torch.from_numpy(np.ascontiguousarray(flat, dtype=np.float32)).reshape(-1, *space.archs[0].input)


def answers_at(
    engine: Engine,
    space: FunctionSpace,
    source: Source,
    flat: Float[np.ndarray, "n inputs"],
    check: Callable[[], None] = lambda: None,
) -> Float[np.ndarray, "n size"]:
    """What a network gives at flat inputs: probabilities of classes, or values."""
    answers = network_answers(engine, space, [source], as_inputs(space, flat), check)[1][0]
    return np.asarray(space.task.raw(answers).numpy())


def classes_at(shown: Float[np.ndarray, "n size"]) -> tuple[Int[np.ndarray, " n"], Float[np.ndarray, " n"]]:
    """The most probable class, and its probability."""
    return np.asarray(shown.argmax(1)), np.asarray(shown.max(1))
