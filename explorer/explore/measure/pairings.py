"""Pairings of encoder and decoder, trained anew on the networks that a space holds, under equal conditions.

Every pairing learns the same: to give the space's training networks back. Nothing else is drawn: what is a function and
no network only the encoder `probe` could read. Loss and batch are the same for all; latent and learning rate are those
of the recipe in which a pairing does well. Pairings, recipes and trainers are the kind's (`protocols.Comparing`).
"""

from __future__ import annotations

import copy
import dataclasses
import math
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import numpy as np
import torch
from jaxtyping import Float

from explorer.errors import TrainingError
from explorer.kinds.protocols import Comparing, Report
from explorer.kinds.registry import promise
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer, train
from explorer.space.bundle import Space

READ_AT_ONCE = 16  # networks whose PReps are convolved at once
WARM_UP = 3  # steps before the seconds that one takes are measured: the first ones are slow
TRIAL, TRIAL_SHARE = 30, 0.05  # steps, and share of the budget, that the measurement takes at least, and...
TRIAL_MOST = 0.15  # ...share that it takes at most. It is not counted: those steps are done again


@dataclass(frozen=True)
class Budget:
    """What every pairing may use for its training: minutes, or steps.

    Attributes:
        minutes: training time; the steps that fit into it are found by a trial.
        steps: optimizer steps.

    Raises:
        TrainingError: neither or both are given, or nothing can be trained in it.
    """

    minutes: float | None = None
    steps: int | None = None

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.steps is None):
            raise TrainingError("A budget is a number of minutes or of steps.", "Give one of the two.")
        amount = self.steps if self.minutes is None else self.minutes
        assert amount is not None
        if not (math.isfinite(amount) and amount > 0):
            raise TrainingError(f"Nothing can be trained in a budget of {amount:g}.", "Choose one above 0.")


@dataclass(frozen=True)
class Trained:
    """A pairing after its training.

    Attributes:
        space: the space with the pairing's model and latents in place of its own; in memory only.
        steps: optimizer steps.
        seconds: that they took.
    """

    space: Space
    steps: int
    seconds: float


def comparing(space: Space) -> Comparing:
    """How pairings are compared on the networks of a space.

    Raises:
        SelectionError: they are not.
    """
    return promise(space.kind, Comparing, "compare encoders and decoders")


def pairings(space: Space) -> dict[str, TrainingRecipe]:
    """Recipes of the pairings that a space can be compared with, by "encoder+decoder".

    Raises:
        SelectionError: there are none.
    """
    return comparing(space).pairings(space)


def train_pairing(
    space: Space, name: str, recipe: TrainingRecipe, budget: Budget, seed: int, progress: Report
) -> Trained:
    """Train a pairing on the space's training networks.

    Args:
        space: whose networks are learned; the held-out ones are never given to the trainer.
        name: for the progress.
        recipe: parts, rate, loss and batch; its steps do not count.
        budget: how long.
        seed: of everything drawn.
        progress: called with (part of the work, steps done, wanted).

    Raises:
        TrainingError: the loss is not finite.
        RecipeError: the recipe is for another kind of space.
    """
    torch.manual_seed(seed)
    return trained(space, name, recipe, comparing(space).trainer(space, recipe, seed), budget, progress)


def trained(
    space: Space,
    name: str,
    recipe: TrainingRecipe,
    trainer_of: Callable[[TrainingRecipe], Trainer],
    budget: Budget,
    progress: Report,
) -> Trained:
    """Train what makes trainers of one model; as `train_pairing`."""
    steps = budget.steps
    if budget.minutes is not None:
        trial = trainer_of(recipe)
        start = copy.deepcopy(trial.model.state_dict())
        steps = steps_within(60 * budget.minutes, trial)
        trial.model.load_state_dict(start)
    assert steps is not None
    trainer = trainer_of(dataclasses.replace(recipe, steps=steps))
    # The training's own lines come every 250 steps, which may be minutes.
    trainer.optimizer.register_step_post_hook(
        lambda *_: progress(f"{name}: training", min(trainer.step + 1, steps), steps)
    )
    seconds = train(trainer)
    return Trained(with_model(space, trainer.model.requires_grad_(False)), steps, seconds)


@runtime_checkable
class Steps(Protocol):
    """What can do an optimizer step: a `Trainer`."""

    def one_step(self) -> list[float]:
        """See `Trainer.one_step`."""
        ...


def steps_within(seconds: float, trial: Steps) -> int:
    """How many steps of a trainer fit into a time, at least 1; some are done to find out."""
    for _ in range(WARM_UP):
        trial.one_step()
    start, done, spent = time.monotonic(), 0, 0.0
    while not done or ((done < TRIAL or spent < TRIAL_SHARE * seconds) and spent < TRIAL_MOST * seconds):
        trial.one_step()
        done += 1
        spent = time.monotonic() - start
    return max(1, round(seconds * done / max(spent, 1e-9)))


def with_model(space: Space, model: Any, latents: Float[np.ndarray, "n d"] | None = None) -> Space:
    """A space with another model, under a version of its own, so that no cache takes it for the original.

    Args:
        space: the space; it stays as it is.
        model: the `Model`, in evaluation mode.
        latents: of all networks; None: those that the model's encoder reads.
    """
    remade = dataclasses.replace(space, model=model, version=f"{space.version}-{uuid.uuid4().hex}")
    if latents is None:
        found = comparing(space).groups(space)
        groups = np.zeros(len(space), np.int64) if found is None else found[0]
        latents = np.zeros((len(space), model.config.latent), np.float32)
        for group in np.unique(groups):
            ids = np.flatnonzero(groups == group)
            for some in np.split(ids, range(READ_AT_ONCE, len(ids), READ_AT_ONCE)):
                latents[some] = remade.encode(space.zoo.weights(some.tolist()), like=int(some[0])).numpy()
    return dataclasses.replace(remade, latents=latents)


def stated(recipe: TrainingRecipe) -> Mapping[str, object]:
    """What a recipe says, less the steps, which the budget decides."""
    return {name: value for name, value in recipe.stated().items() if name != "steps"}
