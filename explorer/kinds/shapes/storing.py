"""How a space of shapes lies on disk: its architecture is a Siren's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from explorer.kinds.shapes.fitted import FittedWeights
from explorer.kinds.shapes.space import ShapeSpace
from explorer.kinds.shapes.stating import STATING
from explorer.netspace.model import NetSpace
from explorer.space.bundle import MapArrays, Space, save_space
from explorer.space.sirens import SirenStoring, siren_stated
from explorer.space.zooweights import ZooWeights


class ShapeStoring(SirenStoring):
    """See `protocols.Storing`."""

    group = ShapeSpace.group
    neighbours = 150
    files, schema = STATING.files, STATING.schema

    def networks(self, model: Any, tensors: Mapping[str, Tensor]) -> FittedWeights:
        """All are of one architecture, and share an initialisation; of some it is known what they were fitted to."""
        return FittedWeights.from_tensors(model.layout, tensors)

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
        provenance=provenance, stated={"architecture": siren_stated(model.arch)},
    )  # fmt: skip
