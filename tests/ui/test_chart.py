from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse

from explorer.ui.chart import _script
from explorer.ui.routes import PLOTLY_PATH, plotly_js, routes


def test_plotly_comes_from_this_server() -> None:
    assert f"/{PLOTLY_PATH}" in [route.path for route in routes()]
    with ThreadPoolExecutor(1) as thread:  # the browser tests' playwright leaves a running event loop in this one
        answer = thread.submit(asyncio.run, plotly_js(Request({"type": "http"}))).result()
    assert isinstance(answer, FileResponse)
    assert answer.media_type == "text/javascript"
    assert "plotly.js v" in Path(answer.path).read_text(encoding="utf-8")[:200]


def test_the_script_asks_nobody_else() -> None:
    assert "http://" not in _script()
    assert "https://" not in _script()


def test_the_app_object() -> None:
    import app

    assert str(app.app.script_path).endswith("main.py")
