"""What the live view shows of a classifier: accuracy, confusion, and images worth looking at."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from jaxtyping import Int

from explorer.explore.draw.confusion import confusion_picture
from explorer.explore.draw.png import png
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Input, Source
from explorer.kinds.classifiers.classification import Judgement, samples
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.space.bundle import Space

SAMPLES = 12  # images shown
PICTURE_IMAGES = 500  # that a small picture is judged on
LEVEL = 1  # of zlib
COUNTS = ((48, 500), (64, 1000), (96, 2000))  # test images judged on, up to a resolution


def images_at(resolution: int) -> int | None:
    """How many test images a classifier is judged on where a shape would have this resolution; None: all of them."""
    return next((count for most, count in COUNTS if resolution <= most), None)


class ClassifierFrames:
    """See `protocols.Frames`."""

    patient = True

    def frame(
        self, engine: Engine, space: Space, source: Source, network: int | None, resolution: int, cancelled: Cancelled
    ) -> tuple[dict[str, Any], bytes]:
        """What a header says under "judged", and the pixels of the samples, one zlib stream.

        Of a network of the zoo the two are compared, the input and the decoded one; else it and the teacher.
        `resolution`: see `images_at`.
        """
        found = classifiers_only(space)
        count = images_at(resolution)
        judged = judge_network(engine, found, source, count, cancelled)
        own = None if network is None else judge_network(engine, found, Input(network), count, cancelled)
        total = len(judged.predicted)
        labels = found.images.test.labels[:total].numpy()
        teacher = found.images.teacher["test"][:total].argmax(1).numpy()
        reference = teacher if own is None else own.predicted
        chosen = samples(judged, reference, labels, SAMPLES)
        facts = _facts(found, judged) | {
            "input": None if own is None else round(own.accuracy, 3),
            "teacher": round(100 * float((teacher == labels).mean()), 3),
            "samples": [_sample(judged, reference, labels, k) for k in chosen.tolist()],
        }
        pixels = found.images.test.pixels[chosen.tolist()].numpy()
        return {"judged": facts}, zlib.compress(pixels.tobytes(), LEVEL)

    def picture(
        self, engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
        cancelled: Cancelled | None = None,
    ) -> bytes:  # fmt: skip
        """How it confuses classes."""
        del resolution
        judged = judge_network(engine, classifiers_only(space), source, PICTURE_IMAGES, cancelled, coarse=True)
        return png(confusion_picture(judged.confusion, size, colour))

    def about(self, space: Space) -> dict[str, Any]:
        """What the frames are to be read with: classes, architectures, size of the images, what they are."""
        found = classifiers_only(space)
        return {
            "classes": list(found.images.classes),
            "archs": [arch.name for arch in found.archs],
            "channels": found.archs[0].channels,
            "size": found.archs[0].size,
            "data": found.images.name,
            "tests": len(found.images.test.labels),
        }


FRAMES = ClassifierFrames()


def _facts(space: ClassifierSpace, judged: Judgement) -> dict[str, Any]:
    """What is said of a network alone."""
    return {
        "accuracy": round(judged.accuracy, 3),
        "count": len(judged.predicted),
        "arch": judged.arch,
        "shares": _rounded(judged.shares),
        "parameters": space.archs[judged.arch].count,
        "confusion": judged.confusion.reshape(-1).tolist(),
        "precision": _rounded(judged.precision),
        "recall": _rounded(judged.recall),
        "pixels": [space.archs[0].channels, space.archs[0].size],
    }


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
