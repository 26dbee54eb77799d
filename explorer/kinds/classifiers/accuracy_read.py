"""Accuracy read off latents, beside the same read off plain statistics of weights, which are hard to beat."""

from __future__ import annotations

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.explore.measure.reading_off import FEWEST, FEWEST_HELD, read_off
from explorer.kinds.classifiers.networks import Parameters
from explorer.kinds.classifiers.space import ClassifierSpace

QUANTILES = (0.0, 0.25, 0.5, 0.75, 1.0)

Read = dict[str, dict[str, float | None]]


def weight_statistics(params: Parameters) -> Float[Tensor, " f"]:
    """Of every layer's weights, and of its biases, mean, deviation and five quantiles (Unterthiner et al. 2020)."""
    quantiles = torch.tensor(QUANTILES)
    parts = []
    for value in params.values():
        flat = value.detach().float().flatten()
        parts += [flat.mean()[None], flat.std(correction=0)[None], flat.quantile(quantiles)]
    return torch.cat(parts)


def accuracy_read(space: ClassifierSpace) -> dict[str, dict[str, int | Read]]:
    """How well the accuracy of held-out networks is read, learned from the training networks of the space.

    Each architecture by itself: the statistics are as many as its layers.

    Returns:
        By architecture: `train` and `heldout`, how many networks; by `latents` and by `statistics` what
        `reading_off.read_off` says of them. Architectures of too few networks are left out.
    """
    out: dict[str, dict[str, int | Read]] = {}
    accuracy = space.labels["accuracy"]
    for arch, form in enumerate(space.archs):
        train, held = (ids[space.zoo.archs[ids] == arch] for ids in (space.train, space.heldout))
        if len(train) < FEWEST or len(held) < FEWEST_HELD:
            continue
        known, asked = (_statistics(space, arch, ids) for ids in (train, held))
        out[form.name] = {
            "train": len(train),
            "heldout": len(held),
            "latents": read_off(
                space.latents[train], accuracy[train], space.latents[held], accuracy[held], scaled=False
            ),
            "statistics": read_off(known, accuracy[train], asked, accuracy[held], scaled=True),
        }
    return out


def _statistics(space: ClassifierSpace, arch: int, ids: np.ndarray) -> Float[np.ndarray, "n f"]:
    rows = (space.zoo.weights([i])[0] for i in ids.tolist())
    return torch.stack([weight_statistics(space.model.params(arch, row)) for row in rows]).numpy()
