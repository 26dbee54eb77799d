"""The live part's own routes on Streamlit's server: the socket, and the component's script and style.

The socket is a door of our own, so it looks twice at who comes: a page of another site is refused by its Origin
before the connection stands, and anybody else without a token that the page's script has just been given. Where a login
is configured (`explorer.ui.login`), both that and the token's are asked for, too.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from streamlit import config

from explorer.ui import login, resources
from explorer.ui.live.session import Shared, serve

SOCKET_PATH = "explorer/live"  # all relative to the page, so that a base path of the server is kept
SCRIPT_PATH = "explorer/live.js"
STYLE_PATH = "explorer/live.css"
DIST = Path(__file__).parent / "dist"
FOREIGN_ORIGIN = 4403
_MEDIA = {".js": "text/javascript", ".css": "text/css"}


def live_routes() -> tuple[Route | WebSocketRoute, ...]:
    """The socket and the files, for `st.App(routes=...)`."""
    files = [Route(f"/{path}", _file) for path in (SCRIPT_PATH, STYLE_PATH)]
    return (WebSocketRoute(f"/{SOCKET_PATH}", socket), *files)


def script_path() -> str:
    """The address of the component's script; it changes with its content, so that browsers may keep it."""
    return _versioned(SCRIPT_PATH)


def style_path() -> str:
    """The same for its style sheet; empty if it has none."""
    return _versioned(STYLE_PATH) if (DIST / Path(STYLE_PATH).name).is_file() else ""


async def socket(websocket: WebSocket) -> None:
    """The WebSocket; see `session` for what is said on it."""
    if not origin_allowed(websocket.headers):
        await websocket.close(FOREIGN_ORIGIN)  # before it is accepted: the browser sees HTTP 403
        return
    who = login.login_of(websocket.cookies)
    if who is None and login.settings() is not None:
        await websocket.close(login.CLOSED)
        return
    await websocket.accept()
    shared = Shared(
        resources.engine(), resources.frames(), resources.tokens(), resources.spaces_root(), resources.runs()
    )
    await serve(websocket, shared, who.key if who is not None else "")


def origin_allowed(headers: Headers) -> bool:
    """Whether a page may connect: one from this very host, or from an origin that Streamlit is configured for.

    These are `server.corsAllowedOrigins`, and `browser.serverAddress` where it was set. A browser always sends an
    Origin with a WebSocket; who sends none is no page of ours.
    """
    origin = urlsplit(headers.get("origin", ""))
    if origin.scheme not in ("http", "https") or not origin.netloc:
        return False
    if origin.netloc.lower() == headers.get("host", "").lower():
        return True
    if f"{origin.scheme}://{origin.netloc}".lower() in {
        str(one).strip().rstrip("/").lower() for one in config.get_option("server.corsAllowedOrigins")
    }:
        return True
    address = str(config.get_option("browser.serverAddress")).lower()
    return config.is_manually_set("browser.serverAddress") and (origin.hostname or "") == address


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
