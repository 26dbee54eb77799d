"""Spaces whose networks are Sirens of one architecture: what kinds that differ in what a Siren means have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch
from jaxtyping import Float
from torch import Tensor, nn

from explorer.netspace.model import ModelConfig, NetSpace
from explorer.networks.siren import Siren
from explorer.space.bundle import Space
from explorer.space.schema import whole
from explorer.space.zooweights import ZooWeights


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


def siren_schema(inputs: int, outputs: Sequence[int]) -> dict[str, Any]:
    """The schema of that.

    Args:
        inputs: coordinates of a place.
        outputs: how many values a network may give there.
    """
    return {
        "type": "object",
        "required": ["family", "inputs", "width", "hidden", "outputs", "omega"],
        "properties": {
            "family": {"const": "Siren"},
            "inputs": {"const": inputs},
            "width": whole(1, 1024),
            "hidden": whole(1, 16),
            "outputs": {"enum": list(outputs)},
            "omega": {"type": "number", "exclusiveMinimum": 0, "maximum": 1000},
        },
    }
