"""What a network is that was decoded, then fitted in weight space to what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jaxtyping import Float
from torch import Tensor


@dataclass(frozen=True)
class Fitted:
    """A network of the space's architecture that no latent decodes to.

    Attributes:
        weights: its PRep, float32.
        measured: how like what was read it is; the names are those of `Encoded.measured` and `Outcome.facts`.
        steps: of Adam, on the weights themselves.
        seconds: that they took.
    """

    weights: Float[Tensor, " count"]
    measured: Mapping[str, float]
    steps: int
    seconds: float
