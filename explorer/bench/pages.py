"""A page of the app without a browser: its script is run as a browser has it run, over Streamlit's own connection.

So whoever comes this way gets the token that a page gets, and the server has a session to hold, as for a real visitor.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

from explorer.errors import BenchError

STREAM = "_stcore/stream"
XSRF = "_streamlit_xsrf"  # Streamlit's cookie against requests of other sites
READY_S = 120.0  # for a page to come; the first one loads torch and the space


@dataclass(frozen=True)
class Door:
    """What a page's script says of its live connection.

    Attributes:
        url: of the server, "http://...", without a slash at the end.
        socket: the live socket's address, relative to it.
        session: the page's session.
        token: lets it in, once.
        space: the space that it shows.
    """

    url: str
    socket: str
    session: str
    token: str
    space: str

    @property
    def address(self) -> str:
        """Of the live socket."""
        return f"ws{self.url.removeprefix('http')}/{self.socket}"


@asynccontextmanager
async def opened(
    url: str, space: str, cookies: Mapping[str, str] = MappingProxyType({}), said: list[ForwardMsg] | None = None
) -> AsyncIterator[Door]:
    """A page that shows a space, drawn to its end; open as long as the context.

    Args:
        url: of the server, without a slash at the end.
        space: the space.
        cookies: that the browser has.
        said: gets what the page is told until it is drawn.

    Raises:
        BenchError: the page has no live view.
    """
    address = f"ws{url.removeprefix('http')}/{STREAM}"
    parts = urlsplit(url)
    async with connect(
        address,
        origin=Origin(f"{parts.scheme}://{parts.netloc}"),
        # The second is no protocol but this server's token, without which Streamlit does not look at the login.
        subprotocols=[Subprotocol(one) for one in ("streamlit", cookies.get(XSRF)) if one],
        additional_headers={"Cookie": cookie_header(cookies)} if cookies else None,
        max_size=None,
        compression=None,
    ) as stream:
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode({"space": space})
        await stream.send(asked.SerializeToString())
        try:
            data = await asyncio.wait_for(_live_data(stream, said), READY_S)
        except (TimeoutError, ConnectionClosed) as error:
            raise BenchError(f"The page of {space} did not come.", "Look at the server's log.") from error
        if data is None:
            raise BenchError(f"The page of {space} has no live view.", "Name a space that is shown live.")
        draining = asyncio.ensure_future(_drain(stream))
        try:
            yield Door(url, data["socket"], data["session"], data["token"], data["space"])
        finally:
            draining.cancel()
            with suppress(asyncio.CancelledError):
                await draining


def cookie_header(cookies: Mapping[str, str]) -> str:
    """The header that brings cookies."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


async def _live_data(stream: ClientConnection, said: list[ForwardMsg] | None) -> dict[str, Any] | None:
    """What the script gave the live component, once it has ended; None: nothing."""
    found: dict[str, Any] | None = None
    while True:
        message = ForwardMsg()
        message.ParseFromString(await stream.recv(decode=False))
        if said is not None:
            said.append(message)
        if message.WhichOneof("type") == "script_finished":
            return found
        element = message.delta.new_element
        if element.WhichOneof("type") == "bidi_component":
            text = element.bidi_component.json or element.bidi_component.mixed.json
            data: dict[str, Any] = json.loads(text or "{}")  # one component is given nothing
            found = data if "token" in data else found


async def _drain(stream: ClientConnection) -> None:
    """Read on, as a page does."""
    with suppress(ConnectionClosed):
        async for _ in stream:
            pass
