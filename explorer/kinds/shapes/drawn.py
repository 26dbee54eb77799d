"""Shapes drawn from a space, beside simple baselines: see `explore.measure.drawn`."""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Float
from torch import Tensor

from explorer.explore.engine.engine import Engine
from explorer.explore.measure.density import FEWEST, common_groups
from explorer.explore.measure.drawn import BESIDE, DRAWN, SEED, Made, sampled, summary
from explorer.kinds.protocols import Report
from explorer.kinds.shapes.novelty import field_of, inside_of, noisy_copy, surface_of, to_training
from explorer.kinds.shapes.occupancy import pieces
from explorer.kinds.shapes.space import ShapeSpace

Networks = list[tuple[Float[Tensor, " count"], Float[np.ndarray, "k d"]]]  # weights, and latents that lie near


def drawn_shapes(
    engine: Engine, space: ShapeSpace, progress: Report, count: int = DRAWN, beside: int = BESIDE, fewest: int = FEWEST
) -> dict[str, Any]:
    """Shapes drawn from a density of the training latents, kinds apart, and what they are compared with.

    Args:
        engine: decodes.
        space: the space.
        progress: called with what is measured, how much of it is done, and of how much.
        count: latents drawn.
        beside: networks of each baseline.
        fewest: training networks of a kind that is drawn from; rarer kinds are drawn from together.

    Returns:
        See `drawn.summary`: quality is the share of the volume in the largest piece, in percent, distance the Chamfer
        distance to the nearest training network's surface, in cube units; better: in one piece. Empty where there are
        too few networks, or none is held out.
    """
    kinds = common_groups(space.labels[space.group][space.train], fewest)
    sample = sampled(space, kinds, np.zeros(len(space.train), int), count, beside, fewest)
    if sample is None:
        return {}
    latents, zoo, drawn, held = space.latents, space.zoo, sample.latents, sample.held
    made: dict[str, Networks] = {
        "drawn": list(zip(engine.decode(space, drawn).cpu(), drawn[:, None], strict=True)),
        "held_out_decoded": list(zip(engine.decode(space, latents[held]).cpu(), latents[held, None], strict=True)),
        "noise": [(noisy_copy(space, i, SEED + i), latents[[i]]) for i in sample.train],
        # Near an average may be what is near its ends, or half way.
        "average": [
            (zoo.weights(pair).mean(0), np.stack([*latents[list(pair)], latents[list(pair)].mean(0)]))
            for pair in sample.pairs
        ],
        "held_out": [(zoo.weights([i])[0], latents[[i]]) for i in held],
    }
    total, rows = sum(map(len, made.values())), dict[str, list[Made]]()
    for name, networks in made.items():
        rows[name] = []
        for weights, near in networks:
            rows[name].append(_judged(engine, space, weights, near))
            progress("drawn shapes", sum(map(len, rows.values())), total)
    axes = ("volume in the largest piece, in percent", "Chamfer distance to the nearest training network, cube units")
    return summary(rows, sample.width, axes)


def _judged(
    engine: Engine, space: ShapeSpace, weights: Float[Tensor, " count"], near: Float[np.ndarray, "k d"]
) -> Made:
    field = field_of(space, weights)
    hang = pieces(inside_of(field))
    return Made(100 * (1 - hang.loose), to_training(engine, space, surface_of(field), near), hang.one)
