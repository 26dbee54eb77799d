"""How a space gets better as its zoo grows: trained on parts of its own networks, judged on the held-out ones.

What more networks would bring is extrapolated by a power law, error = a n^-b, as errors of learned functions mostly
fall (Hestness et al. 2017, arXiv 1712.00409), and said with its uncertainty: from few sizes it is wide.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int

from explorer.errors import DataError, SelectionError, TrainingError
from explorer.explore.engine.engine import Engine
from explorer.explore.measure.pairings import Budget, trained
from explorer.kinds.protocols import Learning, Report
from explorer.kinds.registry import promise
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.widen import begin_with
from explorer.space.build import same_kind
from explorer.space.bundle import Space

PARTS = ((0.25, 3), (0.5, 2), (1.0, 2))  # of the training networks, and how often each is drawn
FEWEST = 16  # training networks
LEAST = 2  # of a part
UNUSED = "unused"  # the split of networks that a training does not see
RESAMPLED = 400
INTERVAL = (10, 90)  # percentiles
MOST = 1_000_000  # networks: beyond it the law says nothing any more


@dataclass(frozen=True)
class Trained:
    """A space that was trained on a part of the networks.

    Attributes:
        networks: how many it was trained on.
        errors: of each held-out network.
    """

    networks: int
    errors: Float[np.ndarray, " heldout"]


def learning_curve(
    engine: Engine,
    space: Space,
    steps: int | None = None,
    seed: int = 0,
    start: Space | None = None,
    progress: Report = lambda what, done, total: None,
    most: int | None = None,
) -> dict[str, Any]:
    """Train a space on a quarter, a half and all of its training networks, and say how many more would help.

    Args:
        engine: judges.
        space: the space; its own model is not used.
        steps: of each training; None: as many as the recipe has.
        seed: of the draws of networks, and of the trainings.
        start: with whose model each training begins, instead of a fresh one. It must be of another zoo.
        progress: called with (part of the work, done, wanted).
        most: trainings on networks of one number; None: three on a quarter, two on a half and on all.

    Returns:
        `title` of the errors, `points` (networks, the mean error of each draw), `baseline`, and what `outlook` says.

    Raises:
        SelectionError: networks of this kind have no learning curve, or `start` is of another kind.
        TrainingError: nothing can begin with the model of `start`, or it may have seen held-out networks.
        DataError: there are too few networks to learn from or to judge by.
    """
    kind = promise(space.kind, Learning, "have a learning curve")
    if len(space.train) < FEWEST or len(space.heldout) < 2:
        raise DataError(
            f"{space.name} has {len(space.train)} training networks and {len(space.heldout)} held out.",
            f"A learning curve needs {FEWEST} and 2 at least.",
        )
    if start is not None:
        _check(start, space)
    recipe = kind.recipe(space)
    found: list[Trained] = []
    rng = np.random.default_rng(seed)
    for share, draws in PARTS:
        count = max(LEAST, round(share * len(space.train)))
        for draw in range(draws if most is None else min(draws, most)):
            part = _part(space, rng, count)
            name = f"{count} networks, draw {draw + 1}"
            made = _made(kind, part, name, recipe, Budget(None, steps or recipe.steps), seed + draw, start, progress)
            found.append(Trained(count, kind.errors(engine, made)))
    sizes = sorted({one.networks for one in found})
    points = [
        {
            "networks": size,
            "errors": [round(float(one.errors.mean()), 4) for one in found if one.networks == size],
        }
        for size in sizes
    ]
    return {
        "space": space.name,
        "kind": space.kind,
        "title": kind.title(space),
        "steps": steps or recipe.steps,
        "start": start.name if start is not None else None,
        "heldout": len(space.heldout),
        "device": f"{torch.get_num_threads()} threads",
        "points": points,
        "baseline": round(kind.baseline(engine, space), 4),
        **outlook(found),
    }


def outlook(found: list[Trained]) -> dict[str, Any]:
    """What a power law through the errors says, its uncertainty by resampling held-out networks and draws.

    Returns:
        `exponent` and `half`, how many networks would halve the error of all, each as median and the interval from the
        tenth to the ninetieth percentile. `half` is None where the errors do not surely fall: then nothing can be said.
    """
    rng = np.random.default_rng(0)
    sizes = np.array([one.networks for one in found])
    errors = np.stack([one.errors for one in found])
    most = int(sizes.max())
    exponents, halves = [], []
    for _ in range(RESAMPLED):
        held = rng.integers(0, errors.shape[1], errors.shape[1])
        rows = np.concatenate([rng.choice(np.flatnonzero(sizes == n), (sizes == n).sum()) for n in np.unique(sizes)])
        means = np.maximum(errors[rows][:, held].mean(1), 1e-9)
        slope = float(np.polyfit(np.log(sizes[rows]), np.log(means), 1)[0])
        exponents.append(-slope)
        halves.append(most * 2 ** (1 / -slope) if slope < -1e-6 and -1 / slope < 60 else math.inf)
    low, middle, high = np.percentile(exponents, [INTERVAL[0], 50, INTERVAL[1]])
    half = None
    if low > 0:
        spread = [min(float(value), MOST) for value in np.percentile(halves, [INTERVAL[0], 50, INTERVAL[1]])]
        half = [round(value) for value in spread]
    return {"exponent": [round(float(v), 3) for v in (low, middle, high)], "half": half}


def _made(
    kind: Learning, part: Space, name: str, recipe: TrainingRecipe, budget: Budget, seed: int, start: Space | None,
    progress: Report,
) -> Space:  # fmt: skip
    """A space that was trained on a part of the networks."""

    def drawing(what: str, done: int, total: int) -> None:
        progress(f"{name}: {what}", done, total)

    torch.manual_seed(seed)
    trainer_of = kind.trainer(part, recipe, seed, drawing)
    if start is not None:
        begin_with(start.model, trainer_of(recipe).model)  # all trainers have one model
    return trained(part, name, recipe, trainer_of, budget, progress).space


def _check(start: Space, space: Space) -> None:
    """Make sure that the model to begin with is of this kind, and has not seen these networks."""
    same_kind(start, space.kind)
    zoos = [one.info["provenance"].get("zoo") for one in (start, space)]
    if start.path == space.path or zoos[0] == zoos[1]:
        raise TrainingError(
            f"{start.name} was trained on the same zoo: it has seen the networks that a part leaves out.",
            "Start from a space of another zoo, or without --start.",
        )


def _part(space: Space, rng: np.random.Generator, count: int) -> Space:
    """The space with so many of its training networks, of every group its share; the others are nobody's."""
    kept: Int[np.ndarray, " k"] = np.sort(rng.choice(space.train, count, replace=False))
    split = space.split.astype("U8")
    split[np.setdiff1d(space.train, kept)] = UNUSED
    return dataclasses.replace(space, split=split)


def said(result: dict[str, Any]) -> list[str]:
    """A learning curve in words.

    Raises:
        SelectionError: it is none.
    """
    if "points" not in result:
        raise SelectionError("This is no learning curve.", "Make one with `learning-curve SPACE`.")
    begun = f", from {result['start']}" if result.get("start") else ""
    lines = [f"{result['title']}, on {result['heldout']} held-out networks; {result['steps']:,} steps each{begun}:"]
    for point in result["points"]:
        errors = point["errors"]
        draws = "" if len(errors) == 1 else f"   (draws: {', '.join(f'{one:.3f}' for one in errors)})"
        lines.append(f"  {point['networks']:>6,} networks   {float(np.mean(errors)):.3f}{draws}")
    lines.append(f"  the nearest training network instead   {result['baseline']:.3f}")
    most = result["points"][-1]["networks"]
    if result["half"] is None:
        low, _, high = result["exponent"]
        lines.append(
            f"The error does not surely fall with more networks (exponent {low:g} to {high:g}, 80 %): what more would "
            "bring cannot be said from these."
        )
        return lines
    low, middle, high = result["half"]
    upper = f"more than {MOST:,}" if high >= MOST else f"{high:,}"
    lines.append(
        f"By a power law, half the error of {most:,} networks would take about {middle:,} networks (between {low:,} "
        f"and {upper}, 80 %). It is extrapolated from {len(result['points'])} sizes: take the range, not the number."
    )
    return lines
