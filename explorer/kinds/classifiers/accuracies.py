"""How good many classifiers of any source are at once, in one batch."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from jaxtyping import Float

from explorer.data.images import Images
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.kinds.classifiers.judging import network_answers
from explorer.kinds.classifiers.networks import percent_right
from explorer.kinds.classifiers.space import ClassifierSpace


def accuracies(
    engine: Engine,
    space: ClassifierSpace,
    sources: Sequence[Source],
    images: Images,
    check: Callable[[], None] = lambda: None,
    coarse: bool = False,
) -> tuple[list[int], Float[np.ndarray, " n"]]:
    """Index of each network's architecture, and its accuracy on images in percent; as `network_answers`."""
    archs, logits = network_answers(engine, space, sources, images, check, coarse)
    return archs, percent_right(logits, images.labels).numpy()
