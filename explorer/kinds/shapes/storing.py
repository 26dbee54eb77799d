"""How a space of shapes lies on disk: its architecture is a Siren's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from explorer.kinds.shapes.space import ShapeSpace
from explorer.netspace.model import ModelConfig, NetSpace
from explorer.networks.siren import Siren
from explorer.space.bundle import MapArrays, Space, save_space
from explorer.space.schema import whole
from explorer.space.zooweights import ZooWeights

_SIREN = {
    "type": "object",
    "required": ["family", "inputs", "width", "hidden", "outputs", "omega"],
    "properties": {
        "family": {"const": "Siren"},
        "inputs": {"const": 3},
        "width": whole(1, 1024),
        "hidden": whole(1, 16),
        "outputs": {"const": 1},
        "omega": {"type": "number", "exclusiveMinimum": 0, "maximum": 1000},
    },
}


class ShapeStoring:
    """See `protocols.Storing`."""

    group = ShapeSpace.group
    neighbours = 150
    files: tuple[str, ...] = ()
    schema: Mapping[str, Any] = {"required": ["architecture"], "properties": {"architecture": _SIREN}}

    def model(self, info: Mapping[str, Any]) -> nn.Module:
        """A `NetSpace` of the Siren that `space.json` states."""
        arch = {name: value for name, value in info["architecture"].items() if name != "family"}
        return NetSpace(Siren(**arch), ModelConfig(**info["model"]))

    def networks(self, model: Any, tensors: Mapping[str, Tensor]) -> ZooWeights:
        """All are of one architecture, and share an initialisation."""
        return ZooWeights.from_tensors(model.layout, tensors)

    def space(self, path: Path, shared: dict[str, Any]) -> Space:
        """There are no files of its own."""
        del path
        return ShapeSpace(arch=shared["model"].arch, **shared)


STORING = ShapeStoring()


def save_shapes(
    path: Path,
    *,
    title: str,
    model: NetSpace,
    zoo: ZooWeights,
    arrays: MapArrays,
    metrics: Mapping[str, Any],
    provenance: Mapping[str, Any],
) -> None:
    """`save_space` of a space of shapes."""
    save_space(
        path, kind=ShapeSpace.kind, title=title, model=model, zoo=zoo, arrays=arrays, metrics=metrics,
        provenance=provenance, stated={"architecture": {"family": "Siren", **asdict(model.arch)}},
    )  # fmt: skip
