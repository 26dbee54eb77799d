"""Functions drawn: curves along an input, maps of a plane, predicted values against targets. Facts, then figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float, Int
from plotly.colors import hex_to_rgb

from explorer.figures.style import CATEGORICAL, SEQUENTIAL, Theme, base_layout, empty_figure

GRID = "rgba(128,140,155,.3)"
MOST_LINES = len(CATEGORICAL)
LEAST_TINT = 0.22  # of a class that is taken hardly above chance: it is still seen which
MARGIN = {"l": 46, "r": 8, "t": 24, "b": 40}


@dataclass(frozen=True)
class CurveFacts:
    """What a network gives along an input.

    Attributes:
        axis: name of the input.
        values: of the input.
        names: of what it gives: classes, or outputs.
        shown: probabilities, or values.
        own: the same of the input network; None: there is none beside it.
        base: the input's value in the example that all else is taken from.
        probability: whether these are probabilities.
    """

    axis: str
    values: Float[np.ndarray, " s"]
    names: tuple[str, ...]
    shown: Float[np.ndarray, "s size"]
    own: Float[np.ndarray, "s size"] | None
    base: float
    probability: bool


def lines_of(facts: CurveFacts) -> Int[np.ndarray, " k"]:
    """Which outputs are drawn, in order: all, or of many those that reach highest or change most."""
    if len(facts.names) <= MOST_LINES:
        return np.arange(len(facts.names))
    told = facts.shown.max(0) if facts.probability else np.ptp(facts.shown, axis=0)
    return np.sort(np.argsort(-told, kind="stable")[:MOST_LINES])


def draw_curves(facts: CurveFacts, theme: Theme, height: int) -> go.Figure:
    """A line an output; of the input network dotted."""
    if not len(facts.values):
        return empty_figure("Nothing is varied", "Choose an input.", theme, height)
    figure = go.Figure()
    for k in lines_of(facts):
        colour, name = CATEGORICAL[int(k) % len(CATEGORICAL)], facts.names[k]
        figure.add_scatter(
            x=facts.values, y=facts.shown[:, k], mode="lines", name=name, line={"color": colour, "width": 2.5},
            legendgroup=name, hovertemplate=f"%{{x:.3g}}: %{{y:.3g}}, {name}<extra></extra>",
        )  # fmt: skip
        if facts.own is not None:
            figure.add_scatter(
                x=facts.values, y=facts.own[:, k], mode="lines", name=f"{name}, input network", legendgroup=name,
                showlegend=False, line={"color": colour, "width": 1.5, "dash": "dot"},
                hovertemplate=f"%{{x:.3g}}: %{{y:.3g}}, {name}, input network<extra></extra>",
            )  # fmt: skip
    figure.add_vline(x=facts.base, line={"color": theme.faint, "width": 1, "dash": "dash"})
    _lay_out(figure, theme, height, facts.names, facts.axis)
    figure.update_layout(
        yaxis={"gridcolor": GRID, "zeroline": False, **({"range": [-0.02, 1.02]} if facts.probability else {})},
    )
    return _still(figure)


@dataclass(frozen=True)
class PlaneFacts:
    """What a network gives over a plane.

    Attributes:
        x_name, y_name: of the axes.
        x, y: their values.
        names: of the classes, or of the value that is shown, alone.
        classes: the most probable class at each point; None: a value is shown.
        amount: its probability, or the value.
        points: test inputs, where they lie on the plane.
        point_classes: their true classes; None: not known, or values.
        limits: of the amounts that colours tell apart.
    """

    x_name: str
    y_name: str
    x: Float[np.ndarray, " s"]
    y: Float[np.ndarray, " s"]
    names: tuple[str, ...]
    classes: Int[np.ndarray, "s s"] | None
    amount: Float[np.ndarray, "s s"]
    points: Float[np.ndarray, "n 2"]
    point_classes: Int[np.ndarray, " n"] | None
    limits: tuple[float, float]


def shade(
    classes: Int[np.ndarray, "*shape"], amount: Float[np.ndarray, "*shape"], count: int, paper: str
) -> np.ndarray:
    """Classes as colours (RGB, 0 to 255): the surer, the stronger, on the colour of the paper."""
    colours = np.asarray([hex_to_rgb(CATEGORICAL[k % len(CATEGORICAL)]) for k in range(count)], dtype=np.float64)
    sure = (LEAST_TINT + (1 - LEAST_TINT) * np.clip((amount - 1 / count) / (1 - 1 / count), 0, 1))[..., None]
    return np.asarray(np.rint(sure * colours[classes] + (1 - sure) * np.asarray(hex_to_rgb(paper)))).astype(np.uint8)


def draw_plane(facts: PlaneFacts, theme: Theme, height: int) -> go.Figure:
    """A map of the plane: classes by colour and how sure the network is, or a value; test inputs over it."""
    figure = go.Figure()
    if facts.classes is not None:
        texts = [[f"{facts.names[k]}, {p:.0%}" for k, p in zip(r, s, strict=True)]
                 for r, s in zip(facts.classes.tolist(), facts.amount.tolist(), strict=True)]  # fmt: skip
        step = [float(axis[1] - axis[0]) for axis in (facts.x, facts.y)]
        figure.add_image(
            z=shade(facts.classes, facts.amount, len(facts.names), theme.paper), x0=facts.x[0], dx=step[0],
            y0=facts.y[0], dy=step[1], customdata=texts, hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        for k in sorted(set(facts.classes.ravel().tolist())):
            figure.add_scatter(
                x=[None], y=[None], mode="markers", name=facts.names[k],
                marker={"size": 10, "symbol": "square", "color": CATEGORICAL[k % len(CATEGORICAL)]},
            )  # fmt: skip
    else:
        figure.add_heatmap(
            z=facts.amount, x=facts.x, y=facts.y, colorscale=SEQUENTIAL, zmin=facts.limits[0], zmax=facts.limits[1],
            colorbar={"thickness": 10, "title": {"text": facts.names[0], "side": "right"}},
            hovertemplate="%{z:.3g}<extra></extra>",
        )  # fmt: skip
    if len(facts.points):
        known = facts.point_classes
        colours = None if known is None else [CATEGORICAL[k % len(CATEGORICAL)] for k in known.tolist()]
        figure.add_scatter(
            x=facts.points[:, 0], y=facts.points[:, 1], mode="markers", showlegend=False, hoverinfo="skip",
            marker={"size": 5, "color": colours or theme.ink, "line": {"color": theme.ink, "width": 0.8}},
        )  # fmt: skip
    figure.update_layout(**base_layout(theme, height))
    ends = [(float(axis[0]), float(axis[-1])) for axis in (facts.x, facts.y)]
    figure.update_layout(
        margin=MARGIN,
        showlegend=facts.classes is not None,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 11}},
        xaxis={"title": {"text": facts.x_name, "font": {"size": 12}}, "range": ends[0], "zeroline": False,
               "constrain": "domain", "showgrid": False},
        yaxis={"title": {"text": facts.y_name, "font": {"size": 12}}, "range": ends[1], "zeroline": False,
               "autorange": False, "showgrid": False},
    )  # fmt: skip
    return _still(figure)


@dataclass(frozen=True)
class ScatterFacts:
    """Values against what they should be.

    Attributes:
        names: of the outputs.
        given: what the network gives.
        wanted: the targets, or what the input network gives.
        wanted_name: what these are.
    """

    names: tuple[str, ...]
    given: Float[np.ndarray, "n size"]
    wanted: Float[np.ndarray, "n size"]
    wanted_name: str


def draw_scatter(facts: ScatterFacts, theme: Theme, height: int) -> go.Figure:
    """A point an input; on the diagonal both are the same."""
    if not len(facts.given):
        return empty_figure("Nothing was judged", "Choose a network on the map.", theme, height)
    figure = go.Figure()
    both = np.concatenate([facts.given, facts.wanted])
    ends = float(both.min()), float(both.max())
    figure.add_scatter(
        x=ends, y=ends, mode="lines", showlegend=False, hoverinfo="skip",
        line={"color": theme.faint, "width": 1, "dash": "dash"},
    )  # fmt: skip
    for k, name in enumerate(facts.names[:MOST_LINES]):
        figure.add_scatter(
            x=facts.wanted[:, k], y=facts.given[:, k], mode="markers", name=name,
            marker={"size": 5, "color": CATEGORICAL[k % len(CATEGORICAL)], "opacity": 0.75},
            hovertemplate=f"{name}: %{{y:.3g}}, {facts.wanted_name} %{{x:.3g}}<extra></extra>",
        )  # fmt: skip
    _lay_out(figure, theme, height, facts.names, facts.wanted_name)
    figure.update_layout(
        yaxis={"title": {"text": "the network", "font": {"size": 12}}, "gridcolor": GRID, "zeroline": False},
    )
    return _still(figure)


def _lay_out(figure: go.Figure, theme: Theme, height: int, names: Sequence[str], x_title: str) -> None:
    """The layout of curves and scatters: a legend above where there are several, and what goes to the right."""
    figure.update_layout(**base_layout(theme, height))
    figure.update_layout(
        margin=MARGIN,
        showlegend=len(names) > 1,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"size": 11}},
        xaxis={"title": {"text": x_title, "font": {"size": 12}}, "gridcolor": GRID, "zeroline": False},
    )


def _still(figure: go.Figure) -> go.Figure:
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    return figure


def names_beside(names: Sequence[str], most: int = 24) -> tuple[str, ...]:
    """Names cut so that they fit beside a matrix."""
    return tuple(name if len(name) <= most else f"{name[: most - 1]}…" for name in names)
