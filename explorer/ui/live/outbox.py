"""What waits to be sent to one browser: never more than it can take, and never an old frame before a newer one."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from explorer.explore.live.requests import Reply

MAX_TEXTS = 256  # a browser that leaves more unread is gone
BULK = 3  # frames ahead, pictures and tiles that wait at most (and one more that is being made)
MAX_ON_THE_WAY = 512  # of more, the oldest are taken to have arrived: not every browser counts
WINDOW = 256_000  # bytes on the way that a browser which counts them may be behind


class SlowReader(Exception):  # noqa: N818 - the other side's doing
    """So much is unread that the connection is not worth keeping."""


class Outbox:
    """The unsent replies. `put` and `room` may be called from any thread, the rest from the event loop's alone.

    Args:
        wake: called when there is room again.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._wake = wake
        self._changed = asyncio.Event()
        self._overflow = asyncio.Event()
        self._texts: deque[dict[str, Any]] = deque()
        self._frames: dict[int, bytes] = {}
        self._bulk: deque[bytes | dict[str, Any]] = deque()
        # Each counter is changed by one thread alone, so that `room` needs no lock.
        self._bulk_in = 0
        self._bulk_out = 0
        self._on_the_way: deque[int] = deque()  # sizes of binary messages sent and not acknowledged
        self._behind = 0  # their sum
        self._acknowledged = 0
        self._counts = False  # whether the browser acknowledges

    def put(self, reply: Reply) -> None:
        """Take a reply; from the frame service's thread."""
        if reply.bulk:
            self._bulk_in += 1
        try:
            self._loop.call_soon_threadsafe(self._take, reply)
        except RuntimeError:  # the loop is closed: the server is going down
            return

    def say(self, text: dict[str, Any]) -> None:
        """Queue a JSON message; one too many is dropped, and with it the connection (`overflowed`)."""
        if len(self._texts) > MAX_TEXTS:
            self._overflow.set()
        else:
            self._texts.append(text)
        self._changed.set()

    async def overflowed(self) -> None:
        """Wait until too much is unread, also while a message is stuck on its way out.

        Raises:
            SlowReader: it is.
        """
        await self._overflow.wait()
        raise SlowReader

    @property
    def unread(self) -> int:
        """How many texts have not gone out; for the event loop's thread."""
        return len(self._texts)

    def room(self) -> bool:
        """Whether a reply of no hurry would be sent soon."""
        return self._bulk_in - self._bulk_out < BULK and not (self._counts and self._behind > WINDOW // 2)

    def acknowledge(self, count: int) -> None:
        """The browser has had so many binary messages in all."""
        self._counts = True
        while self._on_the_way and self._acknowledged < count:
            self._arrived()
        self._changed.set()
        self._wake()

    async def get(self) -> bytes | dict[str, Any]:
        """The next to be sent: texts, then the newest frame of each slot, then the rest in order.

        Raises:
            SlowReader: too much is unread.
        """
        while True:
            if len(self._texts) > MAX_TEXTS:
                raise SlowReader
            if self._texts:
                return self._texts.popleft()
            if not self._counts or self._behind <= WINDOW:
                if self._frames:
                    return self.sent(self._frames.pop(next(iter(self._frames))))
                if self._bulk:
                    return self._next_bulk()
            self._changed.clear()
            await self._changed.wait()

    def _take(self, reply: Reply) -> None:
        if reply.bulk:
            self._bulk.append(reply.payload)
        elif reply.slot is not None and isinstance(reply.payload, bytes):
            self._frames[reply.slot] = reply.payload
        elif isinstance(reply.payload, dict):
            self.say(reply.payload)
        self._changed.set()

    def sent(self, payload: bytes) -> bytes:
        """Count a binary message that goes out now."""
        self._on_the_way.append(len(payload))
        self._behind += len(payload)
        if len(self._on_the_way) > MAX_ON_THE_WAY:
            self._arrived()
        return payload

    def _next_bulk(self) -> bytes | dict[str, Any]:
        payload = self._bulk.popleft()
        self._bulk_out += 1
        self._wake()
        return self.sent(payload) if isinstance(payload, bytes) else payload

    def _arrived(self) -> None:
        self._behind -= self._on_the_way.popleft()
        self._acknowledged += 1
