"""What a user says of a file, so that it need not be found out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from explorer.errors import SelectionError
from explorer.foreign.chains import ACTIVATIONS

UPS = ("y", "z", "x", "-y", "-z", "-x")
THICKEST = 0.5  # of sheets, in units of the space


@dataclass(frozen=True)
class Hints:
    """Whatever is None is found out.

    Attributes:
        omega: frequency of a Siren's sines.
        activation: "sine", or one of `chains.ACTIVATIONS`.
        mean: that a classifier's images, 0 to 1, are taken relative to.
        std: that they are divided by.
        told: whatever else a kind of network asks for, by `Choice.key`: `pixels`, `layout`, ...; "" as if not told.
        network: what makes the module, `my_nets.py:make_net`, where weights alone do not say it; its file is run. ""
            for none.
        folder: where the file lies, for what it keeps in files beside it; None: nowhere.
        up: the axis of a shape that is up: one of `UPS`.
        scale: units of the space for each unit of a shape's file.
        flip: whether a shape's network is positive inside.
        thickness: that sheets of a mesh are given; 0: they are left out.

    Raises:
        SelectionError: a value that is not possible.
    """

    omega: float | None = None
    activation: str | None = None
    mean: float | None = None
    std: float | None = None
    told: Mapping[str, str] = field(default_factory=dict, hash=False)
    network: str = ""
    folder: Path | None = None
    up: str | None = None
    scale: float | None = None
    flip: bool | None = None
    thickness: float | None = None

    def __post_init__(self) -> None:
        for name in ("omega", "mean", "std", "scale", "thickness"):
            value: object = getattr(self, name)
            if value is not None and not (isinstance(value, int | float | np.number) and math.isfinite(value)):
                raise SelectionError(f"{str(value)[:60]!r} is no {name}.", "Give a number.")
        if self.activation not in (None, "sine", *ACTIVATIONS):
            raise SelectionError(
                f"Unknown activation {self.activation!r}.", f"Choose from: sine, {', '.join(ACTIVATIONS)}."
            )
        if self.omega is not None and not 0 < self.omega <= 1000:
            raise SelectionError(f"An omega of {self.omega} is not possible.", "Choose one above 0, up to 1000.")
        if self.up not in (None, *UPS):
            raise SelectionError(f"No axis is called {str(self.up)[:20]!r}.", f"Choose from: {', '.join(UPS)}.")
        if self.scale is not None and not 1e-6 <= self.scale <= 1e6:
            raise SelectionError(f"A scale of {self.scale} is not possible.", "Choose one from 1e-6 to 1e6.")
        if self.thickness is not None and not 0 <= self.thickness <= THICKEST:
            raise SelectionError(f"A thickness of {self.thickness} is not possible.", f"Choose 0 to {THICKEST}.")
        if (self.mean is None) != (self.std is None):
            raise SelectionError("Mean and standard deviation belong together.", "Give both, or neither.")
        if self.std is not None and not self.std > 0:
            raise SelectionError(f"A standard deviation of {self.std} is not possible.", "Choose one above 0.")
