"""A zoo's weights at reduced precision: differences from the shared initialisation, ten bits each.

Per network and tensor the difference is scaled to its largest entry and rounded to one of 1,023 levels; the
upper eight bits and the lower two are kept apart. `evaluate` measures what that costs in IoU.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from jaxtyping import Float, UInt8
from torch import Tensor

from explorer.errors import SelectionError
from explorer.networks.prep import PRepLayout

LEVELS = 511


@dataclass(frozen=True)
class ZooWeights:
    """The input networks of a space.

    Attributes:
        layout: where each tensor lies in the flat weights.
        init: the shared initialisation.
        scale: largest difference per network and tensor.
        upper: upper eight of the ten bits of every difference.
        lower: lower two bits, four differences a byte.
    """

    layout: PRepLayout
    init: Float[Tensor, " count"]
    scale: Float[Tensor, "nets tensors"]
    upper: UInt8[Tensor, "nets count"]
    lower: UInt8[Tensor, "nets quarter"]

    def __len__(self) -> int:
        return self.upper.shape[0]

    @classmethod
    def pack(
        cls, layout: PRepLayout, init: Float[Tensor, " count"], weights: Float[Tensor, "nets count"]
    ) -> ZooWeights:
        """Reduce full-precision weights."""
        difference = weights - init
        scale = torch.stack([difference[:, part].abs().amax(1) for part in _tensor_slices(layout)], 1).clamp(min=1e-12)
        level = (difference / _spread(layout, scale) * LEVELS).round().clamp(-LEVELS, LEVELS).to(torch.int16) + 512
        low = torch.nn.functional.pad(level & 3, (0, -layout.count % 4)).unflatten(1, (-1, 4)).to(torch.uint8)
        packed = low[..., 0] | (low[..., 1] << 2) | (low[..., 2] << 4) | (low[..., 3] << 6)
        return cls(layout, init, scale, (level >> 2).to(torch.uint8), packed)

    def weights(self, indices: Sequence[int]) -> Float[Tensor, "n count"]:
        """Flat weights of these networks, float32.

        Raises:
            SelectionError: there is no such network.
        """
        wrong = [i for i in indices if not 0 <= i < len(self)]
        if wrong:
            raise SelectionError(f"There is no network {wrong[0]}.", f"Ids run from 0 to {len(self) - 1}.")
        rows = torch.as_tensor(list(indices), dtype=torch.long)
        packed = self.lower[rows]
        low = torch.stack([(packed >> shift) & 3 for shift in (0, 2, 4, 6)], -1).flatten(1)[:, : self.layout.count]
        level = (self.upper[rows].to(torch.int16) << 2) + low.to(torch.int16) - 512
        return self.init + level.float() / LEVELS * _spread(self.layout, self.scale[rows])

    def tensors(self) -> dict[str, Tensor]:
        """As they are kept in `zoo.safetensors`."""
        return {"init": self.init, "scale": self.scale, "upper": self.upper, "lower": self.lower}


def _tensor_slices(layout: PRepLayout) -> list[slice]:
    slices, start = [], 0
    for _, shape in layout.shapes:
        slices.append(slice(start, start + math.prod(shape)))
        start = slices[-1].stop
    return slices


def _spread(layout: PRepLayout, scale: Float[Tensor, "n tensors"]) -> Float[Tensor, "n count"]:
    """One value per tensor, repeated for each of its entries."""
    sizes = torch.tensor([math.prod(shape) for _, shape in layout.shapes])
    return scale.repeat_interleave(sizes, dim=1)
