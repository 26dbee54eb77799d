"""Three PReps under one colour scale: a network as it was, as it is decoded, and the difference."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float
from plotly.subplots import make_subplots

from explorer.figures.style import Theme, base_layout, empty_figure

CLIP = 0.99  # the share of weights inside the colour scale: a few large ones would leave the rest white


@dataclass(frozen=True)
class PRepFacts:
    """What the heat maps show.

    Attributes:
        titles: of the three rows.
        rows: the PReps: first, second, second minus first.
        limit: the colour scale runs from -limit to limit.
        relative: mean absolute difference over the mean absolute weight of the first.
    """

    titles: tuple[str, str, str]
    rows: tuple[Float[np.ndarray, "h w"], Float[np.ndarray, "h w"], Float[np.ndarray, "h w"]]
    limit: float
    relative: float


def prep_facts(
    first: Float[np.ndarray, "h w"], second: Float[np.ndarray, "h w"], names: tuple[str, str] = ("input", "decoded")
) -> PRepFacts:
    """Two PReps and their difference."""
    difference = second - first
    both = np.abs(np.concatenate([first.ravel(), second.ravel()]))
    limit = float(np.quantile(both, CLIP)) if both.size else 0.0
    scale = float(np.abs(first).mean()) if first.size else 0.0
    relative = float(np.abs(difference).mean()) / scale if scale > 0 else 0.0
    return PRepFacts((*names, "difference"), (first, second, difference), limit or 1.0, relative)


def draw_preps(facts: PRepFacts, theme: Theme, height: int = 300) -> go.Figure:
    """Three heat maps, one above the other."""
    if not facts.rows[0].size:
        return empty_figure("This PRep is empty", "The network has no parameters.", theme, height)
    figure = make_subplots(rows=3, cols=1, shared_xaxes=True, vertical_spacing=0.13, subplot_titles=facts.titles)
    for row, values in enumerate(facts.rows, start=1):
        hover = "row %{y}, column %{x}: %{z:.4f}<extra></extra>"
        figure.add_trace(
            go.Heatmap(z=values.astype(np.float32), coloraxis="coloraxis", hovertemplate=hover), row=row, col=1
        )
    figure.update_layout(**base_layout(theme, height))
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, autorange="reversed")
    figure.update_annotations(x=0, xanchor="left", font={"size": 13, "color": theme.faint})
    figure.update_layout(
        margin={"t": 24, "r": 10, "b": 4, "l": 0},
        coloraxis={
            "colorscale": [[0, theme.low], [0.5, theme.paper], [1, theme.high]],
            "cmin": -facts.limit,
            "cmax": facts.limit,
            "colorbar": {"thickness": 10, "outlinewidth": 0},
        },
    )
    return figure
