"""Labels of classifiers as directions: accuracy where there is one architecture, and the architectures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
from jaxtyping import Bool, Float

from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.measure.effects import SHARE, effect, few, turns, without
from explorer.kinds.classifiers.accuracies import accuracies
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.kinds.protocols import Report
from explorer.space.bundle import Space
from explorer.space.directions import Classes, directions

ACCURACY = "accuracy"
TURNED = 12  # classifiers, to each architecture
IMAGES = 1000  # test images that an accuracy is measured on


class ClassifierSteering:
    """See `protocols.Steering`, and `protocols.Placing`."""

    hidden = frozenset({"decoded_accuracy", "training_steps"})
    bent = frozenset({ACCURACY})

    def hides(self, space: Space, label: str) -> bool:
        """Accuracy, where there are several architectures, unless the space is `joint`.

        All networks of one come out nearly alike then: a latent tells the architecture, and a step toward more accuracy
        is one toward another architecture.
        """
        if label != ACCURACY or classifiers_only(space).joint:
            return False
        _, counts = np.unique(space.labels[space.group][space.train], return_counts=True)
        return int((counts > 1).sum()) > 1

    def applies(self, space: Space, label: str) -> Bool[np.ndarray, " n"]:
        """Every label says something of every network."""
        del label
        return np.ones(len(space), dtype=bool)

    def places(self, space: Space, label: str) -> Mapping[str, Float[np.ndarray, " d"]] | None:
        """Of architectures, where the encoder reads what a network answers and its form apart."""
        classifiers = classifiers_only(space)
        places = classifiers.model.places() if label == space.group else None
        if places is None:
            return None
        return {arch.name: place.cpu().numpy() for arch, place in zip(classifiers.archs, places, strict=True)}

    def measured(self, engine: Engine, space: Space, latent: Float[np.ndarray, " d"]) -> dict[str, Any]:
        """Accuracy in percent of the test images, and the architecture."""
        classifiers = classifiers_only(space)
        judged = judge_network(engine, classifiers, Decoded.of(latent))
        return {"accuracy": round(judged.accuracy, 2), "architecture": classifiers.archs[judged.arch].name}

    def effects(self, engine: Engine, space: Space, count: int, report: Report) -> dict[str, Any]:
        """Of the slider on test images, of the buttons on the architectures that come out."""
        classifiers = classifiers_only(space)
        return {
            "labels": slider_effects(engine, classifiers, count, report),
            "classes": turn_effects(engine, classifiers, TURNED),
        }


STEERING = ClassifierSteering()


def slider_effects(
    engine: Engine, space: ClassifierSpace, count: int, report: Report = lambda what, done, total: None
) -> dict[str, dict[str, float]]:
    """What moving held-out networks along accuracy does, in percent; see `effects.effect`. There are no `others`."""
    learned = directions(space)
    out: dict[str, dict[str, float]] = {}
    ids = few(space.heldout, count)
    images = space.images.test[:IMAGES]
    for one in learned.labels:
        if one.label != ACCURACY:
            continue
        _, before = accuracies(engine, space, [Decoded.of(space.latents[i]) for i in ids], images)
        span = SHARE * (one.high - one.low)
        asked = np.where(before + span <= one.high, span, -span)
        moved = [
            Decoded.of(learned.moved(space.latents[i], {one.label: float(a)})) for i, a in zip(ids, asked, strict=True)
        ]
        _, after = accuracies(engine, space, moved, images)
        out[one.label] = effect(np.stack([asked, after - before, np.full(len(ids), np.nan)], 1), one.r2)
        report("steering", 1, 1)
    return out


def turn_effects(engine: Engine, space: ClassifierSpace, count: int) -> dict[str, dict[str, float]]:
    """Effects of the architecture's buttons.

    Returns:
        Per `architecture=NAME`: `networks` turned, `reached` (share that decode to a network of it), and the mean
        `accuracy` of those in percent; of a `joint` space also `gap`, the mean difference to the accuracy before, in
        points: there a network is to be turned at the accuracy that it has.
    """
    images = space.images.test[:IMAGES]

    def measured(group: Classes, value: str, ids: list[int], latents: Float[np.ndarray, "k d"]) -> dict[str, float]:
        del group
        archs, found = accuracies(engine, space, [Decoded.of(z) for z in latents], images)
        right, after = np.asarray([space.archs[a].name == value for a in archs]), np.asarray(found)
        row = {"reached": round(float(right.mean()), 4)}
        if right.any():
            row["accuracy"] = round(float(after[right].mean()), 2)
        if right.any() and space.joint:
            _, before = accuracies(engine, space, [Decoded.of(space.latents[i]) for i in ids], images)
            row["gap"] = round(float(np.abs(after - before)[right].mean()), 2)
        return row

    return turns(space, count, partial(without, space), measured)
