"""Pictures side by side, as a plotly figure."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from jaxtyping import UInt8

from explorer.figures.style import Theme, base_layout, empty_figure
from explorer.kinds.images.frames import png

GAP = 0.04  # between pictures, as a share of the width
FOOT = 0.09  # a title's share of the height
MAIN = 0.62  # the main picture's share of the width where others are beside it
TITLE_SIZE = 14

Range = tuple[float, float]


@dataclass(frozen=True)
class PictureFacts:
    """A picture with a title.

    Attributes:
        title: what it is; may be empty.
        pixels: rows from the top; grey or colour.
    """

    title: str
    pixels: UInt8[np.ndarray, "height width channels"]


def draw_pictures(
    pictures: Sequence[PictureFacts], theme: Theme, height: int, beside: Sequence[PictureFacts] = ()
) -> go.Figure:
    """Pictures side by side, each with its title below.

    Args:
        pictures: equally large.
        theme: colours.
        height: of the figure, in pixels.
        beside: smaller ones at the right, one below the other.
    """
    if not pictures:
        return empty_figure("Nothing is selected", "Click a point on the map.", theme, height)
    figure = go.Figure()
    figure.update_layout(**base_layout(theme, height))
    right = MAIN if beside else 1.0
    for picture, across in zip(pictures, _shares(0.0, right, len(pictures)), strict=True):
        _add(figure, picture, across, (0.0, 1.0), theme)
    for picture, up in zip(reversed(beside), _shares(0.0, 1.0, len(beside)), strict=True):
        _add(figure, picture, (right + GAP, 1.0), up, theme)
    return figure


def _shares(start: float, end: float, count: int) -> list[Range]:
    """So many equal parts of a range, with gaps between them."""
    size = (end - start - GAP * (count - 1)) / max(count, 1)
    return [(start + k * (size + GAP), start + k * (size + GAP) + size) for k in range(count)]


def _add(figure: go.Figure, picture: PictureFacts, across: Range, up: Range, theme: Theme) -> None:
    """One picture in axes of its own, its pixels square, its title right below it."""
    number = str(len(figure.data) + 1) if figure.data else ""
    high, wide = picture.pixels.shape[:2]
    hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
    x = {**hidden, "domain": across, "range": [-0.5, wide - 0.5], "anchor": f"y{number}"}
    y = {
        **hidden, "domain": (up[0] + (FOOT if picture.title else 0.0), up[1]), "range": [high - 0.5, -0.5],
        "anchor": f"x{number}", "scaleanchor": f"x{number}", "constraintoward": "top",
    }  # fmt: skip
    figure.update_layout({f"xaxis{number}": x, f"yaxis{number}": y})
    source = "data:image/png;base64," + base64.b64encode(png(picture.pixels)).decode()
    figure.add_trace(
        go.Image(source=source, xaxis=f"x{number}", yaxis=f"y{number}", hoverinfo="skip", name=picture.title)
    )
    if picture.title:
        figure.add_annotation(
            text=picture.title, x=0.5, y=0, xref=f"x{number} domain", yref=f"y{number} domain", xanchor="center",
            yanchor="top", yshift=-4, showarrow=False, font={"size": TITLE_SIZE, "color": theme.faint},
        )  # fmt: skip
