"""Clients that a server must bear: one that sends as fast as it can, and one that stops reading.

The first is a process of its own (as a module it reads what to do from its standard input): in the measuring process
it would take the time of those who are measured.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from explorer.bench.pages import Door
from explorer.bench.serving import REPO
from explorer.bench.viewers import MOVES, entered, greet, say
from explorer.errors import BenchError

BEGUN = b"begun\n"
PINGS = 14  # to a move of a client that reads nothing: below the rate at which the server complains


async def flood(door: Door, anchors: Sequence[int], seconds: float, begun: asyncio.Event) -> int:
    """A client in a hurry, in a process of its own; gives how many messages it could send.

    Raises:
        BenchError: it could not get in.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "explorer.bench.unruly", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        cwd=REPO,
    )  # fmt: skip
    asked = json.dumps({"door": asdict(door), "anchors": list(anchors), "seconds": seconds})
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(asked.encode())
    process.stdin.close()
    if await process.stdout.readline() == BEGUN:
        begun.set()
    sent = await process.stdout.read()
    if await process.wait():
        raise BenchError("The client that sends as fast as it can ended early.", "Look at what it printed.")
    return int(sent)


async def deaf(door: Door, anchors: Sequence[int], seconds: float, begun: asyncio.Event) -> int:
    """A client that says what it wants and reads nothing; gives how many messages it could send."""
    sent = 0
    with suppress(ConnectionClosed, OSError):  # the server may end it: that is a good answer
        async with connect(
            door.address, origin=door.url, ping_interval=None, close_timeout=1, max_queue=1, compression=None  # type: ignore[arg-type]
        ) as socket:  # fmt: skip
            await greet(socket, door)
            begun.set()
            for k in range(int(seconds * MOVES)):
                place = {"kind": "network", "id": anchors[k % len(anchors)]}
                await say(socket, {"type": "want", "seq": k, "places": [place], "moving": True})
                for n in range(PINGS):
                    await say(socket, {"type": "ping", "n": n})
                sent += 1 + PINGS
                await asyncio.sleep(1 / MOVES)
    return sent


async def _rush(door: Door, anchors: Sequence[int], seconds: float) -> int:
    async with entered(door, anchors) as viewer:
        listening = asyncio.ensure_future(viewer.listen())
        sys.stdout.buffer.write(BEGUN)
        sys.stdout.flush()
        await viewer.rush(seconds)
        viewer.abort()
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
        return viewer.seen.moves


def _main() -> None:
    asked = json.load(sys.stdin)
    sys.stdout.write(str(asyncio.run(_rush(Door(**asked["door"]), asked["anchors"], asked["seconds"]))))


if __name__ == "__main__":
    _main()
