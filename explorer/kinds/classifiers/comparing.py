"""Pairings of encoder and decoder on the networks of a space of classifiers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from jaxtyping import Int
from torch import nn

from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import PathKind
from explorer.kinds.classifiers.evaluate import decoded_quality, end_pairs, path_accuracies
from explorer.kinds.classifiers.model import ClassifierNetSpace
from explorer.kinds.classifiers.networks import bfloat16_helps
from explorer.kinds.classifiers.recipes import ClassifierRecipe, get_classifier_recipe
from explorer.kinds.classifiers.space import classifiers_only
from explorer.kinds.classifiers.trainer import ClassifierData, ClassifierSignals, ClassifierTrainer, signals
from explorer.kinds.protocols import Column, Report
from explorer.netspace.recipes import TrainingRecipe
from explorer.netspace.trainer import Trainer
from explorer.space.bundle import Space

PROBES = 256  # of a recipe that does not say how many


class ClassifierComparing:
    """See `protocols.Comparing`."""

    columns: tuple[Column, ...] = (
        Column("held-out gap", "heldout", "accuracy_gap_points", ".2f"),
        Column("rank", "heldout", "accuracy_rank_correlation", ".3f"),
        Column("agreement", "heldout", "agreement", ".3f"),
        Column("training gap", "train", "accuracy_gap_points", ".2f"),
        Column("agreement", "train", "agreement", ".3f"),
        Column("half way", "between", "accuracy", ".2f"),
    )
    legend = (
        "Gap: mean difference in accuracy between decoded and input network, in points; rank: correlation of the two "
        "accuracies; agreement: share of equal predictions. Half way: accuracy in percent between held-out networks, "
        "of weak and strong ones, or of the first and the last architecture."
    )
    most_pairs = 20

    def pairings(self, space: Space) -> dict[str, TrainingRecipe]:
        """The paper's pair, its encoder with our decoder, and ours.

        Where there are several architectures, `conv` reads PReps padded to the largest one.
        """
        classifiers = classifiers_only(space)
        several = "fashion-joint" if classifiers.joint else "fashion-multi"
        base = get_classifier_recipe(several if len(classifiers.archs) > 1 else "fashion-single")
        conv, chunked = get_classifier_recipe("digits-conv"), base.model
        read = dataclasses.replace(chunked, encoder="conv", encoder_options=conv.model.encoder_options)
        # What is mixed from two networks is no network, and `conv` cannot read it: all get networks instead.
        # Nor are those that answer as another architecture does; and snapshots do not travel with a space.
        base = dataclasses.replace(
            base, networks=base.networks + base.mixed, mixed=0, taught=0, turned=0, snapshots=False
        )
        recipes = [
            dataclasses.replace(base, model=conv.model, rate=conv.rate),
            dataclasses.replace(base, model=read),
            base,
        ]
        return {f"{recipe.model.encoder}+{recipe.model.decoder}": recipe for recipe in recipes}

    def trainer(self, space: Space, recipe: TrainingRecipe, seed: int) -> Callable[[TrainingRecipe], Trainer]:
        """On the training images that travel with the space, and its teacher's answers to them."""
        assert isinstance(recipe, ClassifierRecipe)
        classifiers = classifiers_only(space)
        images = classifiers.images
        model = ClassifierNetSpace(classifiers.archs, recipe.model, images.mean, images.std)
        nets = classifiers.zoo.weights(space.train.tolist())
        archs = torch.from_numpy(classifiers.zoo.archs[space.train]).long()
        pool = images.train[: recipe.pool]
        model.prepare(nets, archs, pool[: recipe.model.encoder_options.get("probes", PROBES)].pixels)
        taught = len(classifiers.archs) > 1 and not recipe.joint
        teacher = images.teacher["train"][: len(pool)] if taught else None
        networks = signals(model, nets, archs, joint=recipe.joint)
        nobody = ClassifierSignals(networks.readings[:0], archs[:0], None, None)
        data = ClassifierData(networks, pool, teacher, nobody, pool[:0], None)

        def trainer_of(changed: TrainingRecipe) -> Trainer:
            assert isinstance(changed, ClassifierRecipe)
            return ClassifierTrainer(model, data, changed, seed, bfloat16_helps())

        return trainer_of

    def blank(self, space: Space, config: Any, which: nn.Module | None) -> nn.Module:
        """A `ClassifierNetSpace` of the space's architectures; `which` scores them."""
        classifiers = classifiers_only(space)
        with torch.device("meta"):
            model = ClassifierNetSpace(classifiers.archs, config, classifiers.images.mean, classifiers.images.std)
        model.which = which  # type: ignore[assignment]  # scores, whatever module gives them
        return model

    def groups(self, space: Space) -> tuple[Int[np.ndarray, " n"], int] | None:
        """The architectures, where there are several."""
        return classifiers_only(space).groups

    def quality(
        self, engine: Engine, space: Space, ids: Int[np.ndarray, " n"], what: str, report: Report
    ) -> dict[str, float | None]:
        """`accuracy_gap_points`, `accuracy_rank_correlation`, `agreement` with the input networks."""
        return decoded_quality(engine, classifiers_only(space), ids, what, report)

    def between(
        self, engine: Engine, space: Space, pairs: list[tuple[int, int]], report: Callable[[int, int], None]
    ) -> dict[str, float | None]:
        """`accuracy` in percent half way; with several architectures, at the places of the inner ones."""
        classifiers = classifiers_only(space)
        last = len(classifiers.archs) - 1
        places = np.arange(1, last) / last if last > 1 else np.array([0.5])
        values = []
        for done, (a, b) in enumerate(pairs, 1):
            values.append(path_accuracies(engine, classifiers, a, b, PathKind.STRAIGHT, places)[1].mean())
            report(done, len(pairs))
        return {"accuracy": round(float(np.mean(values)), 2)} if values else {}

    def pairs(self, space: Space, count: int) -> list[tuple[int, int]]:
        """See `evaluate.end_pairs`."""
        return end_pairs(classifiers_only(space), count)

    def learned(self, space: Space) -> str:
        """The networks' predictions on the images that travel with the space."""
        classifiers = classifiers_only(space)
        images = f"on the {len(classifiers.images.train):,} training images that travel with the space"
        if len(classifiers.archs) > 1 and not classifiers.joint:
            return (
                f"{len(space.train)} networks, their architectures and the teacher's predictions {images}; half way "
                "between two latents, the architectures in between"
            )
        several = ", and half way between two latents the architectures in between" if classifiers.joint else ""
        return (
            f"{len(space.train)} networks, their own predictions {images}{several}; no mixed predictions, which only "
            "the encoder probe could read"
        )

    def measured(self, space: Space) -> dict[str, int]:
        """The test images."""
        return {"test_images": len(classifiers_only(space).images.test)}


COMPARING = ClassifierComparing()
