"""The map of a space: one point, one network; above it the journey (chosen network, A, B, path, handle).

The points depend on the space and the colouring alone. The journey consists of shapes of the layout (they lie above
points that WebGL draws), so that a screen can move it without drawing thousands of points again (`journey_layout`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from jaxtyping import Float, Int

from explorer.errors import SelectionError
from explorer.figures.style import CATEGORICAL, OTHER, SEQUENTIAL, Theme, base_layout, empty_figure
from explorer.space.naming import spoken

HELDOUT = "held-out"
FACTS = 4  # numbers shown when hovering over a point


@dataclass(frozen=True)
class Group:
    """Points of one colour: a category, or all networks when the colour is a number."""

    name: str
    colour: str | None
    ids: Int[np.ndarray, " m"]


@dataclass(frozen=True)
class MapFacts:
    """Everything the map shows of a space.

    Attributes:
        label: name of the label that colours it.
        groups: points by colour, the largest categories first; one group with `colour` None for a number.
        values: the label's values if it is a number, else None.
        positions: places of all networks.
        kinds: their kinds.
        heldout: whether each is held out.
        facts: names of the numbers shown when hovering, and their values per network.
    """

    label: str
    groups: tuple[Group, ...]
    values: Float[np.ndarray, " n"] | None
    positions: Float[np.ndarray, "n 2"]
    kinds: np.ndarray
    heldout: np.ndarray
    facts: tuple[tuple[str, Float[np.ndarray, " n"]], ...]


@dataclass(frozen=True)
class Journey:
    """What lies above the points, in map coordinates; an empty array where there is nothing.

    Attributes:
        chosen: the network that is looked at, (0 or 1, 2).
        ends: A and B, (0 to 2, 2), with their letters.
        letters: "A" or "B" for each of `ends`.
        path: the path as it really projects.
        handle: the place on the path, (0 or 1, 2).
    """

    chosen: Float[np.ndarray, "c 2"]
    ends: Float[np.ndarray, "e 2"]
    letters: tuple[str, ...]
    path: Float[np.ndarray, "s 2"]
    handle: Float[np.ndarray, "h 2"]


NOWHERE = np.zeros((0, 2), dtype=np.float32)
NO_JOURNEY = Journey(NOWHERE, NOWHERE, (), NOWHERE, NOWHERE)


def map_facts(
    positions: Float[np.ndarray, "n 2"], labels: dict[str, np.ndarray], split: np.ndarray, label: str, group: str
) -> MapFacts:
    """The map of these networks, coloured by a label ("split" among them).

    Args:
        positions: of the networks.
        labels: all there are.
        split: "train" or "heldout".
        label: what colours them.
        group: the label that sorts them, said of every one that is pointed at.

    Raises:
        SelectionError: there is no such label.
    """
    known = {**labels, "split": split}
    if label not in known:
        raise SelectionError(f"There is no label {label!r} in this space.", f"Choose from: {', '.join(known)}.")
    values = known[label]
    numeric = values.dtype.kind in "fiu"
    numbers = [(name, v) for name, v in labels.items() if v.dtype.kind == "f"]
    shown = [(n, v) for n, v in numbers if n in ("iou", label)] + [
        (n, v) for n, v in numbers if n not in ("iou", label)
    ]
    return MapFacts(
        label=label,
        groups=(Group(label, None, np.arange(len(values))),) if numeric else _categories(values),
        values=values.astype(np.float32) if numeric else None,
        positions=positions,
        kinds=labels[group],
        heldout=split == "heldout",
        facts=tuple(shown[:FACTS]),
    )


def _categories(values: np.ndarray) -> tuple[Group, ...]:
    names, counts = np.unique(values, return_counts=True)
    order = names[np.lexsort((names, -counts))]
    groups = [
        Group(str(n), CATEGORICAL[k], np.flatnonzero(values == n)) for k, n in enumerate(order[: len(CATEGORICAL)])
    ]
    rest = order[len(CATEGORICAL) :]
    if len(rest):  # more colours could not be told apart
        groups.append(Group(f"{len(rest)} others", OTHER, np.flatnonzero(np.isin(values, rest))))
    return tuple(groups)


@dataclass(frozen=True)
class Stars:
    """Points that are kept with a space.

    Attributes:
        ids: their numbers.
        names: what they are called.
        positions: their places.
    """

    ids: tuple[int, ...]
    names: tuple[str, ...]
    positions: Float[np.ndarray, "k 2"]


NO_STARS = Stars((), (), NOWHERE)


def draw_map(
    facts: MapFacts, journey: Journey, theme: Theme, height: int = 560, stars: Stars = NO_STARS
) -> go.Figure:  # fmt: skip
    """The map as a figure; every point carries its network's id, every star its number."""
    if not len(facts.positions):
        return empty_figure("This space holds no networks", "Choose another space.", theme, height)
    figure = go.Figure()
    for group in facts.groups:
        parts = [(h, group.ids[facts.heldout[group.ids] == h]) for h in (False, True)]
        parts = [(heldout, ids) for heldout, ids in parts if len(ids)]
        for k, (heldout, ids) in enumerate(parts):
            trace = _points(facts, group, ids, heldout, theme)
            trace.showlegend = k == 0 and facts.values is None
            figure.add_trace(trace)
    if stars.ids:
        figure.add_scatter(
            x=stars.positions[:, 0], y=stars.positions[:, 1], mode="markers", name="kept", legend="legend2",
            ids=[str(i) for i in stars.ids], text=list(stars.names),
            hovertemplate="<b>%{text}</b> · kept<extra></extra>",
            marker={"symbol": "star", "size": 15, "color": theme.good, "line": {"color": theme.ink, "width": 1.2}},
        )  # fmt: skip
    if facts.heldout.any() and not facts.heldout.all():
        for name, symbol in (("training", "circle"), (HELDOUT, "diamond")):
            figure.add_scatter(
                x=[None],
                y=[None],
                mode="markers",
                name=name,
                legend="legend2",
                hoverinfo="skip",
                marker={
                    "symbol": symbol,
                    "color": theme.faint,
                    "size": 8,
                    "line": {"color": theme.ink, "width": 1.2 * (name == HELDOUT)},
                },
            )
    _lay_out(figure, facts, theme, height)
    figure.update_layout(journey_layout(journey, theme))
    return figure


def _points(
    facts: MapFacts, group: Group, ids: Int[np.ndarray, " m"], heldout: bool, theme: Theme
) -> go.Scattergl | go.Scatter:
    columns = np.stack([values[ids] for _, values in facts.facts], 1) if facts.facts else np.zeros((len(ids), 0))
    lines = "".join(f"<br>{spoken(n)} %{{customdata[{k}]:.2f}}" for k, (n, _) in enumerate(facts.facts))
    where = HELDOUT if heldout else "training"
    marker: dict[str, object] = {
        "size": 7 if heldout else 5.5,
        "symbol": "diamond" if heldout else "circle",
        "opacity": 1 if heldout else 0.8,
    }
    marker["line"] = {"color": theme.ink if heldout else theme.paper, "width": 0.9 if heldout else 0.4}
    if facts.values is None:
        marker["color"] = group.colour
    else:
        marker |= {"color": facts.values[ids], "coloraxis": "coloraxis"}
    scatter = go.Scattergl if theme.webgl else go.Scatter
    return scatter(
        x=facts.positions[ids, 0],
        y=facts.positions[ids, 1],
        mode="markers",
        marker=marker,
        ids=[str(i) for i in ids],
        text=facts.kinds[ids].tolist(),
        customdata=columns.astype(np.float32),
        name=group.name,
        legendgroup=group.name,
        hovertemplate=f"<b>%{{text}} %{{id}}</b> · {where}{lines}<extra></extra>",
    )


def journey_layout(journey: Journey, theme: Theme) -> dict[str, list[dict[str, object]]]:
    """The journey as an update of the map's layout; shapes of fixed size in pixels, whatever the zoom."""
    shapes: list[dict[str, object]] = []
    if len(journey.path) > 1:
        line = "M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in journey.path.tolist())
        for colour, width in ((theme.paper, 7), (theme.ink, 3)):  # a halo: the line stays clear among the points
            shapes.append({"type": "path", "path": line, "line": {"color": colour, "width": width}})
    shapes += [_disc(place, 10, "rgba(0,0,0,0)", theme.ink) for place in journey.chosen.tolist()]
    for letter, place in zip(journey.letters, journey.ends.tolist(), strict=True):
        label = {"text": f"<b>{letter}</b>", "font": {"color": theme.paper, "size": 14}, "padding": 0}
        shapes.append({**_disc(place, 13, theme.ink, theme.paper), "label": label})
    shapes += [_disc(place, 9, theme.material, theme.ink) for place in journey.handle.tolist()]
    return {"shapes": shapes}


def _disc(place: list[float], radius: int, colour: str, outline: str) -> dict[str, object]:
    """A disc of a radius in pixels around a place on the map."""
    size = {"xsizemode": "pixel", "ysizemode": "pixel", "x0": -radius, "x1": radius, "y0": -radius, "y1": radius}
    anchor = {"xanchor": round(place[0], 4), "yanchor": round(place[1], 4)}
    return {"type": "circle", **size, **anchor, "fillcolor": colour, "line": {"color": outline, "width": 2.5}}


def _lay_out(figure: go.Figure, facts: MapFacts, theme: Theme, height: int) -> None:
    axis = {"visible": False, "showgrid": False, "zeroline": False}
    legend = {
        "orientation": "h",
        "x": 0,
        "xanchor": "left",
        "font": {"size": 14},
        "itemsizing": "constant",
        "bgcolor": "rgba(0,0,0,0)",
    }
    figure.update_layout(**base_layout(theme, height))
    figure.update_layout(
        xaxis=axis,
        yaxis={**axis, "scaleanchor": "x"},
        dragmode="pan",
        hovermode="closest",
        clickmode="event",
        margin={"l": 0, "r": 0, "t": 34, "b": 26},
        legend={**legend, "y": 1.0, "yanchor": "bottom"},
        legend2={**legend, "y": 0.0, "yanchor": "top", "itemclick": False},
    )
    if facts.values is not None:
        bar = {
            "title": {"text": spoken(facts.label), "side": "top", "font": {"size": 14}},
            "orientation": "h",
            "thickness": 10,
            "len": 0.5,
        }
        place = {"x": 0, "xanchor": "left", "y": 1.0, "yanchor": "bottom", "outlinewidth": 0}
        figure.update_layout(coloraxis={"colorscale": SEQUENTIAL, "colorbar": {**bar, **place}}, margin={"t": 62})
