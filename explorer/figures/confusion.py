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


_LETTER = 6.8  # pixels of a class name's letter, at most


def draw_confusion(facts: ConfusionFacts, theme: Theme, height: int = 330, *, narrow: bool = False) -> go.Figure:
    """The matrix, with counts in its cells, and recall and precision beside the classes' names.

    Args:
        facts: what is drawn.
        theme: colours.
        height: in pixels.
        narrow: there is room for the classes' names alone; the numbers are said when a cell is pointed at.
    """
    if not facts.counts.sum():
        return empty_figure("Nothing was judged", "Choose a network on the map.", theme, height)
    names = [
        name if narrow else f"{name}  {recall:.0%} · {precision:.0%}"
        for name, recall, precision in zip(facts.classes, facts.recall, facts.precision, strict=True)
    ]
    longest = max(map(len, facts.classes))
    figure = go.Figure(
        go.Heatmap(
            z=facts.shades,
            x=list(facts.classes),
            y=names,
            text=np.where(facts.counts > 0, facts.counts.astype(str), ""),
            texttemplate=None if narrow else "%{text}",
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
    beside = 12 + _LETTER * longest if narrow else max(168, 90 + _LETTER * longest)  # the header needs 168
    turned = longest > 2  # short names, digits, stand upright
    figure.update_layout(margin={"l": beside, "r": 6, "t": 6 if narrow else 20, "b": 60 if turned else 22})
    axis = {"type": "category", "fixedrange": True, "ticks": "", "showgrid": False, "zeroline": False}
    figure.update_xaxes(**axis, tickangle=-40 if turned else 0, tickfont={"size": 11}, dtick=1)
    figure.update_yaxes(**axis, autorange="reversed", tickfont={"size": 11 if narrow else 12}, dtick=1)
    if not narrow:
        for text, x, side in (("true class, recall · precision", -0.01, "right"), ("what it is taken for", 1, "right")):
            figure.add_annotation(
                text=text, x=x, y=1.0, xref="paper", yref="paper", xanchor=side, yanchor="bottom", showarrow=False,
                font={"size": 11, "color": theme.faint},
            )  # fmt: skip
    return figure
