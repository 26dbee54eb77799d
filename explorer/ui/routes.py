"""What the server hands to the browser beside Streamlit's own files: the live view, and plotly.js for the plain one."""

from __future__ import annotations

from pathlib import Path

import plotly
from starlette.datastructures import MutableHeaders, QueryParams
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from explorer.ui.gate import SIGN_IN_PATH, Gate, Shared, sign_in
from explorer.ui.live.route import live_routes, script_path, style_path
from explorer.ui.new_space.link import OPENED

PLOTLY_PATH = "explorer/plotly.min.js"  # relative to the page, so that a base path of the server is kept
_FILE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


async def plotly_js(request: Request) -> Response:
    """plotly.js of the same version as the Python package that made the figure; nothing comes from outside."""
    return FileResponse(_FILE, media_type="text/javascript", headers={"Cache-Control": "public, max-age=86400"})


def routes() -> tuple[Route | WebSocketRoute, ...]:
    """All of it, for `st.App(routes=...)`; also below `server.baseUrlPath`, if Streamlit's own pages are there.

    A proxy that takes its own prefix away needs none: every address that the page asks for is relative to it.
    """
    own: tuple[Route | WebSocketRoute, ...] = (
        Route(f"/{PLOTLY_PATH}", plotly_js),
        Route(f"/{SIGN_IN_PATH}", sign_in),
        *live_routes(),
    )
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return (*(type(one)(f"/{base}{one.path}", one.endpoint) for one in own), *own) if base else own


class Preload:
    """Tells the browser with the page itself what the live view is made of, seconds before Streamlit asks for it.

    By the header `Link`, relative to the page as all addresses are; the page's text stays Streamlit's own.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http" or not _wants_live(QueryParams(scope["query_string"])):
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Link", _links())
            await send(message)

        await self._app(scope, receive, sending)


def middleware() -> tuple[Middleware, ...]:
    """For `st.App(middleware=...)`; the first is the outermost."""
    return (Middleware(Gate), Middleware(Shared), Middleware(Preload))


def _wants_live(query: QueryParams) -> bool:
    return "plain" not in query and OPENED not in query


def _links() -> str:
    links = [f"<{script_path()}>; rel=modulepreload"]
    if style := style_path():
        links.append(f"<{style}>; rel=preload; as=style")
    return ", ".join(links)
