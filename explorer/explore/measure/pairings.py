"""Pairings of encoder and decoder, trained anew on the networks that a space holds, under equal conditions.

Every pairing learns the same: to give the space's training networks back. Nothing else is drawn: exact shapes,
in-between shapes and mixed predictions are functions, no networks, and only the encoder `probe` could read them. Loss
and batch are the same for all; latent and learning rate are those of the recipe in which a pairing does well.
"""

from __future__ import annotations

import copy
import dataclasses
import math
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import torch
from jaxtyping import Float

from explorer.errors import TrainingError
from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import bfloat16_helps
from explorer.kinds.classifiers.recipes import ClassifierRecipe, get_classifier_recipe
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.classifiers.trainer import ClassifierData, ClassifierSignals, ClassifierTrainer, signals
from explorer.kinds.shapes.build import POINTS
from explorer.kinds.shapes.measures import shape_parameters
from explorer.kinds.shapes.recipes import Recipe, get_recipe
from explorer.kinds.shapes.signals import Signals, network_signals
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.trainer import ShapeTrainer, TrainingData
from explorer.netspace.model import NetSpace
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer, train
from explorer.space.bundle import Space

READ_AT_ONCE = 16  # networks whose PReps are convolved at once
WARM_UP = 3  # steps before the seconds that one takes are measured: the first ones are slow
TRIAL, TRIAL_SHARE = 30, 0.05  # steps, and share of the budget, that the measurement takes at least, and...
TRIAL_MOST = 0.15  # ...share that it takes at most. It is not counted: those steps are done again

Progress = Callable[[str, int, int], None]


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


def pairings(space: Space) -> dict[str, TrainingRecipe]:
    """Recipes of the pairings that a space can be compared with, by "encoder+decoder".

    Where there are several architectures, `conv` reads PReps padded to the largest one.
    """
    recipes: list[TrainingRecipe]
    if isinstance(space, ClassifierSpace):
        base = get_classifier_recipe("fashion-single" if len(space.archs) == 1 else "fashion-multi")
        conv, chunked = get_classifier_recipe("digits-conv"), base.model
        read = dataclasses.replace(chunked, encoder="conv", encoder_options=conv.model.encoder_options)
        # What is mixed from two networks is no network, and `conv` cannot read it: all get networks instead.
        base = dataclasses.replace(base, networks=base.networks + base.mixed, mixed=0, taught=0)
        recipes = [
            dataclasses.replace(base, model=conv.model, rate=conv.rate),
            dataclasses.replace(base, model=read),
            base,
        ]
    else:
        recipes = [get_recipe(n) for n in ("furniture-conv", "furniture-conv-residual", "furniture-networks-only")]
    return {f"{recipe.model.encoder}+{recipe.model.decoder}": recipe for recipe in recipes}


def train_pairing(
    space: Space, name: str, recipe: TrainingRecipe, budget: Budget, seed: int, progress: Progress
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
    trainer_of = _lesson(space, recipe, seed)
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
    model = trainer.model.requires_grad_(False)
    assert isinstance(model, NetSpace | ClassifierNetSpace)
    return Trained(with_model(space, model), steps, seconds)


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


def with_model(
    space: Space, model: NetSpace | ClassifierNetSpace, latents: Float[np.ndarray, "n d"] | None = None
) -> Space:
    """A space with another model, under a version of its own, so that no cache takes it for the original.

    Args:
        space: the space; it stays as it is.
        model: the model, in evaluation mode.
        latents: of all networks; None: those that the model's encoder reads.
    """
    remade = dataclasses.replace(space, model=model, version=f"{space.version}-{uuid.uuid4().hex}")
    if latents is None:
        archs = space.zoo.archs if isinstance(space, ClassifierSpace) else np.zeros(len(space), np.int64)
        latents = np.zeros((len(space), model.config.latent), np.float32)
        for arch in np.unique(archs):
            ids = np.flatnonzero(archs == arch)
            for some in np.split(ids, range(READ_AT_ONCE, len(ids), READ_AT_ONCE)):
                latents[some] = remade.encode(space.zoo.weights(some.tolist()), like=int(some[0])).numpy()
    return dataclasses.replace(remade, latents=latents)


def _lesson(space: Space, recipe: TrainingRecipe, seed: int) -> Callable[[TrainingRecipe], Trainer]:
    """What makes trainers of one fresh model, on a space's training networks."""
    if isinstance(space, ShapeSpace):
        assert isinstance(recipe, Recipe)
        return _shape_lesson(space, recipe, seed)
    assert isinstance(space, ClassifierSpace)
    assert isinstance(recipe, ClassifierRecipe)
    return _classifier_lesson(space, recipe, seed)


def _shape_lesson(space: ShapeSpace, recipe: Recipe, seed: int) -> Callable[[TrainingRecipe], Trainer]:
    model = NetSpace(space.arch, recipe.model)
    weights = space.zoo.weights(space.train.tolist())
    model.decoder.prepare(space.zoo.init, weights)
    networks = network_signals(model, weights, shape_parameters(space, space.train), POINTS, seed + 11)
    nobody = Signals(networks.readings[:0], networks.points[:0], networks.distances[:0])
    data = TrainingData(networks, None, None, nobody)

    def trainer_of(changed: TrainingRecipe) -> Trainer:
        assert isinstance(changed, Recipe)
        return ShapeTrainer(model, data, changed, seed)

    return trainer_of


def _classifier_lesson(
    space: ClassifierSpace, recipe: ClassifierRecipe, seed: int
) -> Callable[[TrainingRecipe], Trainer]:
    """On the training images that travel with the space, and its teacher's answers to them."""
    model = ClassifierNetSpace(space.archs, recipe.model, space.images.mean, space.images.std)
    nets = space.zoo.weights(space.train.tolist())
    archs = torch.from_numpy(space.zoo.archs[space.train]).long()
    pool = space.images.train[: recipe.pool]
    model.prepare(nets, archs, pool[: recipe.model.encoder_options.get("probes", 256)].pixels)
    several = len(space.archs) > 1
    teacher = space.images.teacher["train"][: len(pool)] if several else None
    networks = signals(model, nets, archs)
    nobody = ClassifierSignals(networks.readings[:0], archs[:0], None, None)
    data = ClassifierData(networks, pool, teacher, nobody, pool[:0], None)

    def trainer_of(changed: TrainingRecipe) -> Trainer:
        assert isinstance(changed, ClassifierRecipe)
        return ClassifierTrainer(model, data, changed, seed, bfloat16_helps())

    return trainer_of


def stated(recipe: TrainingRecipe) -> Mapping[str, object]:
    """What a recipe says, less the steps, which the budget decides."""
    return {name: value for name, value in recipe.stated().items() if name != "steps"}
