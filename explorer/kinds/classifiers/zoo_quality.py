"""How good a zoo of classifiers is: accuracies on test images."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from explorer.data.images import ImageData, balanced
from explorer.errors import ZooError
from explorer.kinds.classifiers.zoo import Trained, accuracy
from explorer.zoo.store import sample_ids

TEST_IMAGES = 5000  # as many of each class


def judge_classifiers(
    zoo: Trained, data: ImageData, sample: int, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> dict[str, Any]:
    """Accuracies of a zoo's networks on the class-balanced test images that travel with spaces.

    Args:
        zoo: the networks.
        data: the images that they were trained on.
        sample: networks to judge, drawn at random with a fixed seed; all if there are no more.
        progress: called with (networks done, networks in all).

    Returns:
        Accuracies in percent: the teacher's, and per architecture the mean, the deciles and the extremes.

    Raises:
        ZooError: the zoo was trained on other images.
    """
    if data.sha256 != zoo.stated["sha256"]:
        raise ZooError(
            f"The zoo was trained on other images ({zoo.stated['data']}).", "Give the folder of the same with --data."
        )
    images = balanced(data.test, TEST_IMAGES, len(data.classes))
    chosen = sample_ids(len(zoo), sample)
    scores = dict[str, list[float]]()
    for done, k in enumerate(chosen, 1):
        arch = zoo.plan.archs[zoo.archs[k]]
        scores.setdefault(arch.name, []).append(accuracy(arch, zoo.params[k], images, data))
        progress(done, len(chosen))
    return {
        "networks": len(chosen),
        "test_images": len(images),
        "teacher": round(accuracy(zoo.plan.teacher, zoo.teacher, images, data), 2),
        "accuracy": {arch.name: _spread(scores[arch.name]) for arch in zoo.plan.archs if arch.name in scores},
    }


def _spread(values: list[float]) -> dict[str, float | int]:
    low, p10, median, p90, high = np.quantile(values, [0, 0.1, 0.5, 0.9, 1]).tolist()
    found = {"mean": float(np.mean(values)), "min": low, "p10": p10, "median": median, "p90": p90, "max": high}
    return {"networks": len(values)} | {name: round(value, 2) for name, value in found.items()}
