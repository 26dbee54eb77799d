"""The curve of a training: what is lost on networks that are trained on, and on those that are not."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import plotly.graph_objects as go

from explorer.figures.style import Theme, base_layout, empty_figure
from explorer.files import regular

HELDOUT = "heldout"
GRID = "rgba(128,140,155,.25)"
MOST_LINES = 5  # parts of the loss that are drawn
NAMES = {
    HELDOUT: "held-out networks",
    "networks": "training networks",
    "functions": "training networks, read and decoded",
    "made": "mixed and shaken networks",
}
MEANING = {
    HELDOUT: "Held-out networks are never trained on.",
    "made": "Mixed and shaken networks are made for the training: the zoo's, mixed or with weights moved at random.",
}


@dataclass(frozen=True)
class CurveFacts:
    """A training's curve.

    Attributes:
        steps: of each line.
        losses: by name, a value a step; what is zero throughout is left out; "heldout" is the held-out networks'.
    """

    steps: tuple[int, ...]
    losses: Mapping[str, tuple[float, ...]]


def curve_facts(rows: Sequence[Mapping[str, str]]) -> CurveFacts:
    """The lines of a `curve.csv`; one that is not whole yet ends them."""
    steps, found = list[int](), dict[str, list[float]]()
    for row in rows:
        try:
            step, values = int(row["step"]), {k: float(v) for k, v in row.items() if k not in ("step", "seconds")}
        except (KeyError, TypeError, ValueError):
            break
        if not all(math.isfinite(value) for value in values.values()):
            break
        steps.append(step)
        for name, value in values.items():
            found.setdefault(name, []).append(value)
    shown = {name: tuple(values) for name, values in found.items() if len(values) == len(steps) and any(values)}
    return CurveFacts(tuple(steps), shown)


def read_curve(run: Path) -> CurveFacts:
    """The curve in the folder of a training run, as far as it has come; empty before it has begun."""
    try:
        with regular(run / "curve.csv").open(newline="", encoding="utf-8") as file:
            return curve_facts(list(csv.DictReader(file)))
    except (OSError, UnicodeDecodeError, csv.Error):
        return CurveFacts((), {})


def draw_curve(facts: CurveFacts, wanted: int | None, theme: Theme, height: int = 260) -> go.Figure:
    """Draw it: held-out networks strongly, what is trained on beside them.

    Args:
        facts: the curve.
        wanted: steps in all, where that is known.
        theme: colours.
        height: in pixels.
    """
    if not facts.steps:
        return empty_figure("No curve yet", "It begins with the first steps of the training.", theme, height)
    names = sorted(facts.losses, key=lambda name: (name != HELDOUT, name not in NAMES))[:MOST_LINES]
    colours = {HELDOUT: theme.good, names[-1] if names[0] != HELDOUT else names[min(1, len(names) - 1)]: theme.material}
    figure = go.Figure()
    for name in reversed(names):
        main = name in colours
        figure.add_scatter(
            x=list(facts.steps), y=list(facts.losses[name]), name=NAMES.get(name, name.replace("_", " ")),
            mode="lines+markers" if len(facts.steps) < 3 else "lines",
            line={"color": colours.get(name, theme.faint), "width": 2.4 if main else 1.2},
            marker={"size": 7},
            hovertemplate="step %{x}: %{y:.4g}",
        )  # fmt: skip
    figure.update_layout(**base_layout(theme, height))
    figure.update_layout(
        margin={"l": 56, "r": 16, "t": 30, "b": 40},
        legend={"orientation": "h", "y": 1.16, "x": 0, "traceorder": "reversed"},
        xaxis={
            "title": {"text": "step", "standoff": 4}, "zeroline": False, "showgrid": False,
            "range": [0, max(wanted or 0, facts.steps[-1])],
        },
        yaxis={"title": {"text": "loss", "standoff": 4}, "gridcolor": GRID, "zeroline": False},
        uirevision="",
    )  # fmt: skip
    return figure
