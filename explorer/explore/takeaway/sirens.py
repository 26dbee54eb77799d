"""Sirens as files to use without this program: what is the same of all kinds whose networks are Sirens."""

from __future__ import annotations

from jaxtyping import Float
from torch import Tensor, nn

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.network_refs import Source
from explorer.explore.takeaway.netfile import NETWORKS
from explorer.networks.prep import unflatten
from explorer.networks.sirenfile import SirenModule
from explorer.space.bundle import Space
from explorer.space.sirens import SirenSpace


class SirenNetworks:
    """Part of `protocols.TakingNetworks`: less the facts, the programs and the names in an ONNX file."""

    formats: tuple[str, ...] = NETWORKS

    def parameters(self, space: Space, source: Source) -> int:
        """All have as many."""
        del source
        return space.layout.count

    def tensors(self, space: Space, source: Source, weights: Float[Tensor, " count"]) -> dict[str, Tensor]:
        """`layers.0.weight`, `layers.0.bias`, ..."""
        del source
        return dict(unflatten(space.layout, weights))

    def columns(self, engine: Engine, space: Space, source: Source) -> dict[str, str]:
        """None: such a network has no number of its own that its labels do not state."""
        del engine, space, source
        return {}

    def module(self, space: Space, source: Source) -> nn.Module:
        """A Siren of points."""
        del source
        assert isinstance(space, SirenSpace)  # of a kind that has this as its own
        return SirenModule(space.arch).eval()
