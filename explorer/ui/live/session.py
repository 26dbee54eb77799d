"""One live connection, from its hello to its end. Nothing here works: the frame service does, in its own thread."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from starlette.websockets import WebSocket, WebSocketDisconnect

from explorer.errors import BundleError, ExplorerError
from explorer.explore.engine.engine import Engine
from explorer.explore.live.frame_service import ClientQueue, FrameService
from explorer.kinds.protocols import Frames
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.directions import directions
from explorer.ui.live.mapdata import directions_text, map_message
from explorer.ui.live.messages import (
    Have,
    Hello,
    Malformed,
    MeasureMessage,
    Message,
    OptimizeControl,
    OptimizeMessage,
    PathMessage,
    Ping,
    SheetMessage,
    SheetStop,
    TerrainMessage,
    ThumbsMessage,
    WantMessage,
    read_hello,
    read_message,
)
from explorer.ui.live.optimizing import RunFeed, begin, control
from explorer.ui.live.outbox import Outbox, SlowReader
from explorer.ui.live.tokens import Tokens
from explorer.ui.optimization import Runs
from explorer.ui.session import owner

HELLO_S = 5.0  # within which a connection says who it is
RENEW_S = 60.0  # after which it gets a new token for its next connection
WATCH_S = 0.1  # between two looks at an optimization
RATE = 500  # messages a second, over some seconds
BURST = 1_000
PAUSE_S = 0.02  # after a message that came too fast, in which nothing more is read of its sender
WORD_S = 1.0  # between two words about it
SEND_S = 30.0  # for one message to go out: a browser that reads nothing for so long is gone
CLOSE_S = 1.0  # for the last word of a connection
MALFORMED, NO_TOKEN, NO_SPACE = 4400, 4401, 4404
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shared:
    """What all connections share.

    Attributes:
        engine: opens spaces.
        service: makes frames.
        tokens: says who may come in.
        root: the folder of the spaces.
        runs: the optimizations of all sessions.
    """

    engine: Engine
    service: FrameService
    tokens: Tokens
    root: Path
    runs: Runs


class Closing(Exception):  # noqa: N818 - the orderly end of a connection
    """The server ends the connection.

    Args:
        code: of the closing.
        reason: in words, for the browser's console.
    """

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


class Meter:
    """Counts messages against a rate (a leaking bucket)."""

    def __init__(self, rate: float = RATE, burst: float = BURST, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._level = 0.0
        self._at = clock()

    def allows(self) -> bool:
        """Whether one more is within the rate; it is counted if so."""
        now = self._clock()
        self._level = max(0.0, self._level - (now - self._at) * self._rate)
        self._at = now
        if self._level + 1 > self._burst:
            return False
        self._level += 1
        return True


async def serve(websocket: WebSocket, shared: Shared, login: str = "") -> None:
    """Serve an accepted connection until one side ends it; `login` is the key of the one that it came with."""
    try:
        hello = await _greet(websocket, shared, login)
        space, points = await _open(shared, hello)
        await _Session(websocket, shared, hello, space, login).run(points)
    except WebSocketDisconnect:
        return
    except Malformed as error:
        await _close(websocket, MALFORMED, str(error))
    except SlowReader:
        await _close(websocket, MALFORMED, "Too much is unread.")
    except Closing as end:
        await _close(websocket, end.code, end.reason)


async def _greet(websocket: WebSocket, shared: Shared, login: str) -> Hello:
    try:
        hello = read_hello(await asyncio.wait_for(_text(websocket), HELLO_S))
    except TimeoutError:
        raise Closing(NO_TOKEN, "No hello came in time.") from None
    if not shared.tokens.redeem(hello.token, hello.session, hello.space, login):
        raise Closing(NO_TOKEN, "The token is unknown, stale, used or another session's.")
    if hello.before and owner(hello.before) == owner(hello.session):  # not of who used this browser before
        shared.runs.inherit(hello.session, hello.before)
    return hello


async def _open(shared: Shared, hello: Hello) -> tuple[Space, bytes]:
    if Path(hello.space).name != hello.space:
        raise Closing(NO_SPACE, "A space is the name of a folder.")
    try:
        space = await asyncio.to_thread(shared.engine.open, shared.root / hello.space)
    except BundleError as error:
        raise Closing(NO_SPACE, error.problem) from error
    if promised(space.kind, Frames) is None:
        raise Closing(NO_SPACE, "Nothing is shown live of its kind of networks.")
    return space, await asyncio.to_thread(map_message, space)


class _Session:
    def __init__(self, websocket: WebSocket, shared: Shared, hello: Hello, space: Space, login: str) -> None:
        self._websocket = websocket
        self._shared = shared
        self._hello = hello
        self._space = space
        self._login = login
        self._outbox = Outbox(shared.service.wake)
        self._meter = Meter()

    async def run(self, points: bytes) -> None:
        device = self._shared.engine.device.type
        await self._send({"type": "ready", "engine": device, "session_token": self._token()})
        await self._send(self._outbox.sent(points))
        client = await asyncio.to_thread(self._shared.service.join, self._space, self._outbox.put, self._outbox.room)
        learning = asyncio.ensure_future(self._tell_directions())
        tasks = [
            asyncio.ensure_future(task)
            for task in (
                self._listen(client),
                self._talk(),
                self._renew(),
                self._watch(client),
                self._outbox.overflowed(),
            )
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()  # raises what ended it
        finally:
            self._shared.service.leave(client)
            tasks.append(learning)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _tell_directions(self) -> None:
        """Say along which directions the space can be moved: the first time, they are a second's work."""
        learned = await asyncio.to_thread(directions, self._space)
        self._outbox.say(await asyncio.to_thread(directions_text, self._space, learned))

    async def _talk(self) -> None:
        while True:
            await self._send(await self._outbox.get())

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_S)
            self._outbox.say({"type": "token", "token": self._token()})

    async def _watch(self, client: ClientQueue) -> None:
        """Tell of the session's optimization, whoever began it, and of the points that it kept."""
        feed = RunFeed(self._shared.runs, self._hello.session, self._space)
        while True:
            if self._outbox.unread == 0:  # else the next look has more to tell
                latents, texts = feed.news()
                self._shared.service.tell(client, latents)
                for text in texts:
                    self._outbox.say(text)
            await asyncio.sleep(WATCH_S)

    async def _listen(self, client: ClientQueue) -> None:
        told = -WORD_S
        while True:
            text = await _text(self._websocket)
            await asyncio.sleep(0)  # a flood of messages must leave turns to everybody else
            if not self._meter.allows():
                if time.monotonic() - told >= WORD_S:
                    told = time.monotonic()
                    self._complain(None, "Messages come too fast.", f"Send at most {RATE} a second.")
                # Merely to read and drop them took the frames of all others two thirds of their rate. What is not read
                # waits with its sender: the server below reads no further than a message that nobody has taken.
                await asyncio.sleep(PAUSE_S)
                continue
            try:
                message = read_message(text, len(self._space))
                if isinstance(message, OptimizeMessage):
                    await asyncio.to_thread(self._begin, client, message)  # a target's surface takes a moment
                else:
                    self._dispatch(client, message)
            except ExplorerError as error:
                self._complain(_seq(text), error.problem, error.remedy)

    def _dispatch(self, client: ClientQueue, message: Message) -> None:
        service = self._shared.service
        match message:
            case WantMessage(seq, places, moving):
                service.want(client, seq, places, moving)
            case MeasureMessage(place):
                service.gauge(client, place)
            case PathMessage(anchors, kind, spline, slot):
                service.travel(client, anchors, kind, spline, slot)
            case ThumbsMessage(ids, colour):
                service.picture(client, ids, colour)
            case SheetMessage(columns, box, colour):
                service.cover(client, columns, box, colour)
            case SheetStop():
                service.uncover(client)
            case TerrainMessage(on):
                service.survey(client, on)
            case OptimizeControl(action):
                control(self._shared.runs, self._hello.session, self._space, action)
            case Ping(n):
                self._outbox.say({"type": "pong", "n": n})
            case Have(n):
                self._outbox.acknowledge(n)

    def _begin(self, client: ClientQueue, message: OptimizeMessage) -> None:
        source = None if message.start is None else self._shared.service.source(client, message.start)
        begin(self._shared.runs, self._hello.session, self._shared.engine, self._space, message, source)

    def _complain(self, seq: int | None, problem: str, remedy: str) -> None:
        self._outbox.say({"type": "error", "seq": seq, "problem": problem, "remedy": remedy})

    def _token(self) -> str:
        return self._shared.tokens.issue(self._hello.session, self._hello.space, self._login)

    async def _send(self, payload: bytes | dict[str, object]) -> None:
        try:
            async with asyncio.timeout(SEND_S):
                if isinstance(payload, bytes):
                    await self._websocket.send_bytes(payload)
                else:
                    await self._websocket.send_text(json.dumps(payload, separators=(",", ":")))
        except TimeoutError:
            raise SlowReader from None


async def _text(websocket: WebSocket) -> str:
    """The next message.

    Raises:
        Malformed: it is binary.
        WebSocketDisconnect: there is none any more.
    """
    message = await websocket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1000))
    text = message.get("text")
    if not isinstance(text, str):
        raise Malformed("A message is text.")
    return text


def _seq(text: str) -> int | None:
    """The number of a message that was wrong otherwise."""
    seq = json.loads(text).get("seq")
    return seq if isinstance(seq, int) and not isinstance(seq, bool) else None


async def _close(websocket: WebSocket, code: int, reason: str) -> None:
    try:
        async with asyncio.timeout(CLOSE_S):  # one that reads nothing takes no goodbye either
            await websocket.close(code, reason.encode()[:120].decode(errors="ignore"))
    except (RuntimeError, WebSocketDisconnect, TimeoutError):  # it was closed already, or does not listen
        logger.debug("A connection ended before it was closed with %d.", code)
