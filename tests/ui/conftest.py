"""The screen as streamlit's AppTest sees it: no browser, charts as the data that is sent to one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from explorer.ui.resources import PRETRAINED

MAIN = Path(__file__).parents[2] / "explorer" / "ui" / "main.py"
Start = Callable[..., AppTest]
LONG = 300.0  # seconds after which a test gives up


@pytest.fixture
def start(tiny_space_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Opens the screen on a folder of spaces, by a link; the plain view unless the link says plain="0"."""

    def open_screen(root: Path = tiny_space_dir, **link: str) -> AppTest:
        monkeypatch.setenv(PRETRAINED, str(root))
        st.cache_resource.clear()
        st.cache_data.clear()
        app = AppTest.from_file(str(MAIN), default_timeout=LONG)
        for key, value in {"plain": "1", **link}.items():
            app.query_params[key] = value
        return app.run()

    return open_screen


def charts(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each chart was sent, by its key; the figure as plain data."""
    sent = {e.key: json.loads(e.proto.json) for e in app.main if e.type == "bidi_component" and e.proto.json}
    return {key: {**data, "figure": json.loads(data["figure"])} for key, data in sent.items() if "figure" in data}


def link(app: AppTest) -> dict[str, str]:
    """The address's query."""
    return {key: value[0] if isinstance(value, list) else value for key, value in dict(app.query_params).items()}


def live_data(app: AppTest) -> dict[str, Any]:
    """What the live component was sent."""
    return next(json.loads(e.proto.json) for e in app.main if e.type == "bidi_component" and e.key == "live")


def texts(app: AppTest) -> str:
    """All text on the page, one piece a line."""
    kinds = ("markdown", "html", "caption", "title", "subheader", "warning", "error", "info")
    return "\n".join(str(getattr(e, "value", getattr(e.proto, "body", ""))) for e in app.main if e.type in kinds)
