"""When two classifiers are alike: their predictions, and their weights once the neurons are in the same order."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Float, Int

from explorer.explore.engine.archs import arch_indices
from explorer.explore.engine.engine import Engine, Input, Source
from explorer.kinds.classifiers.graphs import GraphClassifier
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.novelty import weight_distance
from explorer.kinds.classifiers.space import ClassifierSpace, classifiers_only
from explorer.lru import LruCache
from explorer.space.bundle import Space

IMAGES = 500  # test images on which classifiers may disagree
SHORT = 24  # networks of which aligned weights are compared
REMEMBERED = 4  # spaces

_zoos = LruCache[np.ndarray](REMEMBERED)  # what all networks of a space predict

Found = tuple[Int[np.ndarray, " k"], Float[np.ndarray, " k"]]
Near = tuple[Int[np.ndarray, " j"], Float[np.ndarray, " j"]]


class ClassifierLikeness:
    """See `protocols.Likeness`."""

    function = "they take images for the same classes"
    weights = "their numbers are alike, after permutation alignment"
    unit = "{:.1%} of the images"

    def in_function(
        self,
        engine: Engine,
        space: Space,
        source: Source,
        ids: Int[np.ndarray, " n"],
        report: Callable[[int, int], None],
    ) -> Found:
        """Share of the test images that two take for different classes."""
        classifiers = classifiers_only(space)
        own = judge_network(engine, classifiers, source, IMAGES).predicted
        zoo = _zoos.get(space.version, lambda: _zoo_predictions(engine, classifiers, report))
        return ids, (zoo[ids] != own).mean(1).astype(np.float64)

    def in_weights(self, engine: Engine, space: Space, source: Source, ids: Int[np.ndarray, " n"], near: Near) -> Found:
        """Of the `SHORT` networks of the architecture that are nearest in function, aligned (Git Re-Basin)."""
        del ids
        classifiers = classifiers_only(space)
        among, function = near
        arch = arch_indices(classifiers, [source])[0]
        same = np.flatnonzero(classifiers.zoo.archs[among] == arch)
        if isinstance(classifiers.archs[arch], GraphClassifier):
            return among[:0], np.empty(0)  # which of its units can change places is not known
        short = among[same[np.argsort(function[same], kind="stable")[:SHORT]]]
        own = engine.weights(space, [source])[0].cpu()
        distances = [weight_distance(classifiers, arch, own, space.zoo.weights([int(i)])[0]) for i in short]
        return short, np.asarray(distances, dtype=np.float64)


LIKENESS = ClassifierLikeness()


def _zoo_predictions(
    engine: Engine, space: ClassifierSpace, report: Callable[[int, int], None]
) -> Int[np.ndarray, "n images"]:
    rows = []
    for i in range(len(space)):
        rows.append(judge_network(engine, space, Input(i), IMAGES).predicted)
        report(i + 1, len(space))
    return np.stack(rows).astype(np.int64)
