"""Many live views at once: each drags along a path of its own, as the browser's part does, without a browser.

Clients know what the browser's part knows (`explorer/ui/live/src/wire`): they want the place under the hand, count the
binary messages that came, and time the first exact frame of each place that is answered.
"""

from __future__ import annotations

import asyncio
import json
import math
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from explorer.bench.pages import Door
from explorer.explore.live.frames import decode_message

MOVES = 22.0  # a second, of a hand
ROUND_S = 4.0  # from A to B and back
ENTER_S = 120.0  # until a path's course has come
SLICE = 50  # messages that a client in a hurry sends before it lets others have a turn


@dataclass
class Seen:
    """What came to one client.

    Attributes:
        waits: seconds from a move to its exact frame, of all moves that were answered.
        moves: how many there were.
        errors: what the server complained of, or why the connection ended.
        bytes: of all binary messages.
    """

    waits: list[float] = field(default_factory=list)
    moves: int = 0
    errors: list[str] = field(default_factory=list)
    bytes: int = 0


class Viewer:
    """A connection that has been let in and has its path.

    Args:
        connection: the socket.
        path: key of its path.
        phase: where in the round its hand begins, in turns: hands of the same phase want the same places.
    """

    def __init__(self, connection: ClientConnection, path: str, phase: float) -> None:
        self.seen = Seen()
        self.answered = 0  # the newest move of which a frame came
        self._connection = connection
        self._path = path
        self._phase = phase
        self._came = 0
        self._sent: dict[int, float] = {}

    async def drag(self, seconds: float, moves: float = MOVES) -> None:
        """Move so many times a second, for so long. A connection that ends is an error of the server's."""
        start = time.monotonic()
        with suppress(ConnectionClosed):  # `listen` tells of it
            for k in range(math.ceil(seconds * moves)):
                await asyncio.sleep(start + k / moves - time.monotonic())
                await self.move((time.monotonic() - start) / ROUND_S)

    async def rush(self, seconds: float) -> None:
        """Move as fast as the connection takes it."""
        start = time.monotonic()
        with suppress(ConnectionClosed):
            while (passed := time.monotonic() - start) < seconds:
                for _ in range(SLICE):
                    await self.move(passed / ROUND_S)
                await asyncio.sleep(0)

    def abort(self) -> None:
        """Leave without a word: a goodbye would wait behind all that was sent."""
        self._connection.transport.abort()

    async def move(self, turns: float) -> None:
        """Want the place where the hand is after so many turns."""
        self.seen.moves += 1
        place = {"kind": "path", "path": self._path, "t": 0.5 - 0.4 * math.cos(2 * math.pi * (turns + self._phase))}
        self._sent[self.seen.moves] = time.monotonic()
        await say(self._connection, {"type": "want", "seq": self.seen.moves, "places": [place], "moving": True})

    async def listen(self) -> None:
        """Take what comes, until cancelled."""
        try:
            while True:
                data = await self._connection.recv()
                if isinstance(data, str):
                    self._read(json.loads(data))
                    continue
                self._came += 1
                self.seen.bytes += len(data)
                self._read(decode_message(data)[0])
                await say(self._connection, {"type": "have", "n": self._came})
        except ConnectionClosed as end:
            self.seen.errors.append(f"The connection ended: {end}.")

    def _read(self, message: dict[str, Any]) -> None:
        if message["type"] == "error":
            self.seen.errors.append(str(message["problem"]))
        if message["type"] == "frame" and message["slot"] == 0 and message["seq"] > self.answered:
            self.answered = message["seq"]
            self.seen.waits.append(time.monotonic() - self._sent[self.answered])
            for old in [seq for seq in self._sent if seq <= self.answered]:
                del self._sent[old]


@asynccontextmanager
async def entered(door: Door, anchors: Sequence[int], phase: float = 0.0) -> AsyncIterator[Viewer]:
    """A view that has been let in, with a straight path past these networks; closed with the context."""
    async with connect(door.address, origin=door.url, max_size=None, compression=None) as socket:  # type: ignore[arg-type]
        await greet(socket, door)
        await say(socket, {"type": "path", "anchors": list(anchors), "kind": "straight", "spline": False, "slot": 0})
        async with asyncio.timeout(ENTER_S):
            key = await _course(socket)
        yield Viewer(socket, key, phase)


async def together(viewers: Sequence[Viewer], seconds: float) -> None:
    """All drag for so long; what comes meanwhile is theirs, and so is what comes to the last move."""
    listening = [asyncio.ensure_future(viewer.listen()) for viewer in viewers]
    try:
        await asyncio.gather(*(viewer.drag(seconds) for viewer in viewers))
    finally:
        for task in listening:
            task.cancel()
        await asyncio.gather(*listening, return_exceptions=True)


async def greet(socket: ClientConnection, door: Door) -> None:
    """Say who comes: the first message of a connection."""
    await say(socket, {"type": "hello", "token": door.token, "session": door.session, "space": door.space})


async def say(socket: ClientConnection, message: dict[str, Any]) -> None:
    """Send one message."""
    await socket.send(json.dumps(message, separators=(",", ":")))


async def _course(socket: ClientConnection) -> str:
    """The key of the path, once it is there."""
    while True:
        data = await socket.recv()
        if isinstance(data, str):
            message = json.loads(data)
            if message["type"] == "course":
                return str(message["key"])
