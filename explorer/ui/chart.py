"""A plotly figure on the screen, updated in place (see `chart.js` for why it is not st.plotly_chart)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from explorer.ui import look
from explorer.ui.routes import PLOTLY_PATH

_HTML = '<div class="explorer-chart"></div>'
_CSS = ".explorer-chart { width: 100%; overflow: hidden; }"
_CONFIG = {"displaylogo": False, "displayModeBar": False, "scrollZoom": True, "showTips": False}


def chart(
    figure: go.Figure | str,
    *,
    key: str,
    height: int,
    description: str,
    on_pick: Callable[[], None] | None = None,
    follow: Mapping[str, Mapping[str, Any]] | None = None,
    scroll_zoom: bool = True,
) -> None:
    """Show a figure.

    Args:
        figure: the figure, or its JSON.
        key: the chart's name on the page and its key in the session state.
        height: in pixels.
        description: what it shows, for screen readers.
        on_pick: called when a point with an id is clicked; `picked` then gives the id.
        follow: updates of other charts' layouts, by the chart's key.
        scroll_zoom: whether the mouse wheel zooms.
    """
    mount = st.components.v2.component("explorer_chart", html=_HTML, css=_CSS, js=_script(), isolate_styles=False)
    data = {
        "figure": figure if isinstance(figure, str) else figure.to_json(),
        "name": key,
        "height": height,
        "description": description,
        "plotly": PLOTLY_PATH,
        "config": {**_CONFIG, "scrollZoom": scroll_zoom},
        "follow": follow,
    }
    mount(key=key, data=data, height=height, on_picked_change=on_pick or _nothing, on_nowebgl_change=_flat)


def picked(key: str) -> int:
    """The id of the point that was clicked; to be called from `on_pick`."""
    return int(st.session_state[key]["picked"])


@cache
def _script() -> str:
    return (Path(__file__).parent / "chart.js").read_text(encoding="utf-8")


def _flat() -> None:
    """The browser draws no WebGL: the page is drawn again with figures that need none."""
    st.session_state[look.NO_WEBGL] = True
    st.rerun("app")


def _nothing() -> None:
    """The chart's triggers need a callback to exist."""
