"""The page's header names the live view's files, where the page is the live view's."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from explorer.ui.live.route import live_routes, script_path, style_path
from explorer.ui.routes import middleware


async def page(request: Request) -> Response:
    return HTMLResponse("<html></html>")


async def health(request: Request) -> Response:
    return JSONResponse({})


ROUTES = [Route("/", page), Route("/netspace/", page), Route("/health", health), *live_routes()]
APP = Starlette(routes=ROUTES, middleware=list(middleware()))


def headers_of(address: str) -> dict[str, str]:
    """The headers of the answer to GET."""
    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as own:  # a thread without a loop: the browser tests leave theirs running in this one
        own.submit(lambda: asyncio.run(APP(scope, receive, send))).result()
    assert sent[0]["status"] == 200
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


@pytest.mark.parametrize("address", ["/", "/netspace/", "/?space=furniture&t=0.4"])
def test_a_page_names_files_that_are_there(address: str) -> None:
    link = headers_of(address)["link"]
    assert link == f"<{script_path()}>; rel=modulepreload, <{style_path()}>; rel=preload; as=style"
    for file in (script_path(), style_path()):  # relative to the page: a base path is kept
        assert "immutable" in headers_of(f"/{file}")["cache-control"]


@pytest.mark.parametrize("address", ["/?plain=1", "/?new=1", "/health", "/explorer/live.js"])
def test_nothing_else_does(address: str) -> None:
    assert "link" not in headers_of(address)
