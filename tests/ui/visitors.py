"""Visitors of a server that asks for a login: they sign in by a real provider on this machine, without a browser."""

from __future__ import annotations

import asyncio
import html
import json
import re
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import httpx
from oidc_provider_mock import run_server_in_thread
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from explorer.bench.pages import Door, cookie_header

LONG, SOON = 120.0, 60.0
SIGNING = "a-secret-of-these-tests-alone"
PAGE = {"Accept": "text/html"}
T = TypeVar("T")


@contextmanager
def provider() -> Iterator[str]:
    """The address of a provider that takes everybody's word for who they are."""
    with run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


def write_secrets(path: Path, public: str, issuer: str, **changed: str | None) -> Path:
    """A file of secrets for a server that is seen at a public address; a value of None leaves the key away."""
    values: dict[str, str | None] = {
        "redirect_uri": f"{public}/oauth2callback",
        "cookie_secret": SIGNING,
        "client_id": "explorer",
        "client_secret": "not asked for",
        "server_metadata_url": f"{issuer}/.well-known/openid-configuration",
        **changed,
    }
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items() if value is not None]
    path.write_text("\n".join(["[auth]", *lines, ""]), encoding="utf-8")
    return path


def sign_in(client: httpx.Client, asked: str, name: str) -> str:
    """Ask for a page, press its button, and tell the provider who one is; gives where one comes out."""
    page = client.get(asked, headers=PAGE)
    assert page.status_code == 401
    found = re.search(r'href="([^"]+)"', page.text)
    assert found is not None
    form = client.get(urljoin(asked, html.unescape(found[1])))
    assert form.status_code == 200
    back = client.post(form.url, data={"sub": name})
    assert back.status_code == 200
    return str(back.url)


@contextmanager
def signed_in(url: str, name: str) -> Iterator[httpx.Client]:
    """A browser, without its screen, in which somebody has signed in by the button of the page."""
    with httpx.Client(follow_redirects=True, timeout=LONG) as client:
        assert sign_in(client, f"{url}/", name) == f"{url}/"
        assert client.get(f"{url}/_stcore/health").status_code == 200  # it brings the token that a page asks for
        yield client


def cookies_of(client: httpx.Client) -> dict[str, str]:
    return {cookie.name: str(cookie.value) for cookie in client.cookies.jar}


def in_own_loop(work: Callable[[], Awaitable[T]]) -> T:
    """Run it in a thread without a loop: the browser tests leave theirs running in this one."""

    async def run() -> T:
        return await work()

    with ThreadPoolExecutor(1) as own:
        return own.submit(lambda: asyncio.run(run())).result(LONG)


@contextmanager
def live(
    door: Door, cookies: Mapping[str, str], said: Mapping[str, str] = MappingProxyType({})
) -> Iterator[ClientConnection]:
    """The live connection of a page, greeted; `said` replaces parts of its hello."""
    parts = urlsplit(door.url)
    headers = {"Cookie": cookie_header(cookies)} if cookies else None
    with connect(
        door.address, origin=f"{parts.scheme}://{parts.netloc}", additional_headers=headers, max_size=None,  # type: ignore[arg-type]
        open_timeout=LONG, compression=None,
    ) as socket:  # fmt: skip
        hello = {"type": "hello", "token": door.token, "session": door.session, "space": door.space, **said}
        socket.send(json.dumps(hello))
        yield socket


def closing(socket: ClientConnection) -> int | None:
    """The code that the server ends the connection with, soon."""
    end = time.monotonic() + SOON
    try:
        while True:
            socket.recv(timeout=max(end - time.monotonic(), 0))
    except ConnectionClosed as error:
        return error.rcvd and int(error.rcvd.code)


def hear_until(socket: ClientConnection, kind: str, within: float = SOON) -> dict[str, Any]:
    """The next message of a type, within so many seconds; texts alone."""
    end = time.monotonic() + within
    while True:
        data = socket.recv(timeout=max(end - time.monotonic(), 0))
        if isinstance(data, str) and (message := json.loads(data))["type"] == kind:
            return dict(message)


def first_frame(socket: ClientConnection) -> dict[str, Any]:
    """What a live connection says first, "ready", and that a frame comes when one is asked for."""
    ready: dict[str, Any] = json.loads(socket.recv(timeout=LONG))
    want = {"type": "want", "seq": 1, "places": [{"kind": "network", "id": 3}], "moving": True}
    socket.send(json.dumps(want))
    while b'"type":"frame"' not in (data := socket.recv(timeout=LONG, decode=False)):
        assert b'"error"' not in data[:200]
    return ready
