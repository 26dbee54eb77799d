"""Latent optimization: the decoder is frozen, Adam moves the latent alone (NetSpace, arXiv 2206.05194, section 3.4).

Toward accuracy the softened predictions of the teacher are learned, on the training images that travel with the space;
the best step is chosen on its validation images; its test images are looked at once, at the end. Toward an
architecture, the cross-entropy of the architecture scores is added. Toward a shape, signed distances at sampled points
are learned.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.data.images import normalised
from explorer.errors import LatentError, SelectionError
from explorer.explore.engine.engine import Decoded, Engine
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.classification import arch_shares
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.space import ShapeSpace
from explorer.netspace.losses import distillation, sdf_loss
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren
from explorer.space.bundle import Space
from explorer.space.map import place
from explorer.space.neighbours import nearest, typical_distance

STEPS = 150
IMAGES = 128  # a step
POINTS = 1024  # a step
CHECK_EVERY = 5  # steps between two looks at the validation images
REACH = 1.0  # points below the zoo's best that count as reached


@dataclass(frozen=True)
class TowardAccuracy:
    """Better predictions; with an architecture's name, as a network of that architecture.

    Attributes:
        arch: name of the wanted architecture; None: whichever it is.
    """

    arch: str | None = None


@dataclass(frozen=True)
class TowardShape:
    """A shape, known by its signed distances.

    Attributes:
        points: sampled points in [-1, 1]^3, most of them near the surface.
        distances: signed distances there.
    """

    points: Float[Tensor, "n 3"]
    distances: Float[Tensor, " n"]


Goal = TowardAccuracy | TowardShape
RATES: Mapping[type, float] = {TowardAccuracy: 0.3, TowardShape: 0.1}
"""Of Adam, in standard deviations of the latents; the paper's 0.01 and 1e-4 belong to 4,096 numbers.

Toward accuracy 0.1 did not get from a hardly trained network to a good one in 150 steps: they are far apart.
"""


@dataclass(frozen=True)
class Step:
    """The latent after a step.

    Attributes:
        index: steps done; 0 is the start.
        latent: the latent.
        loss: of the step that led here; of the start itself at 0.
        accuracy: on the validation images in percent, as last looked at (every `CHECK_EVERY` steps); None for shapes.
        error: mean absolute error of the signed distances, in cube units; None for classifiers.
        shares: architecture scores as shares of 1; None for shapes.
        position: place on the map.
        best: whether no step before was better; one of another architecture than wanted is never better than one of it.
    """

    index: int
    latent: Float[np.ndarray, " d"]
    loss: float
    accuracy: float | None
    error: float | None
    shares: Float[np.ndarray, " archs"] | None
    position: Float[np.ndarray, " 2"]
    best: bool

    @property
    def measured(self) -> float:
        """What the goal is measured by: the accuracy, or a shape's error."""
        value = self.accuracy if self.accuracy is not None else self.error
        assert value is not None  # a step has one of them
        return value


@dataclass(frozen=True)
class Outcome:
    """What an optimization came to.

    Attributes:
        step: the best one.
        start_accuracy: test accuracy of the start; None for shapes.
        test_accuracy: of the best step, on all test images; None for shapes.
        seconds: that it took.
        ratio: distance to the nearest network over the typical distance between neighbours.
    """

    step: Step
    start_accuracy: float | None
    test_accuracy: float | None
    seconds: float
    ratio: float


def random_latent(space: Space, seed: int) -> Float[np.ndarray, " d"]:
    """A latent drawn from the normal distribution with the mean and covariance of the training networks' latents."""
    latents = space.latents[space.train].astype(np.float64)
    centred = latents - latents.mean(0)
    weights = np.random.default_rng(seed).standard_normal(len(latents)) / np.sqrt(max(len(latents) - 1, 1))
    return np.asarray(latents.mean(0) + weights @ centred, dtype=np.float32)


def optimize(
    engine: Engine,
    space: Space,
    start: Float[np.ndarray, " d"],
    goal: Goal,
    *,
    steps: int = STEPS,
    rate: float | None = None,
    seed: int = 0,
) -> Iterator[Step]:
    """Move a latent toward a goal; yields the start, then every step. Stop by not asking for more.

    Args:
        engine: judges the steps that are looked at.
        space: the space; its decoder does not change.
        start: the latent to begin with.
        goal: what is wanted.
        steps: of Adam, along one cosine to zero.
        rate: its learning rate, in standard deviations of the training networks' latents; None: that of `RATES`.
        seed: of the draws of images or points.

    Raises:
        SelectionError: less than one step, a rate that is not positive, a goal of the other kind of space, or an
            architecture that the space has not.
        LatentError: the latent has another size, or holds values that are not finite.
    """
    # Checked here and not in the generator: so that the caller hears of it at once.
    rate = RATES[type(goal)] if rate is None else rate
    latent = _checked(space, start, steps, rate)
    loss_of, score_of = _task(engine, space, goal, seed)
    return _walk(space, latent, loss_of, score_of, steps, rate)


Loss = Callable[[Float[Tensor, "one d"]], Float[Tensor, ""]]


class _Seen(NamedTuple):
    """A look at a latent: what was measured (accuracy in percent, or the error), and its rank: higher is better."""

    measured: float
    rank: float


Score = Callable[[Float[np.ndarray, " d"]], _Seen]


def _walk(
    space: Space, start: Float[Tensor, "one d"], loss_of: Loss, score_of: Score, steps: int, rate: float
) -> Iterator[Step]:
    latent = start.clone().requires_grad_(True)
    scale = float(space.latents[space.train].std(0).mean())
    adam = torch.optim.Adam([latent], lr=rate * scale)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(adam, steps)
    seen = score_of(_array(latent))
    highest = seen.rank
    with torch.no_grad():
        first = float(loss_of(latent))
    yield _step(space, 0, latent, first, seen.measured, best=True)
    for index in range(1, steps + 1):
        adam.zero_grad()
        loss = loss_of(latent)
        loss.backward()
        adam.step()
        schedule.step()
        looked = index % CHECK_EVERY == 0 or index == steps
        if looked:
            seen = score_of(_array(latent))
        better = looked and seen.rank > highest
        highest = max(highest, seen.rank)
        yield _step(space, index, latent, loss.item(), seen.measured, best=better)


def _step(space: Space, index: int, latent: Tensor, loss: float, measured: float, *, best: bool) -> Step:
    array = _array(latent)
    position = place(space, array[None])[0]
    if isinstance(space, ClassifierSpace):
        return Step(index, array, loss, measured, None, arch_shares(space, array[None])[0], position, best)
    return Step(index, array, loss, None, measured, None, position, best)


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


def _task(engine: Engine, space: Space, goal: Goal, seed: int) -> tuple[Loss, Score]:
    if isinstance(space, ClassifierSpace) and isinstance(goal, TowardAccuracy):
        return _accuracy_task(engine, space, goal, seed)
    if isinstance(space, ShapeSpace) and isinstance(goal, TowardShape):
        return _shape_task(engine, space, goal, seed)
    has, wants = ("classifiers", "a shape") if isinstance(space, ClassifierSpace) else ("shapes", "accuracy")
    raise SelectionError(
        f"{space.name} is a space of {has}: nothing in it can be optimized toward {wants}.",
        "Choose another goal, or another space.",
    )


def _accuracy_task(engine: Engine, space: ClassifierSpace, goal: TowardAccuracy, seed: int) -> tuple[Loss, Score]:
    model, images = space.model, space.images
    wanted = None if goal.arch is None else torch.tensor([model.index(goal.arch)])
    generator = torch.Generator().manual_seed(seed)

    def loss_of(latent: Tensor) -> Tensor:
        pick = torch.randint(0, len(images.train), (min(IMAGES, len(images.train)),), generator=generator)
        batch = normalised(images.train.pixels[pick], images.mean, images.std)
        scores = model.scores(latent)
        # Toward an architecture its network is judged from the first step on, whichever scores highest so far.
        arch = int(scores.argmax()) if wanted is None else int(wanted)
        logits = model.logits(arch, model.decode(latent, scores), batch)
        loss = distillation(logits, images.teacher["train"][pick], images.train.labels[pick])[0]
        return loss if wanted is None else loss + F.cross_entropy(scores, wanted)

    def score_of(latent: np.ndarray) -> _Seen:
        archs, found = accuracies(engine, space, [Decoded.of(latent)], images.validation)
        accuracy = float(found[0])
        # Of another architecture than wanted is worse than anything of the wanted one.
        return _Seen(accuracy, accuracy if wanted is None or archs[0] == int(wanted) else accuracy - 100)

    return loss_of, score_of


def _shape_task(engine: Engine, space: ShapeSpace, goal: TowardShape, seed: int) -> tuple[Loss, Score]:
    generator = torch.Generator().manual_seed(seed)
    few = torch.randperm(len(goal.points), generator=generator)[:4096]

    def loss_of(latent: Tensor) -> Tensor:
        pick = torch.randint(0, len(goal.points), (min(POINTS, len(goal.points)),), generator=generator)
        params = unflatten(space.layout, space.model.decode(latent)[0])
        got = siren(space.arch, params, goal.points[pick])[:, 0]
        return sdf_loss(got[None], goal.distances[pick][None])[0]

    def score_of(latent: np.ndarray) -> _Seen:
        weights = engine.decode(space, latent[None])
        with torch.inference_mode():
            got = FastSiren(space.arch, space.layout, weights)(goal.points[few].to(weights.device))[0].cpu()
        error = float((got - goal.distances[few]).abs().mean())
        return _Seen(error, -error)

    return loss_of, score_of


def outcome(engine: Engine, space: Space, first: Step, best: Step, seconds: float) -> Outcome:
    """What the best step is worth; the test images are looked at here and nowhere else.

    Args:
        engine: judges it.
        space: the space.
        first: the start.
        best: the last step that was the best.
        seconds: that it took.
    """
    near = nearest(space, best.latent, 1)
    ratio = float(near.distances[0]) / typical_distance(space)
    if not isinstance(space, ClassifierSpace):
        return Outcome(best, None, None, seconds, ratio)
    before, after = (judge_network(engine, space, Decoded.of(step.latent)).accuracy for step in (first, best))
    return Outcome(best, before, after, seconds, ratio)


def run_to_end(
    engine: Engine,
    space: Space,
    start: Float[np.ndarray, " d"],
    goal: Goal,
    *,
    steps: int = STEPS,
    rate: float | None = None,
    seed: int = 0,
    report: Callable[[Step], None] = lambda step: None,
) -> Outcome:
    """`optimize` to its last step, and what it came to; `report` is called with each step."""
    began = time.monotonic()
    first: Step | None = None
    best: Step | None = None
    for step in optimize(engine, space, start, goal, steps=steps, rate=rate, seed=seed):
        first = first or step
        best = step if step.best else best
        report(step)
    assert first is not None
    assert best is not None
    return outcome(engine, space, first, best, time.monotonic() - began)


def reached_of(
    engine: Engine,
    space: ClassifierSpace,
    count: int,
    *,
    steps: int = STEPS,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[int, int, list[Outcome]]:
    """Optimize from the weakest networks of the zoo toward accuracy.

    Returns:
        How many end within `REACH` points of the zoo's best network, on the test images; of how many; each one's
        outcome.
    """
    accuracy = space.labels["accuracy"]
    weakest = np.argsort(accuracy, kind="stable")[:count].tolist()
    outcomes = []
    for done, network in enumerate(weakest, 1):
        outcomes.append(run_to_end(engine, space, space.latents[network], TowardAccuracy(), steps=steps, seed=network))
        progress(done, len(weakest))
    wanted = float(accuracy.max()) - REACH
    return sum((o.test_accuracy or 0) >= wanted for o in outcomes), len(outcomes), outcomes


def _array(latent: Tensor) -> Float[np.ndarray, " d"]:
    return np.asarray(latent.detach()[0].numpy(), dtype=np.float32).copy()
