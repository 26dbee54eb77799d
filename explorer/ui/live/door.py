"""The live part's socket: who may come in.

It is a door of our own, so it looks twice at who comes: a page of another site is refused by its Origin before the
connection stands, and anybody else without a token that the page's script has just been given. Where a login is
configured (`explorer.ui.login`), both that and the token's are asked for, too.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.websockets import WebSocket
from streamlit import config

from explorer.ui import login, resources
from explorer.ui.live.session import Shared, serve

FOREIGN_ORIGIN = 4403


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
