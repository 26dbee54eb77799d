"""What a frame says of a classifier: accuracy, confusion, and images worth looking at."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from jaxtyping import Int

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Input, Source
from explorer.kinds.classifiers.classification import Judgement, samples
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace

SAMPLES = 12  # images shown
LEVEL = 1  # of zlib
COUNTS = ((48, 500), (64, 1000), (96, 2000))  # test images judged on, up to a resolution


def images_at(resolution: int) -> int | None:
    """How many test images a classifier is judged on where a shape would have this resolution; None: all of them."""
    return next((count for most, count in COUNTS if resolution <= most), None)


def verdict(
    engine: Engine, space: ClassifierSpace, source: Source, network: int | None, resolution: int, cancelled: Cancelled
) -> tuple[dict[str, Any], bytes]:
    """What a frame's header says under "judged", and its body: the pixels of the samples, one zlib stream.

    Args:
        engine: judges.
        space: the space.
        source: which network.
        network: the id of the network that it decodes, if it does: then the two are compared, else it and the teacher.
        resolution: how finely; see `images_at`.
        cancelled: see `engine.Engine.judge`.

    Raises:
        Dropped: nobody waits any more.
        SelectionError: the source is not possible.
    """
    count = images_at(resolution)
    judged = judge_network(engine, space, source, count, cancelled)
    total = len(judged.predicted)
    labels = space.images.test.labels[:total].numpy()
    teacher = space.images.teacher["test"][:total].argmax(1).numpy()
    own = None if network is None else judge_network(engine, space, Input(network), count, cancelled)
    reference = teacher if own is None else own.predicted
    chosen = samples(judged, reference, labels, SAMPLES)
    facts = {
        "vertices": 0,
        "faces": 0,
        "planes": 2,
        "judged": {
            "accuracy": round(judged.accuracy, 3),
            "count": total,
            "input": None if own is None else round(own.accuracy, 3),
            "teacher": round(100 * float((teacher == labels).mean()), 3),
            "arch": judged.arch,
            "shares": _rounded(judged.shares),
            "parameters": space.archs[judged.arch].count,
            "confusion": judged.confusion.reshape(-1).tolist(),
            "precision": _rounded(judged.precision),
            "recall": _rounded(judged.recall),
            "pixels": [space.archs[0].channels, space.archs[0].size],
            "samples": [_sample(judged, reference, labels, k) for k in chosen.tolist()],
        },
    }
    pixels = space.images.test.pixels[chosen.tolist()].numpy()
    return facts, zlib.compress(pixels.tobytes(), LEVEL)


def _sample(
    judged: Judgement, reference: Int[np.ndarray, " n"], labels: Int[np.ndarray, " n"], image: int
) -> dict[str, Any]:
    return {
        "image": image,
        "label": int(labels[image]),
        "predicted": int(judged.predicted[image]),
        "confidence": round(float(judged.confidence[image]), 4),
        "reference": int(reference[image]),
    }


def _rounded(values: np.ndarray) -> list[float]:
    return [round(float(v), 4) for v in values]
