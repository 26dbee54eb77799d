"""Which architecture a network of a space of several has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from jaxtyping import Float

from explorer.explore.engine.network_refs import Decoded, Input, Raw, Source
from explorer.space.archspace import ArchSpace


def arch_indices(space: ArchSpace, sources: Sequence[Source]) -> list[int]:
    """Index of each network's architecture: the one that scores highest, or that a zoo network has."""
    decoded = [s.array for s in sources if isinstance(s, Decoded)]
    best = iter(arch_shares(space, np.stack(decoded)).argmax(1).tolist() if decoded else [])
    out = []
    for source in sources:
        match source:
            case Decoded():
                out.append(int(next(best)))
            case Input(index):
                out.append(int(space.zoo.archs[index]))
            case Raw(a, _, _):
                out.append(int(space.zoo.archs[a]))
    return out


def arch_shares(space: ArchSpace, latents: Float[np.ndarray, "n d"]) -> Float[np.ndarray, "n archs"]:
    """Architecture scores of latents, as shares of 1."""
    with torch.inference_mode():
        scores = space.model.scores(torch.tensor(latents, dtype=torch.float32))
        return np.asarray(torch.softmax(scores, -1).numpy())


def shares_of(space: ArchSpace, source: Source, arch: int) -> Float[np.ndarray, " archs"]:
    """The same of a network of any source, whose `arch_indices` is `arch`: a trained one has one alone."""
    if isinstance(source, Decoded):
        return np.asarray(arch_shares(space, source.array[None])[0])
    return np.asarray(np.eye(len(space.model.names), dtype=np.float32)[arch])
