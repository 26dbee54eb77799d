"""What a user says of a file, so that it need not be found out."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from explorer.errors import SelectionError
from explorer.foreign.chains import ACTIVATIONS


@dataclass(frozen=True)
class Hints:
    """Whatever is None is found out.

    Attributes:
        omega: frequency of a Siren's sines.
        activation: "sine", or one of `chains.ACTIVATIONS`.
        mean: that a classifier's images, 0 to 1, are taken relative to.
        std: that they are divided by.

    Raises:
        SelectionError: a value that is not possible.
    """

    omega: float | None = None
    activation: str | None = None
    mean: float | None = None
    std: float | None = None

    def __post_init__(self) -> None:
        for name in ("omega", "mean", "std"):
            value: object = getattr(self, name)
            if value is not None and not (isinstance(value, int | float | np.number) and math.isfinite(value)):
                raise SelectionError(f"{str(value)[:60]!r} is no {name}.", "Give a number.")
        if self.activation not in (None, "sine", *ACTIVATIONS):
            raise SelectionError(
                f"Unknown activation {self.activation!r}.", f"Choose from: sine, {', '.join(ACTIVATIONS)}."
            )
        if self.omega is not None and not 0 < self.omega <= 1000:
            raise SelectionError(f"An omega of {self.omega} is not possible.", "Choose one above 0, up to 1000.")
        if (self.mean is None) != (self.std is None):
            raise SelectionError("Mean and standard deviation belong together.", "Give both, or neither.")
        if self.std is not None and not self.std > 0:
            raise SelectionError(f"A standard deviation of {self.std} is not possible.", "Choose one above 0.")
