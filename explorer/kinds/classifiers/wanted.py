"""What is wanted of decoded classifiers: which architecture, which answers, and how much each counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import torch
from jaxtyping import Float, Int
from torch import Tensor


@dataclass(frozen=True)
class Wanted:
    """What is wanted of decoded networks.

    Attributes:
        archs: index of the architecture that each is to have.
        answers: the logits that each is to give on a step's images.
        temperatures: at which they are compared.
        weights: what the loss of each is multiplied by.
    """

    archs: Int[Tensor, " n"]
    answers: Float[Tensor, "n images classes"]
    temperatures: Float[Tensor, " n"]
    weights: Float[Tensor, " n"]

    def rows(self, pick: Int[Tensor, " k"]) -> Wanted:
        """Some of them."""
        return Wanted(self.archs[pick], self.answers[pick], self.temperatures[pick], self.weights[pick])

    def between(
        self, first: Int[Tensor, " k"], second: Int[Tensor, " k"], share: Float[Tensor, " k"], archs: Int[Tensor, " k"]
    ) -> Wanted:
        """What is wanted between two of them, as networks of `archs`."""
        return Wanted(
            archs,
            torch.lerp(self.answers[first], self.answers[second], share[:, None, None]),
            torch.lerp(self.temperatures[first], self.temperatures[second], share),
            # The mean of what both say, as what the mixture says is not known without all the images.
            1 / torch.lerp(1 / self.weights[first], 1 / self.weights[second], share),
        )


def joined(parts: Sequence[Wanted]) -> Wanted:
    """All of them, one after the other."""
    return Wanted(*(torch.cat([getattr(one, field.name) for one in parts]) for field in fields(Wanted)))


@dataclass(frozen=True)
class Pairs:
    """Places between networks of a step: at `share` from `first` to `second`, where `archs` are wanted."""

    first: Int[Tensor, " k"]
    second: Int[Tensor, " k"]
    share: Float[Tensor, " k"]
    archs: Int[Tensor, " k"]
