"""What the server hands to the browser beside Streamlit's own files: the live view, and plotly.js for the plain one."""

from __future__ import annotations

from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from explorer.ui.live.route import live_routes

PLOTLY_PATH = "explorer/plotly.min.js"  # relative to the page, so that a base path of the server is kept
_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


async def plotly_js(request: Request) -> Response:
    """plotly.js of the same version as the Python package that made the figure; nothing comes from outside."""
    return FileResponse(_FILE, media_type="text/javascript", headers={"Cache-Control": "public, max-age=86400"})


ROUTES = (Route(f"/{PLOTLY_PATH}", plotly_js), *live_routes())
