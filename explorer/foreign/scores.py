"""What a classifier's outputs are, by their values: logits, probabilities or sigmoids; and logits of them."""

from __future__ import annotations

from typing import Literal

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.foreign.onnx import LEAST

Meaning = Literal["logits", "probabilities", "sigmoids"]
MEANINGS: tuple[Meaning, ...] = ("logits", "probabilities", "sigmoids")
TOLERANCE = 1e-3  # by which probabilities may fail to add up to 1
# The same of rounded ones, which networks of small integers give: of any row, and on average.
ROUNDED, ROUNDED_MEAN = 0.1, 0.03


def meaning_of(values: Float[Tensor, "n classes"]) -> Meaning:
    """What scores for some inputs are: probabilities add up to 1, sigmoids are between 0 and 1 and do not.

    Logarithms of probabilities are logits.
    """
    if not bool(((values >= 0) & (values <= 1 + TOLERANCE)).all()):
        return "logits"
    off = (values.sum(1) - 1).abs()
    if bool((off < TOLERANCE).all()) or (float(off.max()) < ROUNDED and float(off.mean()) < ROUNDED_MEAN):
        return "probabilities"
    return "sigmoids"


def logits_from(values: Float[Tensor, "n classes"], meaning: Meaning) -> Float[Tensor, "n classes"]:
    """Logits of scores whose meaning is known.

    Of sigmoids, each one the probability of its class alone, the logarithms of the odds: their softmax is the
    probability of a class where just one of them is true.
    """
    if meaning == "logits":
        return values.float()
    if meaning == "probabilities":
        return values.float().clamp(min=LEAST).log()
    odds = values.double().clamp(LEAST, 1 - 1e-16)
    return (odds.log() - torch.log1p(-odds)).float()
