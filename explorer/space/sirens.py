"""Spaces whose networks are Sirens of one architecture: what kinds that differ in what a Siren means have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from explorer.errors import PRepError
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.networks.prep import flatten
from explorer.networks.siren import Siren
from explorer.space.bundle import Space
from explorer.space.zooweights import ZooWeights

CHUNK = 64  # networks whose weights are compared at once


@dataclass(frozen=True, kw_only=True)
class SirenSpace(Space):
    """A space of Sirens.

    Attributes:
        arch: the networks' architecture.
        model: see `Space`.
        zoo: see `Space`; all networks share an initialisation.
    """

    arch: Siren
    model: NetSpace
    zoo: ZooWeights

    def encode(self, weights: Float[Tensor, "n count"], like: int) -> Float[Tensor, "n d"]:
        """Latents that the encoder reads; there is only one architecture."""
        del like
        with torch.inference_mode():
            return self.model.encode(self.model.read(weights))

    def check_average(self, ids: Sequence[int]) -> None:
        """All can: there is only one architecture."""

    def own_latent(self, tensors: Mapping[str, Tensor]) -> Float[np.ndarray, " d"] | None:
        """The latent of a network of the space's own architecture, known by names and shapes; None: of another.

        Its frequency, which tensors do not say, is taken for the space's, too.
        """
        if any(value.dim() not in (1, 2) for value in tensors.values()):
            return None
        try:
            weights = flatten(self.layout, tensors)
        except PRepError:
            return None
        return np.asarray(self.encode(weights[None].float(), 0)[0].numpy())

    def weight_distances(self, own: Float[Tensor, " count"], ids: Int[np.ndarray, " n"]) -> Float[np.ndarray, " n"]:
        """How far the weights of networks are from these, over the networks' norms."""
        distances = []
        for some in np.array_split(ids, max(1, len(ids) // CHUNK)):
            zoo = self.zoo.weights(some.tolist())
            distances.append(((zoo - own).norm(dim=1) / zoo.norm(dim=1).clamp(min=1e-9)).numpy())
        return np.concatenate(distances).astype(np.float64)


class SirenStoring:
    """Model and input networks of `protocols.Storing`."""

    def model(self, info: Mapping[str, Any]) -> nn.Module:
        """A `NetSpace` of the Siren that `space.json` states."""
        arch = {name: value for name, value in info["architecture"].items() if name != "family"}
        return NetSpace(Siren(**arch), ModelConfig(**info["model"]))

    def networks(self, model: Any, tensors: Mapping[str, Tensor]) -> ZooWeights:
        """All are of one architecture, and share an initialisation."""
        return ZooWeights.from_tensors(model.layout, tensors)


def siren_stated(arch: Siren) -> dict[str, Any]:
    """A Siren as `space.json` states it."""
    return {"family": "Siren", **asdict(arch)}
