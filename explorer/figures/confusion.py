"""A confusion matrix: what a classifier takes the images of each class for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float, Int

from explorer.figures.style import Theme, base_layout, empty_figure


@dataclass(frozen=True)
class ConfusionFacts:
    """What the figure shows.

    Attributes:
        classes: their names.
        counts: images by true class (rows) and predicted class.
        shades: how dark each cell is, 0 to 1: the square root of its share of the row, so that errors show.
        precision: per class.
        recall: per class.
    """

    classes: tuple[str, ...]
    counts: Int[np.ndarray, "k k"]
    shades: Float[np.ndarray, "k k"]
    precision: Float[np.ndarray, " k"]
    recall: Float[np.ndarray, " k"]


def confusion_facts(counts: Int[np.ndarray, "k k"], classes: Sequence[str]) -> ConfusionFacts:
    """Facts of a confusion matrix."""
    rows, columns = np.maximum(counts.sum(1), 1), np.maximum(counts.sum(0), 1)
    right = np.diag(counts)
    return ConfusionFacts(tuple(classes), counts, np.sqrt(counts / rows[:, None]), right / columns, right / rows)


def draw_confusion(facts: ConfusionFacts, theme: Theme, height: int = 330) -> go.Figure:
    """The matrix, with recall and precision beside the classes' names."""
    if not facts.counts.sum():
        return empty_figure("Nothing was judged", "Choose a network on the map.", theme, height)
    names = [
        f"{name}  {recall:.0%} · {precision:.0%}"
        for name, recall, precision in zip(facts.classes, facts.recall, facts.precision, strict=True)
    ]
    figure = go.Figure(
        go.Heatmap(
            z=facts.shades,
            x=list(facts.classes),
            y=names,
            text=np.where(facts.counts > 0, facts.counts.astype(str), ""),
            texttemplate="%{text}",
            customdata=facts.counts,
            hovertemplate="%{y} taken for %{x}: %{customdata}<extra></extra>",
            colorscale=[[0, theme.paper], [1, theme.good]],
            zmin=0,
            zmax=1,
            showscale=False,
            xgap=1,
            ygap=1,
        )
    )
    figure.update_layout(**base_layout(theme, height))
    figure.update_layout(margin={"l": 170, "r": 6, "t": 22, "b": 60})
    figure.update_xaxes(type="category", tickangle=-40, tickfont={"size": 11}, fixedrange=True)
    figure.update_yaxes(type="category", autorange="reversed", tickfont={"size": 12}, fixedrange=True)
    figure.add_annotation(
        text="true class, recall · precision", x=-0.01, y=1.0, xref="paper", yref="paper", xanchor="right",
        yanchor="bottom", showarrow=False, font={"size": 11, "color": theme.faint},
    )  # fmt: skip
    return figure
