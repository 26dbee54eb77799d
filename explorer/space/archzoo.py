"""The input networks of a space of several architectures: `ZooWeights` of each, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.errors import PRepError
from explorer.networks.prep import PRepLayout
from explorer.space.zooweights import ZooWeights, check_indices


@dataclass(frozen=True)
class ArchZoo:
    """The input networks of a space of one architecture or several.

    Attributes:
        parts: the networks of each architecture; None where there are none.
        archs: index of each network's architecture.
        count: entries of a PRep: parameters of the largest architecture.
    """

    parts: tuple[ZooWeights | None, ...]
    archs: Int[np.ndarray, " nets"]
    count: int

    def __len__(self) -> int:
        return len(self.archs)

    @classmethod
    def pack(
        cls,
        layouts: Sequence[PRepLayout],
        archs: Int[np.ndarray, " nets"],
        nets: Float[Tensor, "nets count"],
        levels: int,
    ) -> ArchZoo:
        """Reduce full-precision networks, given as PRep entries, to `levels` steps a standard deviation."""
        parts = list[ZooWeights | None]()
        for a, layout in enumerate(layouts):
            own = nets[torch.from_numpy(archs == a), : layout.count]
            parts.append(ZooWeights.pack(layout, torch.zeros(layout.count), own, levels) if len(own) else None)
        return cls(tuple(parts), archs, nets.shape[1])

    def weights(self, indices: Sequence[int]) -> Float[Tensor, "n count"]:
        """PRep entries of these networks, float32.

        Raises:
            SelectionError: there is no such network.
        """
        check_indices(indices, len(self))
        out = torch.zeros(len(indices), self.count)
        chosen = np.asarray(list(indices), dtype=np.int64)
        rank = np.zeros(len(self), np.int64)  # of each network among those of its architecture
        for a, part in enumerate(self.parts):
            rank[self.archs == a] = np.arange((self.archs == a).sum())
            places = np.flatnonzero(self.archs[chosen] == a)
            if part is not None and len(places):
                out[torch.from_numpy(places), : part.layout.count] = part.weights(rank[chosen[places]].tolist())
        return out

    def tensors(self) -> dict[str, Tensor]:
        """As they are kept in `zoo.safetensors`."""
        out = {"archs": torch.from_numpy(self.archs.astype(np.uint8))}
        for a, part in enumerate(self.parts):
            if part is not None:
                # Without a shared initialisation the differences are the weights: nothing to keep of it.
                out |= {f"{a}.{name}": value for name, value in part.tensors().items() if name != "init"}
        return out

    @classmethod
    def from_tensors(cls, layouts: Sequence[PRepLayout], tensors: Mapping[str, Tensor]) -> ArchZoo:
        """The inverse of `tensors`.

        Raises:
            PRepError: a tensor is missing, or of another shape or type than the layouts ask for.
        """
        if "archs" not in tensors or tensors["archs"].dim() != 1 or tensors["archs"].dtype != torch.uint8:
            raise PRepError("The tensor 'archs' is missing or of another form.")
        archs = tensors["archs"].numpy().astype(np.int64)
        if len(archs) == 0 or archs.max() >= len(layouts):
            raise PRepError(f"'archs' names architectures that are not among the {len(layouts)} of the space.")
        parts = list[ZooWeights | None]()
        for a, layout in enumerate(layouts):
            own = {name.partition(".")[2]: v for name, v in tensors.items() if name.startswith(f"{a}.")}
            nets = int((archs == a).sum())
            part = ZooWeights.from_tensors(layout, {"init": torch.zeros(layout.count), **own}) if nets else None
            if part is not None and len(part) != nets:
                raise PRepError(f"There are {len(part)} networks of architecture {a}; 'archs' has {nets}.")
            parts.append(part)
        return cls(tuple(parts), archs, max(layout.count for layout in layouts))
