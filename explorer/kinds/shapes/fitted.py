"""The input networks of a space of shapes, with the samples of what they were fitted to, if anybody knows it."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, UInt8
from torch import Tensor

from explorer.errors import PRepError
from explorer.networks.prep import PRepLayout
from explorer.space.zooweights import ZooWeights

RESOLUTION = 64  # samples per axis
BYTES = RESOLUTION**3 // 8  # of a network
MOST_NETWORKS = 16_384  # half a gigabyte of samples
MESHES = "meshes"  # the tensor's name in `zoo.safetensors`


@dataclass(frozen=True)
class FittedWeights(ZooWeights):
    """See `ZooWeights`.

    Attributes:
        samples: of each network, which samples of the grid over the cube lay inside what it was fitted to, packed;
            None: that is not known.
    """

    samples: UInt8[np.ndarray, "nets bytes"] | None = None

    @classmethod
    def of(cls, zoo: ZooWeights, samples: UInt8[np.ndarray, "nets bytes"] | None) -> FittedWeights:
        """The same networks, with samples."""
        return cls(zoo.layout, zoo.init, zoo.small, zoo.step, zoo.levels, zoo.least, samples)

    def truth(self, indices: Sequence[int]) -> Bool[Tensor, "n r r r"] | None:
        """What these networks were fitted to, on the grid, (x, y, z) order; None: it is not known."""
        if self.samples is None:
            return None
        flat = np.unpackbits(self.samples[list(indices)], axis=1).astype(bool)
        return torch.from_numpy(flat).reshape(-1, *[RESOLUTION] * 3)

    def tensors(self) -> dict[str, Tensor]:
        """As they are kept in `zoo.safetensors`."""
        if self.samples is None:
            return super().tensors()
        packed = zlib.compress(self.samples.tobytes(), 9)
        return {**super().tensors(), MESHES: torch.frombuffer(bytearray(packed), dtype=torch.uint8)}

    @classmethod
    def from_tensors(cls, layout: PRepLayout, tensors: Mapping[str, Tensor]) -> FittedWeights:
        """The inverse of `tensors`.

        Raises:
            PRepError: as `ZooWeights.from_tensors`; or the samples are damaged.
        """
        zoo = ZooWeights.from_tensors(layout, tensors)
        if MESHES not in tensors:
            return cls.of(zoo, None)
        size = len(zoo) * BYTES
        try:
            if len(zoo) > MOST_NETWORKS:
                raise PRepError(f"{MESHES!r} is of {len(zoo):,} networks; at most {MOST_NETWORKS:,} have samples.")
            inflater = zlib.decompressobj()
            data = inflater.decompress(tensors[MESHES].numpy().tobytes(), size + 1)
        except (zlib.error, TypeError) as error:
            raise PRepError(f"{MESHES!r} cannot be inflated: {error}.") from error
        if len(data) != size:
            raise PRepError(f"{MESHES!r} does not inflate to {size:,} bytes.")
        return cls.of(zoo, np.frombuffer(data, dtype=np.uint8).reshape(len(zoo), BYTES))
