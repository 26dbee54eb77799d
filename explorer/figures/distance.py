"""How far a path is from the zoo, along its way: where not to trust it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float

from explorer.figures.style import Theme, base_layout, empty_figure

AMONG = 1.5
SPARSE = 2.5
DOUBTED = 2.0  # the ratio that what is rubble is coloured as at least: it never stands under a good verdict


@dataclass(frozen=True)
class DistanceFacts:
    """Distances along a path.

    Attributes:
        t: shares of the path, 0 to 1.
        ratio: distance to the nearest zoo latent over the typical distance between neighbours, at each `t`.
        here: the share where the handle is.
        here_ratio: the ratio there.
    """

    t: Float[np.ndarray, " s"]
    ratio: Float[np.ndarray, " s"]
    here: float
    here_ratio: float


def distance_word(ratio: float) -> str:
    """What a distance, as a multiple of the typical one, means."""
    return "among its neighbours" if ratio <= AMONG else "a sparse region" if ratio <= SPARSE else "an empty region"


def distance_colour(ratio: float, theme: Theme) -> str:
    """The colour that goes with `distance_word`."""
    return theme.good if ratio <= AMONG else theme.middling if ratio <= SPARSE else theme.bad


def distance_facts(ratios: Float[np.ndarray, " s"], here: float) -> DistanceFacts:
    """Facts of a path from its `ratio` at evenly spaced places."""
    t = np.linspace(0, 1, len(ratios), dtype=np.float32)
    return DistanceFacts(t, ratios.astype(np.float32), here, float(np.interp(here, t, ratios)) if len(t) else 0.0)


def draw_distance(facts: DistanceFacts, theme: Theme, height: int = 80) -> go.Figure:
    """The ratio along the path, with the limits of the words and the handle."""
    if not len(facts.t):
        return empty_figure("No latents on this path", "", theme, height)
    top = max(SPARSE * 1.15, float(facts.ratio.max()) * 1.1)
    figure = go.Figure()
    figure.add_scatter(
        x=facts.t,
        y=facts.ratio,
        mode="lines",
        line={"color": theme.faint, "width": 2},
        fill="tozeroy",
        fillcolor="rgba(128,140,155,0.18)",
        hovertemplate="t = %{x:.2f}: %{y:.2f} × typical<extra></extra>",
        showlegend=False,
    )
    for level, word, colour in ((AMONG, "sparse", theme.middling), (SPARSE, "empty", theme.bad)):
        figure.add_hline(y=level, line={"color": colour, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=1,
            y=level,
            text=word,
            showarrow=False,
            xanchor="right",
            yanchor="bottom",
            yshift=-2,
            font={"size": 11, "color": colour},
        )
    figure.add_scatter(
        x=[facts.here],
        y=[facts.here_ratio],
        mode="markers",
        hoverinfo="skip",
        showlegend=False,
        marker={
            "size": 13,
            "color": distance_colour(facts.here_ratio, theme),
            "line": {"color": theme.ink, "width": 2},
        },
    )
    figure.update_layout(**base_layout(theme, height))
    figure.update_layout(
        xaxis={"visible": False, "range": [-0.02, 1.02], "fixedrange": True},
        yaxis={"visible": False, "range": [0, top], "fixedrange": True},
    )
    return figure
