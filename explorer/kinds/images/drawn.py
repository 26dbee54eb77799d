"""Pictures drawn from a space, beside simple baselines: see `explore.measure.drawn`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.density import FEWEST, common_groups
from explorer.explore.measure.drawn import BESIDE, DRAWN, SEED, Made, sampled, summary
from explorer.explore.measure.noise import noisy
from explorer.kinds.images.silhouette import faint
from explorer.kinds.images.space import ImageSpace
from explorer.kinds.protocols import Report
from explorer.networks.prep import flatten, unflatten

BATCH = 64  # networks drawn on the grid of pixels at a time


def drawn_pictures(
    engine: Engine, space: ImageSpace, progress: Report, count: int = DRAWN, beside: int = BESIDE, fewest: int = FEWEST
) -> dict[str, Any]:
    """Pictures drawn from a density of the training latents, classes apart, and what they are compared with.

    Args:
        engine: decodes.
        space: the space.
        progress: called with what is measured, how much of it is done, and of how much.
        count: latents drawn.
        beside: networks of each baseline.
        fewest: training networks of a class that is drawn from; rarer classes are drawn from together.

    Returns:
        See `drawn.summary`: quality is the share of what is lit that is not faint (`silhouette.faint`), in percent;
        distance the root mean square difference to the nearest training network's picture; better: no more of it is
        faint than of that one. Empty where there are too few networks, or none is held out.
    """
    classes = common_groups(space.labels[space.group][space.train], fewest)
    sample = sampled(space, classes, np.zeros(len(space.train), int), count, beside, fewest)
    if sample is None:
        return {}
    made = {
        "drawn": engine.decode(space, sample.latents).cpu(),
        "held_out_decoded": engine.decode(space, space.latents[sample.held]).cpu(),
        "noise": torch.stack([_noisy(space, i) for i in sample.train]),
        "average": torch.stack([space.zoo.weights(pair).mean(0) for pair in sample.pairs]),
        "held_out": space.zoo.weights(sample.held),
    }
    known = _shown(space, space.zoo.weights(space.train.tolist()), lambda d, t: progress("zoo pictures", d, t))
    clear = 1 - faint(known)
    rows = {name: _judged(_shown(space, weights), known, clear) for name, weights in made.items()}
    progress("drawn pictures", len(rows), len(rows))
    axes = ("what is lit and not faint, in percent", "difference to the nearest training network's picture (RMS)")
    return summary(rows, sample.width, axes)


def _judged(
    pixels: Float[Tensor, "n c s s"], known: Float[Tensor, "m c s s"], clear: Float[Tensor, " m"]
) -> list[Made]:
    """Pictures beside those of training networks, of which it is known how clear they are."""
    far, twins = torch.cdist(pixels.flatten(1), known.flatten(1)).min(1)
    own = 1 - faint(pixels)
    scale = known[0].numel() ** 0.5
    return [
        Made(100 * float(q), float(d) / scale, bool(q >= clear[twin]))
        for q, d, twin in zip(own, far, twins.tolist(), strict=True)
    ]


def _noisy(space: ImageSpace, network: int) -> Float[Tensor, " count"]:
    weights = space.zoo.weights([network])[0]
    return flatten(space.layout, noisy(unflatten(space.layout, weights), SEED + network))


def _shown(
    space: ImageSpace,
    weights: Float[Tensor, "n count"],
    report: Callable[[int, int], None] = lambda done, total: None,
) -> Float[Tensor, "n c s s"]:
    parts = []
    for some in weights.split(BATCH):
        parts.append(space.drawn(some))
        report(sum(map(len, parts)), len(weights))
    return torch.cat(parts)
