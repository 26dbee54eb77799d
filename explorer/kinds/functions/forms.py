"""How the outputs of a network of vectors are meant, in words and numbers."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Form(StrEnum):
    """How outputs are meant."""

    LOGITS = "logits"  # one a class
    PROBABILITIES = "probabilities"  # one a class, adding up to 1
    SCORE = "score"  # the logit of the second of two classes
    PROBABILITY = "probability"  # the probability of the second of two classes
    VALUES = "values"  # no classes

    @property
    def classes(self) -> bool:
        """Whether they tell classes apart."""
        return self is not Form.VALUES

    def size(self, outputs: int) -> int:
        """Of an answer of so many outputs: classes, or the outputs."""
        return 2 if self in (Form.SCORE, Form.PROBABILITY) else outputs


def from_what_to_what(given: Sequence[int], form: Form, outputs: int) -> str:
    """From what to what networks go, in words.

    Args:
        given: the shape of an input.
        form: how outputs are meant.
        outputs: numbers that a network gives for an input.
    """
    shape = " x ".join(map(str, given)) or "1"
    inputs = f"{shape} input{'s' if tuple(given) != (1,) else ''}"
    size = form.size(outputs)
    if form.classes:
        return f"{inputs} to {size} classes"
    return f"{inputs} to {size} value{'s' if size > 1 else ''}"
