"""What all figures share: colours for light and dark screens, and the figure that stands for nothing."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

# Okabe and Ito's palette, safe for colour-blind readers, its yellow darkened so that it shows on white; then three
# more for ten classes, which are told apart by most readers: a grey for all that are left over would be by nobody.
CATEGORICAL = (
    "#E69F00", "#56B4E9", "#009E73", "#D55E00", "#0072B2", "#CC79A7", "#BFAE00", "#7E57C2", "#8D5B3C", "#8BC220",
)  # fmt: skip
OTHER = "#8C929B"
SEQUENTIAL = "Viridis"
FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True)
class Theme:
    """Colours of a screen, as CSS colours.

    Attributes:
        ink: text and marks.
        faint: text and lines of less weight.
        paper: what lies behind; outlines marks.
        material: what is drawn.
        other_material: what it is compared with.
        low, high: ends of a diverging colour scale; `paper` is its middle.
        good, middling, bad: a latent among its neighbours, in a sparse region, in an empty one.
        webgl: whether the browser draws WebGL; without it points are drawn as SVG, and shapes come as pictures.
    """

    ink: str
    faint: str
    paper: str
    material: str
    other_material: str
    low: str
    high: str
    good: str
    middling: str
    bad: str
    webgl: bool = True


LIGHT = Theme(
    "#1C2430", "#5F6A78", "#FFFFFF", "#DDA673", "#93A9BD", "#B2182B", "#2166AC", "#0B7A69", "#A96A00", "#B3372F"
)
DARK = Theme(
    "#EEF1F5", "#98A3B3", "#161C25", "#E0AC7B", "#8FA6BC", "#F58A7D", "#6FB1F2", "#4CC9B0", "#F0B14A", "#F0837B"
)


def base_layout(theme: Theme, height: int) -> dict[str, object]:
    """Layout of every figure: transparent, no margins, the app's font, view kept across updates."""
    return {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 14, "color": theme.ink},
        "hoverlabel": {
            "bgcolor": theme.paper,
            "bordercolor": theme.faint,
            "font": {"family": FONT, "size": 13, "color": theme.ink},
        },
        "uirevision": "keep",
    }


def empty_figure(title: str, remedy: str, theme: Theme, height: int) -> go.Figure:
    """A figure without data: what is missing, and what to do."""
    figure = go.Figure()
    figure.update_layout(**base_layout(theme, height))
    figure.update_layout(
        title={"text": title, "x": 0.5, "y": 0.55, "xanchor": "center", "font": {"size": 18, "color": theme.ink}},
        xaxis={"visible": False, "fixedrange": True},
        yaxis={"visible": False, "fixedrange": True},
    )
    if remedy:
        figure.add_annotation(
            text=remedy,
            x=0.5,
            y=0.42,
            xref="paper",
            yref="paper",
            showarrow=False,
            font={"size": 14, "color": theme.faint},
        )
    return figure
