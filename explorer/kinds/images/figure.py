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

GAP = 0.03  # between pictures, as a share of the width
FOOT = 0.1  # the titles' share of the height
TITLE_SIZE = 14


@dataclass(frozen=True)
class PictureFacts:
    """A picture with a title.

    Attributes:
        title: what it is; may be empty.
        pixels: rows from the top; grey or colour.
    """

    title: str
    pixels: UInt8[np.ndarray, "height width channels"]


def draw_pictures(pictures: Sequence[PictureFacts], theme: Theme, height: int) -> go.Figure:
    """Pictures side by side, equally high, each with its title below."""
    if not pictures:
        return empty_figure("Nothing is selected", "Click a point on the map.", theme, height)
    figure = go.Figure()
    figure.update_layout(**base_layout(theme, height))
    width = (1 - GAP * (len(pictures) - 1)) / len(pictures)
    for k, picture in enumerate(pictures):
        start = k * (width + GAP)
        _add(figure, k, picture, (start, start + width))
        if picture.title:
            figure.add_annotation(
                text=picture.title, x=start + width / 2, y=FOOT / 2, xref="paper", yref="paper", xanchor="center",
                yanchor="middle", showarrow=False, font={"size": TITLE_SIZE, "color": theme.faint},
            )  # fmt: skip
    return figure


def _add(figure: go.Figure, k: int, picture: PictureFacts, domain: tuple[float, float]) -> None:
    """One picture in axes of its own, its pixels square."""
    number = "" if k == 0 else str(k + 1)
    high, wide = picture.pixels.shape[:2]
    hidden = {"visible": False, "fixedrange": True, "constrain": "domain"}
    figure.update_layout(
        {
            f"xaxis{number}": {**hidden, "domain": domain, "range": [-0.5, wide - 0.5], "anchor": f"y{number}"},
            f"yaxis{number}": {
                **hidden,
                "domain": [FOOT, 1],
                "range": [high - 0.5, -0.5],
                "anchor": f"x{number}",
                "scaleanchor": f"x{number}",
            },
        }
    )
    source = "data:image/png;base64," + base64.b64encode(png(picture.pixels)).decode()
    figure.add_trace(
        go.Image(source=source, xaxis=f"x{number}", yaxis=f"y{number}", hoverinfo="skip", name=picture.title)
    )
