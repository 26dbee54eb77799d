"""What becomes of a latent while it is optimized."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from explorer.figures.style import Theme, base_layout, empty_figure


def draw_optimization(
    losses: Sequence[float], values: Sequence[float], best: int, measure: str, theme: Theme, height: int = 220
) -> go.Figure:
    """Loss of an optimization and what its steps are chosen by, step by step, with its best step.

    Args:
        losses: of every step.
        values: of every step, what the kind measures.
        best: index of the best step.
        measure: what the values are, in words.
        theme: colours.
        height: in pixels.
    """
    if not losses:
        return empty_figure("Nothing yet", "Start the optimization.", theme, height)
    steps = list(range(len(losses)))
    figure = go.Figure()
    figure.add_scatter(
        x=steps, y=list(losses), name="loss", mode="lines", yaxis="y2", line={"color": theme.faint, "width": 1.2}
    )
    figure.add_scatter(x=steps, y=list(values), name=measure, mode="lines", line={"color": theme.good, "width": 2.4})
    figure.add_scatter(
        x=[best], y=[values[best]], name="best", mode="markers",
        marker={"size": 11, "color": theme.good, "line": {"color": theme.ink, "width": 2}},
    )  # fmt: skip
    figure.update_layout(**base_layout(theme, height))
    figure.update_layout(
        margin={"l": 48, "r": 48, "t": 26, "b": 30},
        legend={"orientation": "h", "y": 1.16, "x": 0},
        xaxis={"title": {"text": "step", "standoff": 2}, "zeroline": False, "showgrid": False},
        yaxis={"gridcolor": theme.faint, "gridwidth": 0.3, "zeroline": False},
        yaxis2={
            "overlaying": "y",
            "side": "right",
            "showgrid": False,
            "zeroline": False,
            "tickfont": {"color": theme.faint},
        },
    )
    return figure
