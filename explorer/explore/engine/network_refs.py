"""What a network on the screen comes from: the part of a cache key that says which one it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float
from torch import Tensor

from explorer.space.bundle import Space
from explorer.space.kept import is_kept, latent_of, point


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
class Refitted(Decoded):
    """A network that was decoded, then fitted in weight space: near what its latent decodes to, and not that.

    Where it is in the space is told by the latent; what it does by its weights.

    Attributes:
        digest: of the weights; make it with `Refitted.to`.
        weights: its PRep, float32.
    """

    digest: str
    weights: Float[Tensor, " count"] = field(compare=False, repr=False)

    @classmethod
    def to(cls, latent: Float[np.ndarray, " d"], weights: Float[Tensor, " count"]) -> Refitted:
        """From the latent that was decoded, and the weights that came of the fitting."""
        plain = weights.detach().float().cpu().contiguous()
        digest = hashlib.sha256(plain.numpy().tobytes()).hexdigest()
        return cls(Decoded.of(latent).latent, digest, plain)


@dataclass(frozen=True)
class Leaning(Decoded):
    """A decoded network, moved by shares of what fitting moved others by: on its way from or to a fitted one.

    Its weights are decode(latent) + the sum of share x (fitted - decode(latent of the fitted one)).

    Attributes:
        toward: fitted networks, and the share of each, 0 to 1.
    """

    toward: tuple[tuple[Refitted, float], ...]


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


def of_number(space: Space, number: int) -> Decoded:
    """The network that stands for an id or a kept point's number: decoded, or fitted where it was kept so.

    Raises:
        SelectionError: there is neither.
    """
    if is_kept(number):
        kept = point(space, number)
        if kept.fitted and kept.weights is not None:
            return Refitted.to(kept.latent, kept.weights)
    return Decoded.of(latent_of(space, number))
