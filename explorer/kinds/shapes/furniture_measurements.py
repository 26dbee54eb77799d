"""The labels of furniture, measured on a network's own surface: what a promise to change one of them is held to.

Nothing here knows the parameters a piece was made from: lines are sent through the network's signed distances, and
where they cross the surface is where a seat, a back or a leg begins and ends.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyvista as pv
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.kinds.shapes.furniture import OVERLAP, POST

SAMPLES = 321  # of a line through the cube: crossings are found by linear interpolation between them
PRESENT = 0.04  # a back or an armrest that rises less than this above the seat is none, in cube units
GAUGED = (
    "width", "depth", "seat_height", "seat_thickness", "leg_width", "leg_depth", "back_height", "back_thickness",
    "arm_height", "arm_width",
)  # fmt: skip

Field = Callable[[Float[Tensor, "p 3"]], Float[Tensor, " p"]]


@dataclass(frozen=True)
class Run:
    """A stretch of a line that lies inside the shape: where it begins and ends, in cube units."""

    start: float
    end: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


def gauge(field: Field, mesh: pv.PolyData) -> Mapping[str, float] | None:
    """Labels of a piece of furniture, as they are on its surface.

    Args:
        field: signed distances at points, negative inside.
        mesh: its surface; of several pieces the largest counts.

    Returns:
        Values of `GAUGED` in the units of `furniture.CONTINUOUS`; NaN where the piece has no such part.
        None: there is no surface.
    """
    if mesh.n_points == 0:
        return None
    bounds = mesh.extract_largest().bounds
    low, high = np.asarray(bounds[0::2]), np.asarray(bounds[1::2])
    lines = _Lines(field)
    size = high - low
    middle = (low + high) / 2
    seat = [
        top
        for x in (-0.15, 0.0, 0.15)
        for z in (0.0, 0.15)
        if (top := lines.last(1, middle[0] + x * size[0], middle[2] + z * size[2])) is not None
    ]
    if not seat:
        return dict.fromkeys(GAUGED, float("nan")) | {"width": float(size[0]), "depth": float(size[2])}
    seat_top = float(np.median([run.end for run in seat]))
    thickness = float(np.median([run.length for run in seat]))
    back = _rise(lines, [(middle[0] + x * size[0], low[2] + 0.045) for x in (-0.3, -0.15, 0.0, 0.15, 0.3)], seat_top)
    arm = _rise(lines, [(x, middle[2]) for x in (low[0] + 0.05, high[0] - 0.05)], seat_top)
    legs = _legs(lines, low, high)
    found = {
        "width": float(size[0]),
        "depth": float(size[2]),
        "seat_height": seat_top - float(low[1]),
        "seat_thickness": thickness,
        "leg_width": legs[0],
        "leg_depth": legs[1],
        "back_height": back,
        "arm_height": arm,
    }
    found["back_thickness"] = (
        _first_length(lines, 2, [(middle[0] + x * size[0], seat_top + back - POST / 2) for x in (-0.2, 0.0, 0.2)])
        if back > POST
        else float("nan")
    )
    found["arm_width"] = (
        _first_length(lines, 0, [(seat_top + arm - POST / 2, middle[2] + z * size[2]) for z in (-0.1, 0.1)])
        if arm > POST
        else float("nan")
    )
    return found


class _Lines:
    """Lines along the axes through a field."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._along = torch.linspace(-1, 1, SAMPLES)

    def runs(self, axis: int, first: float, second: float) -> list[Run]:
        """Where the line along `axis` lies inside; `first` and `second` are its other two coordinates, in order."""
        points = torch.empty(SAMPLES, 3)
        others = [k for k in range(3) if k != axis]
        points[:, axis] = self._along
        points[:, others[0]], points[:, others[1]] = float(first), float(second)
        with torch.inference_mode():
            values = self._field(points).cpu().numpy().astype(np.float64)
        return runs_of(self._along.numpy().astype(np.float64), values)

    def last(self, axis: int, first: float, second: float) -> Run | None:
        """The run with the highest coordinates."""
        found = self.runs(axis, first, second)
        return found[-1] if found else None


def runs_of(along: Float[np.ndarray, " s"], values: Float[np.ndarray, " s"]) -> list[Run]:
    """Stretches of a line with negative values, their ends interpolated linearly."""
    inside = values < 0
    turns = np.flatnonzero(inside[1:] != inside[:-1])
    crossings = along[turns] + (along[turns + 1] - along[turns]) * values[turns] / (values[turns] - values[turns + 1])
    ends = [*([along[0]] if inside[0] else []), *crossings.tolist(), *([along[-1]] if inside[-1] else [])]
    return [Run(float(a), float(b)) for a, b in zip(ends[::2], ends[1::2], strict=True)]


def _rise(lines: _Lines, places: list[tuple[float, float]], seat_top: float) -> float:
    """How far what stands at these places (x, z) rises above the seat; 0 if it does not."""
    tops = [run.end for x, z in places if (run := lines.last(1, x, z)) is not None]
    rise = float(np.median(tops)) - seat_top if tops else 0.0
    return rise if rise > PRESENT else 0.0


def _first_length(lines: _Lines, axis: int, places: list[tuple[float, float]]) -> float:
    """Median length of the first run on lines at these places."""
    lengths = [found[0].length for place in places if (found := lines.runs(axis, *place))]
    return float(np.median(lengths)) if lengths else float("nan")


def _legs(lines: _Lines, low: Float[np.ndarray, " 3"], high: Float[np.ndarray, " 3"]) -> tuple[float, float]:
    """Width and depth of a leg, just above the floor: the longest chords there, so that round legs count in full."""
    y = float(low[1]) + 0.06
    size = high - low
    shares = np.linspace(0.01, 0.24, 12)
    across = [found[0].length for s in shares if (found := lines.runs(0, y, low[2] + s * size[2]))]
    along = [found[0].length for s in shares if (found := lines.runs(2, low[0] + s * size[0], y))]
    width = float(max(across)) if across else float("nan")
    depth = float(max(along)) if along else float("nan")
    # Two legs that have grown into a side panel meet in the middle; each of them is half of it.
    return width, depth if depth < 0.9 * size[2] else float(size[2]) / 2 + OVERLAP
