"""Latent optimization: the decoder is frozen, Adam moves the latent alone (NetSpace, arXiv 2206.05194, section 3.4).

What is wanted, and how a latent is judged, the kind of network says (`protocols.Optimizing`); here is the walk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import LatentError, SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.staying import FREE, Home
from explorer.kinds.protocols import Aim, Optimizing
from explorer.kinds.registry import promise
from explorer.netspace.compute import enough_memory
from explorer.space.bundle import Space
from explorer.space.map import place
from explorer.space.neighbours import nearest

STEPS = 150
CHECK_EVERY = 5  # steps between two looks at what is measured


class Seen(NamedTuple):
    """A look at a latent.

    Attributes:
        measured: what the kind measures, in its unit.
        rank: higher is better.
        facts: what else is known of the network now, as plain data.
    """

    measured: float
    rank: float
    facts: Mapping[str, Any] = {}


Loss = Callable[[Float[Tensor, "one d"]], Float[Tensor, ""]]
Score = Callable[[Float[np.ndarray, " d"]], Seen]


@dataclass(frozen=True)
class Step:
    """The latent after a step.

    Attributes:
        index: steps done; 0 is the start.
        latent: the latent.
        loss: of the step that led here; of the start itself at 0.
        measured: what the kind measures (`Optimizing.measure`), as last looked at (every `CHECK_EVERY` steps).
        position: place on the map.
        best: whether no step before was better.
        facts: what the kind says of the network, as last looked at.
    """

    index: int
    latent: Float[np.ndarray, " d"]
    loss: float
    measured: float
    position: Float[np.ndarray, " 2"]
    best: bool
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What an optimization came to.

    Attributes:
        step: the best one.
        seconds: that it took.
        ratio: distance to the nearest network over the typical distance between neighbours.
        facts: what the kind says of it at the end: "test", "start", "zoo", where they apply.
    """

    step: Step
    seconds: float
    ratio: float
    facts: Mapping[str, Any] = field(default_factory=dict)


def optimizing(space: Space) -> Optimizing:
    """What the kind of a space knows of optimization.

    Raises:
        SelectionError: nothing.
    """
    return promise(space.kind, Optimizing, "be optimized in")


def random_latent(space: Space, seed: int) -> Float[np.ndarray, " d"]:
    """A latent drawn from the normal distribution with the mean and covariance of the training networks' latents."""
    latents = space.latents[space.train].astype(np.float64)
    centred = latents - latents.mean(0)
    weights = np.random.default_rng(seed).standard_normal(len(latents)) / np.sqrt(max(len(latents) - 1, 1))
    return np.asarray(latents.mean(0) + weights @ centred, dtype=np.float32)


def weakest_network(space: Space) -> int | None:
    """The id of the network that is worth least; None where the kind has no such measure."""
    label = optimizing(space).weakest
    return None if label is None else int(np.argmin(space.labels[label]))


def optimize(
    engine: Engine,
    space: Space,
    start: Float[np.ndarray, " d"],
    aim: Aim,
    *,
    steps: int = STEPS,
    rate: float | None = None,
    seed: int = 0,
    anywhere: bool = False,
) -> Iterator[Step]:
    """Move a latent toward an aim; yields the start, then every step. Stop by not asking for more.

    Args:
        engine: judges the steps that are looked at.
        space: the space; its decoder does not change.
        start: the latent to begin with.
        aim: what is wanted.
        steps: of Adam, along one cosine to zero.
        rate: its learning rate, in standard deviations of the training networks' latents; None: the aim's.
        seed: of all that is drawn.
        anywhere: also where no networks are. Otherwise it stays near them (see `staying`), if the kind says so of the
            aim; the best step is then one that does, and none that lies elsewhere counts beside one that does.

    Raises:
        SelectionError: less than one step, a rate that is not positive, or an aim that is none in this space.
        LatentError: the latent has another size, or holds values that are not finite.
    """
    # Checked here and not in the generator: so that the caller hears of it at once.
    rate = aim.rate if rate is None else rate
    latent = _checked(space, start, steps, rate)
    kind = optimizing(space)
    loss_of, score_of = kind.task(engine, space, aim, seed)
    home = Home(space) if kind.stays(aim.key) and not anywhere and len(space.train) else None
    return _walk(space, latent, loss_of, score_of, steps, rate, home)


def _walk(
    space: Space,
    start: Float[Tensor, "one d"],
    loss_of: Loss,
    score_of: Score,
    steps: int,
    rate: float,
    home: Home | None,
) -> Iterator[Step]:
    def rank(seen: Seen) -> tuple[bool, float]:
        return home is None or home.holds(latent), seen.rank

    with enough_memory():
        latent = start.clone().requires_grad_(True)
        scale = float(space.latents[space.train].std(0).mean())
        adam = torch.optim.Adam([latent], lr=rate * scale)
        schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, steps)
        seen = score_of(_array(latent))
        highest = rank(seen)
        with torch.no_grad():
            first = float(loss_of(latent))
        yield _step(space, 0, latent, first, seen, best=True)
        for index in range(1, steps + 1):
            adam.zero_grad()
            loss = loss_of(latent)
            loss.backward()
            adam.step()
            if home is not None and index > FREE * steps:
                home.put_back(latent)
            schedule.step()
            looked = index % CHECK_EVERY == 0 or index == steps
            if looked:
                seen = score_of(_array(latent))
            reached = rank(seen) if looked else highest
            better = reached > highest
            highest = max(highest, reached)
            yield _step(space, index, latent, loss.item(), seen, best=better)


def _step(space: Space, index: int, latent: Tensor, loss: float, seen: Seen, *, best: bool) -> Step:
    array = _array(latent)
    return Step(index, array, loss, seen.measured, place(space, array[None])[0], best, seen.facts)


def _checked(space: Space, start: Float[np.ndarray, " d"], steps: int, rate: float) -> Float[Tensor, "one d"]:
    if steps < 1:
        raise SelectionError(f"{steps} steps lead nowhere.", "Take at least 1.")
    if not 0 < rate < np.inf:
        raise SelectionError(f"A rate of {rate} is not possible.", "Choose one above 0.")
    size = space.latents.shape[1]
    if start.shape != (size,):
        raise LatentError(f"The start has shape {start.shape}.", f"This space's latents have {size} numbers.")
    if not np.isfinite(start).all():
        raise LatentError("The start holds values that are not finite.", "Start from a network of the zoo.")
    return torch.tensor(start, dtype=torch.float32)[None]


def outcome(engine: Engine, space: Space, first: Step, best: Step, seconds: float) -> Outcome:
    """What the best step is worth; data kept for the end is looked at here and nowhere else.

    Args:
        engine: judges it.
        space: the space.
        first: the start.
        best: the last step that was the best.
        seconds: that it took.
    """
    near = nearest(space, best.latent, 1)
    ratio = float(near.distances[0]) / space.typical
    return Outcome(best, seconds, ratio, optimizing(space).outcome(engine, space, first, best))


def run_to_end(
    engine: Engine,
    space: Space,
    start: Float[np.ndarray, " d"],
    aim: Aim,
    *,
    steps: int = STEPS,
    rate: float | None = None,
    seed: int = 0,
    anywhere: bool = False,
    report: Callable[[Step], None] = lambda step: None,
) -> Outcome:
    """`optimize` to its last step, and what it came to; `report` is called with each step."""
    began = time.monotonic()
    first: Step | None = None
    best: Step | None = None
    for step in optimize(engine, space, start, aim, steps=steps, rate=rate, seed=seed, anywhere=anywhere):
        first = first or step
        best = step if step.best else best
        report(step)
    assert first is not None
    assert best is not None
    return outcome(engine, space, first, best, time.monotonic() - began)


def _array(latent: Tensor) -> Float[np.ndarray, " d"]:
    return np.asarray(latent.detach()[0].numpy(), dtype=np.float32).copy()
