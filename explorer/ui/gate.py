"""What stands before all routes, ours and Streamlit's.

Where a login is configured, nothing answers without it: no page, no file, no connection. Streamlit's own routes ask
nobody: its files for download answer whoever knows their address. And it does what any visitor's page says: one of the
messages clears the caches of all.
"""

from __future__ import annotations

import asyncio
import html
import logging
from typing import Any
from urllib.parse import quote, unquote, urlencode

from google.protobuf.message import DecodeError
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg

from explorer.ui import login

SIGN_IN_PATH = "explorer/sign-in"
SIGN_OUT_PATH, STREAM_PATH = "auth/logout", "_stcore/stream"  # Streamlit's
# What answers without a login, below the base path, to the letter: signing in, and whether the server lives.
OPEN = frozenset({SIGN_IN_PATH, SIGN_OUT_PATH, "auth/login", login.CALLBACK, "_stcore/health"})
_BY = "with"
_SIGNED_OUT = "You have signed out. Load the page to sign in."
_LINK, LONGEST_LINK, LINK_S = "explorer_link", 3_000, 600  # a cookie: what was asked for before signing in
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>NetSpace Explorer</title><style>
:root {{ color-scheme: light dark; --ground: #fff; --ink: #1c2430; --accent: #0b7a69; --on: #fff }}
@media (prefers-color-scheme: dark) {{
  :root {{ --ground: #11161d; --ink: #eef1f5; --accent: #2fa893; --on: #11161d }}
}}
body {{ background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  min-height: 100vh; margin: 0; display: grid; place-content: center; text-align: center }}
a {{ background: var(--accent); color: var(--on); padding: .6em 1.4em; border-radius: .55rem; text-decoration: none;
  display: inline-block; margin: .3em }}
</style></head><body><main><h1>NetSpace Explorer</h1>{body}</main></body></html>
"""
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
logger = logging.getLogger(__name__)


class Gate:
    """ASGI middleware, to be the outermost one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request or connection."""
        if scope["type"] not in ("http", "websocket") or login.settings() is None:
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        known = login.login_of(asked.cookies)
        if scope["type"] == "websocket":
            # Streamlit lets pages of other servers on "localhost" connect, and browsers send them the same cookies.
            if known is None or asked.headers.get("origin") != login.own_origin():
                # Before it is accepted: the client sees HTTP 403.
                await WebSocketClose(login.CLOSED)(scope, receive, send)
            else:
                await self._until_signed_out(known, scope, receive, send)
            return
        path = _below_base(scope["path"])
        if path == SIGN_OUT_PATH and known is not None:
            login.SIGN_OUTS.end(known.key)  # then Streamlit's route takes the cookie away
        wanted = asked.cookies.get(_LINK, "") if known is not None and path == "" and not scope["query_string"] else ""
        if wanted:
            back = RedirectResponse(f"{_base()}/?{unquote(wanted)}", 303, _HEADERS)
            back.delete_cookie(_LINK, f"{_base()}/")
            await back(scope, receive, send)
        elif known is not None or path in OPEN:
            await self._app(scope, receive, send)
        else:
            await _refusal(Request(scope))(scope, receive, send)

    async def _until_signed_out(self, known: login.Login, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a connection; when its login ends, close it, and let the app see that it is closed."""
        ended = False
        closing: set[Any] = set()

        def close() -> None:
            nonlocal ended
            ended = True
            closing.add(asyncio.ensure_future(_close(send)))  # held: a task that nobody holds may vanish

        async def hearing() -> Message:
            message = await receive()
            return {"type": "websocket.disconnect", "code": login.CLOSED} if ended else message

        async def telling(message: Message) -> None:
            if ended:
                raise OSError("The login of this connection was ended.")  # as ASGI has it for a closed connection
            await send(message)

        with login.SIGN_OUTS.closing(known.key, close):
            await self._app(scope, hearing, telling)
        await asyncio.gather(*closing)


class Shared:
    """ASGI middleware: what all visitors share, one of them cannot clear.

    Streamlit's resources are the engine, the stars and optimizations of all sessions, and the tokens of all pages.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request or connection."""
        if scope["type"] != "websocket" or not scope["path"].endswith(f"/{STREAM_PATH}"):
            await self._app(scope, receive, send)
            return

        async def hearing() -> Message:
            message = await receive()
            while _clears(message.get("bytes")):
                logger.warning("A page asked to clear the caches of all; it is not done.")
                message = await receive()
            return message

        await self._app(scope, hearing, send)


async def sign_in(request: Request) -> Response:
    """Send the browser to the provider; `?with=` names one of several."""
    known = login.settings()
    if known is None or known.problem is not None:
        return RedirectResponse(f"{_base()}/", 303, _HEADERS)
    provider = request.query_params.get(_BY, known.providers[0])
    if provider not in known.providers:
        return PlainTextResponse("There is no such way to sign in.", 404, _HEADERS)
    return RedirectResponse(login.address(provider), 303, _HEADERS)


def _refusal(request: Request) -> Response:
    """A page for who wants a page, a word for everybody else."""
    if request.method not in ("GET", "HEAD") or "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse("Sign in first.", 401, _HEADERS)
    known = login.settings()
    if known is None or known.problem is not None:
        return HTMLResponse(_PAGE.format(body=f"<p>{html.escape(login.NOBODY)}</p>"), 503, _HEADERS)
    body = "".join(
        f'<a href="{html.escape(f"{_base()}/{SIGN_IN_PATH}?{urlencode({_BY: one})}")}">{html.escape(called)}</a>'
        for one, called in zip(known.providers, map(known.called, known.providers), strict=True)
    )
    page = HTMLResponse(_PAGE.format(body=body), 401, _HEADERS)
    link = quote(request.url.query, safe="")
    if _below_base(request.url.path) == "" and 0 < len(link) <= LONGEST_LINK:
        page.set_cookie(_LINK, link, LINK_S, path=f"{_base()}/", httponly=True, samesite="lax")
    return page


def _clears(data: bytes | None) -> bool:
    if not data:
        return False
    try:
        return bool(BackMsg.FromString(data).WhichOneof("type") == "clear_cache")
    except DecodeError:  # Streamlit ends the connection that it came by
        return False


async def _close(send: Send) -> None:
    try:
        await send(
            {
                "type": "websocket.close",
                "code": login.CLOSED,
                "reason": _SIGNED_OUT,
            }
        )
    except (OSError, RuntimeError):  # it is closed already
        logger.debug("A connection ended before its login did.")


def _base() -> str:
    """The base path with a slash before it; empty: there is none."""
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}" if base else ""


def _below_base(path: str) -> str | None:
    """A path below the base path; None: it is elsewhere."""
    start = f"{_base()}/"
    return path[len(start) :] if path.startswith(start) else None
