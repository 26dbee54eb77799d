"""Classifiers drawn from a space, beside simple baselines: see `explore.measure.drawn`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.explore.engine.archs import arch_indices
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.measure.density import FEWEST
from explorer.explore.measure.drawn import BESIDE, DRAWN, SEED, Made, sampled, summary
from explorer.kinds.classifiers.judging import network_logits
from explorer.kinds.classifiers.novelty import noisy_copy, twin_in_zoo, weight_distance, zoo_predictions
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.protocols import Report
from explorer.netspace.architectures import by_arch

IMAGES = 500  # test images: 450 networks on all of them would take ten times as long, several minutes
ALIGNED = 5  # networks of each way whose weights are compared: an alignment takes a second

Entries = list[tuple[int, Float[Tensor, " count"]]]  # architecture and PRep entries of networks


def drawn_classifiers(
    engine: Engine,
    space: ClassifierSpace,
    progress: Report,
    count: int = DRAWN,
    beside: int = BESIDE,
    fewest: int = FEWEST,
) -> dict[str, Any]:
    """Networks drawn from a density of the training latents, architectures apart, and what they are compared with.

    Args:
        engine: decodes and judges.
        space: the space.
        progress: called with what is measured, how much of it is done, and of how much.
        count: latents drawn.
        beside: networks of each baseline.
        fewest: training networks of an architecture that is drawn from.

    Returns:
        See `drawn.summary`: quality is accuracy in percent, distance the share of the images on which the nearest
        training network of the same architecture disagrees; better: has more of them right than that one. `images`:
        how many they are. Empty where no architecture has enough networks, or none is held out.
    """
    archs, zoo = space.zoo.archs, space.zoo
    sample = sampled(space, archs[space.train], archs[space.train], count, beside, fewest)
    if sample is None:
        return {}
    own: dict[str, Entries] = {
        "noise": [(int(archs[i]), noisy_copy(space, i, SEED + i)) for i in sample.train],
        "average": [(int(archs[a]), zoo.weights([a, b]).mean(0)) for a, b in sample.pairs],
        "held_out": [(int(archs[i]), zoo.weights([i])[0]) for i in sample.held],
    }
    made = {
        "drawn": _decoded(engine, space, sample.latents),
        "held_out_decoded": _decoded(engine, space, space.latents[sample.held]),
        **own,
    }
    images = min(IMAGES, len(space.images.test))
    known = zoo_predictions(engine, space, progress, images)
    total, rows = sum(map(len, made.values())), dict[str, list[Made]]()
    for name, networks in made.items():
        predicted = _predictions(engine, space, networks, images)
        rows[name] = [_judged(space, *network, predicted[k], known, k < ALIGNED) for k, network in enumerate(networks)]
        progress("drawn networks", sum(map(len, rows.values())), total)
    axes = ("accuracy in percent", "share of test images on which the nearest training network disagrees")
    return summary(rows, sample.width, axes, {"images": images})


def _decoded(engine: Engine, space: ClassifierSpace, latents: Float[np.ndarray, "n d"]) -> Entries:
    sources: Sequence[Decoded] = [Decoded.of(z) for z in latents]
    return list(zip(arch_indices(space, sources), engine.weights(space, sources).cpu(), strict=True))


def _predictions(engine: Engine, space: ClassifierSpace, networks: Entries, count: int) -> Int[np.ndarray, "n images"]:
    """Predicted classes on the first so many test images."""
    out = torch.empty(len(networks), count, dtype=torch.int64)
    for arch, rows in by_arch(torch.tensor([arch for arch, _ in networks])):
        entries = torch.stack([networks[k][1] for k in rows.tolist()])
        out[rows] = network_logits(engine, space, arch, entries, space.images.test[:count]).argmax(-1)
    return out.numpy()


def _judged(
    space: ClassifierSpace,
    arch: int,
    entries: Float[Tensor, " count"],
    predicted: Int[np.ndarray, " images"],
    known: Int[np.ndarray, "train images"],
    weights: bool,
) -> Made:
    """One network beside the training networks, whose predictions are known; `weights`: compared, too."""
    labels = space.images.test[: len(predicted)].labels.numpy()
    right = float((predicted == labels).mean())
    found = twin_in_zoo(space, known, arch, predicted)
    if found is None:  # decoded as an architecture without training networks: nothing is near it
        return Made(100 * right, float("nan"), better=False)
    twin, differ = found
    own = known[int(np.searchsorted(space.train, twin))]
    far = weight_distance(space, arch, entries, space.zoo.weights([twin])[0]) if weights else float("nan")
    return Made(100 * right, differ, right > float((own == labels).mean()), far)
