"""What a network on the screen comes from: the part of a cache key that says which one it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float


@dataclass(frozen=True)
class Decoded:
    """The network that the decoder makes of a latent.

    Attributes:
        latent: the bytes of its float32 values; make it with `Decoded.of`.
    """

    latent: bytes

    @classmethod
    def of(cls, latent: Float[np.ndarray, " d"]) -> Decoded:
        """From an array of d numbers."""
        return cls(np.ascontiguousarray(latent, dtype=np.float32).tobytes())

    @property
    def array(self) -> Float[np.ndarray, " d"]:
        """The latent, read-only."""
        return np.frombuffer(self.latent, dtype=np.float32)


@dataclass(frozen=True)
class Input:
    """A network of the zoo, as it was trained.

    Attributes:
        index: its id.
    """

    index: int


@dataclass(frozen=True)
class Raw:
    """The weighted mean of two zoo networks' weights, without the space: what it is compared with.

    Attributes:
        a: id of one network.
        b: id of the other.
        t: share of b, 0 to 1.
    """

    a: int
    b: int
    t: float


Source = Decoded | Input | Raw
