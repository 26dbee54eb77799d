"""How good many classifiers are at once: of any source, or along a whole path, in one batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from jaxtyping import Float

from explorer.data.images import Images
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.explore.travel.paths import Tour, source_at
from explorer.kinds.classifiers.judging import network_answers
from explorer.kinds.classifiers.networks import percent_right
from explorer.kinds.classifiers.space import ClassifierSpace

CURVE_POINTS, CURVE_IMAGES = 33, 500  # of a path's curve


def accuracies(
    engine: Engine,
    space: ClassifierSpace,
    sources: Sequence[Source],
    images: Images,
    check: Callable[[], None] = lambda: None,
) -> tuple[list[int], Float[np.ndarray, " n"]]:
    """Index of each network's architecture, and its accuracy on images in percent; as `Engine.answers`."""
    archs, logits = network_answers(engine, space, sources, images, check)
    return archs, percent_right(logits, images.labels).numpy()


def curve(
    engine: Engine, space: ClassifierSpace, tour: Tour, check: Callable[[], None] = lambda: None
) -> tuple[list[int], Float[np.ndarray, " s"]]:
    """`accuracies` at `CURVE_POINTS` evenly spaced shares of a tour, on the first test images.

    Raises:
        SelectionError: the tour averages weights of different architectures.
    """
    sources = [source_at(space, tour, float(t)) for t in np.linspace(0, 1, CURVE_POINTS)]
    return accuracies(engine, space, sources, space.images.test[:CURVE_IMAGES], check)
