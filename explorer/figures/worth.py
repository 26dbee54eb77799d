"""What the networks along a path are worth: accuracy, or another number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float

from explorer.figures.style import Theme, base_layout, empty_figure

GRID = "rgba(128,140,155,.3)"


@dataclass(frozen=True)
class AccuracyFacts:
    """What the networks along a path are worth.

    Attributes:
        t: shares of the path, 0 to 1.
        accuracy: of the network at each, in percent, or R².
        archs: name of its architecture.
        here: the share where the handle is.
        here_accuracy: the accuracy there, between its neighbours; nan if there is no network.
        changes: shares at which another architecture begins, and its name; the first at 0.
        averaged: accuracy of the two ends' weights averaged, at the same shares; empty where they have no average.
    """

    t: Float[np.ndarray, " s"]
    accuracy: Float[np.ndarray, " s"]
    archs: tuple[str, ...]
    here: float
    here_accuracy: float
    changes: tuple[tuple[float, str], ...]
    averaged: Float[np.ndarray, " a"]


def accuracy_facts(
    accuracy: Float[np.ndarray, " s"],
    archs: Sequence[str],
    here: float,
    averaged: Float[np.ndarray, " s"] | None = None,
) -> AccuracyFacts:
    """Facts of a path from its networks at evenly spaced places, and of averaged weights to compare with."""
    t = np.linspace(0, 1, len(accuracy))
    changes = [(0.0, archs[0])] if archs else []
    changes += [(float((t[k] + t[k + 1]) / 2), b) for k, (a, b) in enumerate(pairwise(archs)) if a != b]
    return AccuracyFacts(
        t=t,
        accuracy=accuracy,
        archs=tuple(archs),
        here=here,
        here_accuracy=float(np.interp(here, t, accuracy)) if len(t) else float("nan"),
        changes=tuple(changes),
        averaged=np.zeros(0) if averaged is None else averaged,
    )


def draw_accuracy(facts: AccuracyFacts, theme: Theme, height: int = 120, suffix: str = " %") -> go.Figure:
    """The curve, the architectures over their parts of the path, and the handle.

    Args:
        facts: what is drawn.
        theme: colours.
        height: in pixels.
        suffix: of the numbers; those that are no percents are written with more digits.
    """
    digits = ".1f" if suffix else ".3f"
    if not len(facts.t):
        return empty_figure("No path", "Choose A and B.", theme, height)
    figure = go.Figure()
    if len(facts.averaged):
        figure.add_scatter(
            x=facts.t,
            y=facts.averaged,
            name="averaged weights",
            mode="lines",
            line={"color": theme.faint, "width": 1.5, "dash": "dot"},
            hovertemplate=f"t = %{{x:.2f}}: %{{y:{digits}}}{suffix}, averaged weights<extra></extra>",
        )
    figure.add_scatter(
        x=facts.t,
        y=facts.accuracy,
        name="this path",
        mode="lines",
        line={"color": theme.good, "width": 2},
        customdata=list(facts.archs),
        hovertemplate=f"t = %{{x:.2f}}: %{{y:{digits}}}{suffix}, %{{customdata}}<extra></extra>",
    )
    ends = [*(start for start, _ in facts.changes[1:]), 1.0]
    if len(set(facts.archs)) > 1:
        for (start, name), end in zip(facts.changes, ends, strict=True):
            figure.add_vline(x=start, line={"color": theme.faint, "width": 1, "dash": "dot"})
            figure.add_annotation(
                x=(start + end) / 2, y=1.0, yref="paper", text=name, showarrow=False, yanchor="bottom",
                font={"size": 11, "color": theme.faint},
            )  # fmt: skip
    figure.add_scatter(
        x=[facts.here],
        y=[facts.here_accuracy],
        mode="markers",
        hoverinfo="skip",
        showlegend=False,
        marker={"size": 12, "color": theme.good, "line": {"color": theme.ink, "width": 2}},
    )
    figure.update_layout(**base_layout(theme, height))
    figure.update_layout(
        margin={"l": 44, "r": 6, "t": 20, "b": 6},
        showlegend=bool(len(facts.averaged)),
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 11}, "itemclick": False},
        xaxis={"visible": False, "range": [-0.02, 1.02], "fixedrange": True},
        yaxis={"ticksuffix": suffix, "gridcolor": GRID, "zeroline": False, "nticks": 4, "fixedrange": True},
    )
    return figure
