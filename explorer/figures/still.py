"""The map as a file for papers and slides: SVG or PNG, by matplotlib, which needs no browser."""

from __future__ import annotations

import io
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from explorer.errors import SelectionError
from explorer.figures.formats import STILLS
from explorer.figures.map import HELDOUT, Journey, MapFacts
from explorer.figures.style import SEQUENTIAL, Theme
from explorer.space.naming import spoken

INCHES, DOTS = (8.0, 6.0), 200  # of the picture; dots an inch of a PNG
_SIZE = 14.0  # of a point's mark, in square points


def draw_still(facts: MapFacts, journey: Journey, theme: Theme, suffix: str) -> bytes:
    """The map with the journey on it, as the bytes of a file; text stays text in an SVG.

    Args:
        facts: the map.
        journey: what lies above the points.
        theme: colours.
        suffix: "svg" or "png".

    Raises:
        SelectionError: another suffix.
    """
    if suffix not in STILLS:
        raise SelectionError(f"The map is not written as {suffix!r}.", f"Choose one of: {', '.join(STILLS)}.")
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "map", "font.size": 11}):
        figure = Figure(INCHES, layout="constrained", facecolor=theme.paper)
        FigureCanvasAgg(figure)
        axes = figure.add_subplot()
        axes.set_aspect("equal")
        axes.axis("off")
        _points(figure, axes, facts, theme)
        _journey(axes, journey, theme)
        data = io.BytesIO()
        figure.savefig(data, format=suffix, dpi=DOTS, metadata={"Date": None} if suffix == "svg" else None)
    return data.getvalue()


def _points(figure: Figure, axes: Axes, facts: MapFacts, theme: Theme) -> None:
    for group in facts.groups:
        for heldout in (False, True):
            ids = group.ids[facts.heldout[group.ids] == heldout]
            x, y = facts.positions[ids].T
            edge: dict[str, Any] = {
                "edgecolors": theme.ink if heldout else theme.paper,
                "linewidths": 0.7 if heldout else 0.3,
            }
            mark: dict[str, Any] = {"marker": "D" if heldout else "o", "s": _SIZE, **edge}
            if facts.values is None:
                axes.scatter(x, y, color=group.colour, label="_" if heldout else group.name, **mark)
                continue
            limits: dict[str, Any] = {"vmin": float(facts.values.min()), "vmax": float(facts.values.max())}
            drawn = axes.scatter(x, y, c=facts.values[ids], cmap=SEQUENTIAL.lower(), **limits, **mark)
            if not heldout:
                bar = figure.colorbar(drawn, ax=axes, shrink=0.6)
                bar.set_label(spoken(facts.label), color=theme.ink)
                bar.ax.tick_params(colors=theme.ink)
    if facts.heldout.any():
        axes.scatter([], [], marker="D", s=_SIZE, facecolors=theme.paper, edgecolors=theme.ink, label=HELDOUT)
    place: dict[str, Any] = {"loc": "upper center", "bbox_to_anchor": (0.5, 0.0), "ncols": 4}
    axes.legend(**place, frameon=False, labelcolor=theme.ink)


def _journey(axes: Axes, journey: Journey, theme: Theme) -> None:
    (x, y), (chosen_x, chosen_y) = journey.path.T, journey.chosen.T
    (end_x, end_y), (handle_x, handle_y) = journey.ends.T, journey.handle.T
    for colour, width in ((theme.paper, 5), (theme.ink, 2)):  # a halo: the line stays clear among the points
        axes.plot(x, y, color=colour, linewidth=width, zorder=3)
    axes.scatter(chosen_x, chosen_y, s=120, facecolors="none", edgecolors=theme.ink, linewidths=2, zorder=4)
    axes.scatter(end_x, end_y, s=190, color=theme.ink, edgecolors=theme.paper, zorder=4)
    for letter, (left, up) in zip(journey.letters, journey.ends.tolist(), strict=True):
        axes.text(left, up, letter, color=theme.paper, ha="center", va="center_baseline", weight="bold", zorder=5)
    axes.scatter(handle_x, handle_y, s=110, color=theme.material, edgecolors=theme.ink, linewidths=2, zorder=6)
