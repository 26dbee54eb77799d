"""The live part's own routes on Streamlit's server: the socket, and the component's script and style.

They are named while the server starts, so nothing here imports what takes long: the socket does when it is asked for.
"""

from __future__ import annotations

import asyncio
import hashlib
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from explorer.ui import warming

SOCKET_PATH = "explorer/live"  # all relative to the page, so that a base path of the server is kept
SCRIPT_PATH = "explorer/live.js"
STYLE_PATH = "explorer/live.css"
DIST = Path(__file__).parent / "dist"
_MEDIA = {".js": "text/javascript", ".css": "text/css"}


def live_routes() -> tuple[Route | WebSocketRoute, ...]:
    """The socket and the files, for `st.App(routes=...)`."""
    files = [Route(f"/{path}", _file) for path in (SCRIPT_PATH, STYLE_PATH)]
    return (WebSocketRoute(f"/{SOCKET_PATH}", _socket), *files)


def script_path() -> str:
    """The address of the component's script; it changes with its content, so that browsers may keep it."""
    return _versioned(SCRIPT_PATH)


def style_path() -> str:
    """The same for its style sheet; empty if it has none."""
    return _versioned(STYLE_PATH) if (DIST / Path(STYLE_PATH).name).is_file() else ""


async def _socket(websocket: WebSocket) -> None:
    """A page that was open before the server started may knock while it still warms up."""
    await asyncio.to_thread(warming.wait)
    from explorer.ui.live.door import socket  # noqa: PLC0415 - see above

    await socket(websocket)


async def _file(request: Request) -> Response:
    path = DIST / Path(request.url.path).name
    try:
        stat = path.stat()
        content, digest = _content(path, stat.st_mtime_ns, stat.st_size)
    except OSError:
        return Response("It is not built: run `npm run build` in explorer/ui/live.", 404, media_type="text/plain")
    # An address that names this very content may be kept for good; any other is asked for again, at the price of a 304.
    known = request.query_params.get("v") == digest
    kept = "public, max-age=31536000, immutable" if known else "no-cache"
    headers = {"ETag": f'"{digest}"', "Cache-Control": kept}
    if f'"{digest}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=_MEDIA[path.suffix], headers=headers)


def _versioned(address: str) -> str:
    path = DIST / Path(address).name
    try:
        stat = path.stat()
    except OSError:
        return address
    return f"{address}?v={_content(path, stat.st_mtime_ns, stat.st_size)[1]}"


@lru_cache(maxsize=4)
def _content(path: Path, changed: int, size: int) -> tuple[bytes, str]:
    """A file and its hash; read again when its time or size has changed."""
    content = path.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:16]
