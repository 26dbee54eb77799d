"""A zoo's weights at reduced precision: differences from the shared initialisation.

Tensors of few entries (biases, first and last layer) are few but felt at once: they are kept in half precision. The
large ones, nearly all of the weights, are rounded to multiples of a step per tensor, a `1 / LEVELS` of its standard
deviation over the zoo. Levels are not clipped: one weight far out, cut off, costs a network a tenth of its IoU. The
lower four bits of a level are kept as they are, the upper twelve deflated (they follow a bell curve, so this takes
about six bits). `build` measures what all this costs in IoU.

Levels of large zoos (`MAPPED`) are kept as they are: the file is then half as large again, but it is mapped into memory
instead of inflated, so that only the networks that somebody asks for are read.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Float16, Int16
from torch import Tensor

from explorer.errors import PRepError, SelectionError
from explorer.networks.prep import PRepLayout

LARGE = 1000  # entries
LEVELS = 240  # steps a standard deviation
OFFSET = 0x8800  # makes levels positive, with the common ones in the middle of what one byte of the upper bits holds
MAPPED = 2**25  # levels: of some four thousand networks of furniture, which take half a second to inflate
MOST_DEFLATED = 2**30  # as many as the largest file that is read whole could hold
LOWEST, HIGHEST = -0x8000, 0xFFFF - OFFSET  # more than a hundred standard deviations


@dataclass(frozen=True)
class ZooWeights:
    """The input networks of a space.

    Attributes:
        layout: where each tensor lies in the flat weights.
        init: the shared initialisation.
        small: differences of the small tensors, in order.
        step: one step per large tensor.
        levels: differences of the large tensors, in order, in steps.
        least: entries that a tensor has at least to be a large one.
    """

    layout: PRepLayout
    init: Float[Tensor, " count"]
    small: Float16[Tensor, "nets small"]
    step: Float[Tensor, " tensors"]
    levels: Int16[Tensor, "nets large"]
    least: int = LARGE

    def __len__(self) -> int:
        return self.small.shape[0]

    @classmethod
    def pack(
        cls,
        layout: PRepLayout,
        init: Float[Tensor, " count"],
        weights: Float[Tensor, "nets count"],
        levels: int = LEVELS,
        least: int = LARGE,
    ) -> ZooWeights:
        """Reduce full-precision weights to `levels` steps a standard deviation of each tensor of `least` entries."""
        difference = weights - init
        small, large = _slices(layout, least)
        steps = [difference[:, part].std(correction=0).clamp(min=1e-9) / levels for part in large]
        rounded = [(difference[:, p] / s).round().clamp(LOWEST, HIGHEST) for p, s in zip(large, steps, strict=True)]
        return cls(
            layout,
            init,
            _join([difference[:, part] for part in small], len(weights)).half(),
            torch.stack(steps) if steps else torch.zeros(0),
            _join(rounded, len(weights)).to(torch.int16),
            least,
        )

    def weights(self, indices: Sequence[int]) -> Float[Tensor, "n count"]:
        """Flat weights of these networks, float32.

        Raises:
            SelectionError: there is no such network.
        """
        check_indices(indices, len(self))
        rows = torch.as_tensor(list(indices), dtype=torch.long)
        out = self.init.repeat(len(rows), 1)
        small, large = _slices(self.layout, self.least)
        for part, values in zip(small, self.small[rows].float().split(_sizes(small), 1), strict=True):
            out[:, part] += values
        for part, values, step in zip(large, self.levels[rows].float().split(_sizes(large), 1), self.step, strict=True):
            out[:, part] += values * step
        return out

    def tensors(self) -> dict[str, Tensor]:
        """As they are kept in `zoo.safetensors`."""
        # Only where it is not the usual one: older zoos do not state it.
        shared = {} if self.least == LARGE else {"least": torch.tensor([self.least])}
        shared |= {"init": self.init, "small": self.small, "step": self.step}
        if self.levels.numel() > MAPPED:
            return {**shared, "levels": self.levels}
        shifted = self.levels.numpy().astype(np.int32) + OFFSET
        high = (shifted >> 4).reshape(-1)
        # Byte by byte: the upper byte hardly ever changes and takes next to nothing.
        upper = zlib.compress((high & 255).astype(np.uint8).tobytes() + (high >> 8).astype(np.uint8).tobytes(), 9)
        nibbles = (shifted & 15).astype(np.uint8).reshape(-1)
        low = np.pad(nibbles, (0, len(nibbles) % 2)).reshape(-1, 2)
        return {
            **shared,
            "upper": torch.frombuffer(bytearray(upper), dtype=torch.uint8),
            "lower": torch.from_numpy(low[:, 0] | (low[:, 1] << 4)),
        }

    @classmethod
    def from_tensors(cls, layout: PRepLayout, tensors: Mapping[str, Tensor]) -> ZooWeights:
        """The inverse of `tensors`. At most as much is inflated as the networks stated by `small` need.

        Raises:
            PRepError: a tensor is missing, or of another shape or type than the layout asks for.
        """
        least = _least(tensors)
        slices = _slices(layout, least)
        small, large = (sum(_sizes(part)) for part in slices)
        nets = tensors["small"].shape[0] if "small" in tensors and tensors["small"].dim() else 0
        total = nets * large
        wanted: dict[str, tuple[tuple[int, ...] | None, torch.dtype]]
        wanted = {
            "init": ((layout.count,), torch.float32),
            "small": ((nets, small), torch.float16),
            "step": ((len(slices[1]),), torch.float32),
        }
        if "levels" in tensors:
            wanted["levels"] = ((nets, large), torch.int16)
        else:
            wanted |= {"upper": (None, torch.uint8), "lower": ((-(-total // 2),), torch.uint8)}
        for name, (shape, dtype) in wanted.items():
            if name not in tensors:
                raise PRepError(f"The tensor {name!r} is missing.")
            value = tensors[name]
            if value.dtype != dtype or (shape is not None and tuple(value.shape) != shape):
                raise PRepError(
                    f"{name!r} has shape {tuple(value.shape)} and type {value.dtype}, not {shape}, {dtype}."
                )
        levels = tensors["levels"] if "levels" in tensors else _unpacked(tensors, nets, large)
        return cls(layout, tensors["init"], tensors["small"], tensors["step"], levels, least)


def _unpacked(tensors: Mapping[str, Tensor], nets: int, large: int) -> Int16[Tensor, "nets large"]:
    """Levels whose upper bits are deflated.

    Raises:
        PRepError: they cannot be inflated, or are more than this program deflates.
    """
    total = nets * large
    if total > MOST_DEFLATED:
        raise PRepError(f"'lower' is of {total:,} levels; at most {MOST_DEFLATED:,} are inflated.")
    packed = tensors["lower"].numpy()
    low = np.stack([packed & 15, packed >> 4], 1).reshape(-1)[:total].astype(np.uint16)
    middle, high = np.frombuffer(_inflate(tensors["upper"].numpy().tobytes(), 2 * total), np.uint8).reshape(2, -1)
    level = (high.astype(np.uint16) << 12) | (middle.astype(np.uint16) << 4) | low
    return torch.from_numpy((level - np.uint16(OFFSET)).view(np.int16)).reshape(nets, large)


def _inflate(data: bytes, size: int) -> bytes:
    """Inflate to exactly `size` bytes: neither less, nor (a bomb) any more."""
    try:
        inflater = zlib.decompressobj()
        out = inflater.decompress(data, size) if size else b""
    except zlib.error as error:
        raise PRepError(f"'upper' cannot be inflated: {error}.") from error
    if len(out) != size or (size and inflater.decompress(inflater.unconsumed_tail, 1)):
        raise PRepError(f"'upper' does not inflate to {size:,} bytes.")
    return out


def _least(tensors: Mapping[str, Tensor]) -> int:
    """Entries of a large tensor, as a zoo states it."""
    stated = tensors.get("least", torch.tensor([LARGE]))
    if stated.shape != (1,) or stated.dtype != torch.int64 or int(stated) < 1:
        raise PRepError("'least' is not the size of a tensor.")
    return int(stated)


def _slices(layout: PRepLayout, least: int) -> tuple[list[slice], list[slice]]:
    """Where the small and the large tensors lie in the flat weights, each in order."""
    small, large = list[slice](), list[slice]()
    for part in layout.slices:
        (large if part.stop - part.start >= least else small).append(part)
    return small, large


def _sizes(slices: list[slice]) -> list[int]:
    return [part.stop - part.start for part in slices]


def _join(parts: list[Tensor], nets: int) -> Float[Tensor, "nets total"]:
    return torch.cat(parts, 1) if parts else torch.zeros(nets, 0)


def check_indices(indices: Sequence[int], count: int) -> None:
    """Whether there are such networks among `count`.

    Raises:
        SelectionError: there is no such network.
    """
    wrong = [i for i in indices if not 0 <= i < count]
    if wrong:
        raise SelectionError(f"There is no network {wrong[0]}.", f"Ids run from 0 to {count - 1}.")
