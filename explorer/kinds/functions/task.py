"""What networks of vectors are for, and how their outputs are meant: classes told apart, or values.

A network that tells classes apart may give logits, probabilities, or a single number for two classes. All of them are
turned into logits, so that everything else knows two cases alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError
from explorer.kinds.functions.forms import Form

SUM_TOLERANCE = 1e-3  # by which probabilities may fail to add up to 1
LEAST = 1e-7  # of a probability whose logarithm is taken
MOST_CLASSES = 1000
AS = ("classes", "values")


@dataclass(frozen=True)
class Task:
    """What networks are for.

    Attributes:
        form: how their outputs are meant.
        outputs: numbers that a network gives for an input.
    """

    form: Form
    outputs: int

    @property
    def classes(self) -> bool:
        """Whether they tell classes apart."""
        return self.form.classes

    @property
    def size(self) -> int:
        """Of an answer: classes, or outputs."""
        return self.form.size(self.outputs)

    @property
    def worth(self) -> str:
        """The label that says how good a network is, where there are targets."""
        return "accuracy" if self.classes else "r2"

    def answers(self, raw: Float[Tensor, "*nets n outputs"]) -> Float[Tensor, "*nets n size"]:
        """Outputs as logits, one a class; values as they are."""
        match self.form:
            case Form.PROBABILITIES:
                return raw.clamp(min=LEAST).log()
            case Form.SCORE:
                return torch.cat([torch.zeros_like(raw), raw], -1)
            case Form.PROBABILITY:
                inside = raw.clamp(LEAST, 1 - LEAST)
                return torch.cat([torch.log1p(-inside), inside.log()], -1)
            case _:
                return raw

    def raw(self, answers: Float[Tensor, "*nets n size"]) -> Float[Tensor, "*nets n shown"]:
        """Answers as they are looked at: the probability of every class, or the values."""
        return torch.softmax(answers, -1) if self.classes else answers

    def stated(self) -> dict[str, Any]:
        """For `space.json`."""
        return {"form": str(self.form), "outputs": self.outputs}

    @classmethod
    def of(cls, stated: Mapping[str, Any]) -> Task:
        """The inverse of `stated`."""
        return cls(Form(stated["form"]), int(stated["outputs"]))


def found_task(
    outputs: Float[Tensor, "nets n outputs"], targets: np.ndarray | None, wanted: str | None = None
) -> tuple[Task, np.ndarray | None]:
    """How outputs are meant, from what networks give at example inputs and what is right there.

    Whole targets are classes where there are enough outputs for them, whatever type of number they are, and values
    where a single output cannot tell them apart. Targets of zero and one for a single output are two classes. Without
    targets, outputs that add up to 1 are probabilities; all others are values, unless it is said that they are classes.

    Args:
        outputs: of some networks, at all example inputs.
        targets: (n,) whole numbers or (n, k) numbers; None: there are none.
        wanted: "classes" or "values", where it is said; None: it is found out.

    Returns:
        The task, and the targets in its form: (n,) int64, or (n, outputs) float32.

    Raises:
        DataError: targets do not fit the outputs, or it is said what cannot be.
    """
    size = outputs.shape[-1]
    probable = bool(((outputs >= 0) & (outputs <= 1)).all())
    sums = bool(((outputs.sum(-1) - 1).abs() < SUM_TOLERANCE).all())
    labels = None if wanted == "values" or targets is None else _labels(targets, size)
    if labels is None and wanted == "classes" and targets is not None:
        raise DataError(
            f"The targets are no classes of networks that give {size} values.",
            "Give whole numbers from 0, one an input; or leave it to be found out.",
        )
    told = labels is not None or wanted == "classes" or (targets is None and size > 1 and probable and sums)
    if not told or wanted == "values":
        task = Task(Form.VALUES, size)
        return task, None if targets is None else _values(targets, size)
    if size == 1:
        return Task(Form.PROBABILITY if probable else Form.SCORE, 1), labels
    return Task(Form.PROBABILITIES if probable and sums else Form.LOGITS, size), labels


def _labels(targets: np.ndarray, size: int) -> np.ndarray | None:
    """Targets as classes, if they can be some for so many outputs; None: they are values.

    Raises:
        DataError: whole numbers that name more classes than there are outputs.
    """
    flat = targets[:, 0] if targets.ndim == 2 and targets.shape[1] == 1 else targets
    if flat.ndim == 2:  # one row a target: a one in the place of its class
        hot = size == flat.shape[1] > 1 and bool(np.isin(flat, (0, 1)).all() and (flat.sum(1) == 1).all())
        return flat.argmax(1).astype(np.int64) if hot else None
    whole = bool((flat == np.round(flat)).all())
    # One float for several outputs can be no value of theirs: classes that were saved as floats.
    classes = np.isin(flat, (0, 1)) if size == 1 else (flat >= 0) & (flat < size)
    if not whole or (flat.dtype.kind == "f" and not classes.all()):
        return None
    if size == 1:
        return flat.astype(np.int64) if np.isin(flat, (0, 1)).all() else None
    if flat.min() < 0 or flat.max() >= size:
        raise DataError(
            f"The targets name the classes {int(flat.min())} to {int(flat.max())}; the networks give {size} values.",
            f"Number classes from 0 to {size - 1}, or give float targets if they are values.",
        )
    return flat.astype(np.int64)


def _values(targets: np.ndarray, size: int) -> np.ndarray:
    values = targets.astype(np.float32)
    values = values.reshape(len(values), -1)
    if values.shape[1] != size:
        raise DataError(
            f"The targets are {values.shape[1]} numbers an input; the networks give {size}.",
            f"Give targets of the shape (inputs, {size}), or none.",
        )
    return values
