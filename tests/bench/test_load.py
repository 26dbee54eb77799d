"""Many live views at once, on a real server and the small space: nobody is left out, and nothing piles up.

How fast and how fair it is depends on the machine: `bench viewers` measures that. Here is what must hold on any.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from explorer.bench.load import summed
from explorer.bench.pages import Door
from explorer.bench.unruly import deaf
from explorer.bench.viewers import Seen, Viewer, entered, together
from explorer.explore.live.requests import Reply
from explorer.ui import resources
from explorer.ui.live import route, session
from explorer.ui.live.outbox import BULK, MAX_TEXTS, Outbox
from tests.ui.live.test_route import Server, serving

VIEWS = 5
SECONDS = 2.0
LONG_S = 300.0


class Counted(Outbox):
    """An outbox that remembers the most that it held."""

    made: list[Counted] = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self, wake: Callable[[], None]) -> None:
        super().__init__(wake)
        self.most = {"texts": 0, "frames": 0, "bulk": 0}
        self.made.append(self)

    def _take(self, reply: Reply) -> None:
        super()._take(reply)
        held = {"texts": self._texts, "frames": self._frames, "bulk": self._bulk}
        self.most = {name: max(self.most[name], len(these)) for name, these in held.items()}


@pytest.fixture
def server(tiny_space_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    shutil.copytree(tiny_space_dir / "tiny", tmp_path / "tiny")
    monkeypatch.setattr(session, "Outbox", Counted)
    Counted.made.clear()
    with serving(tmp_path) as made:
        yield made


def door(server: Server, name: str) -> Door:
    token = resources.tokens().issue(name, "tiny")
    return Door(server.origin, route.SOCKET_PATH, name, token, "tiny")


def in_loop(work: Any) -> Any:
    async def run() -> Any:
        return await asyncio.wait_for(work(), LONG_S)

    with ThreadPoolExecutor(1) as thread:  # the browser tests' playwright leaves a running event loop in this one
        return thread.submit(lambda: asyncio.run(run())).result()


async def answered(viewer: Viewer) -> None:
    """Until the newest move has its frame, and nothing more is to come."""
    while viewer.answered < viewer.seen.moves and not viewer.seen.errors:
        await asyncio.sleep(0.01)


def test_views_that_drag_at_once_all_get_their_frames(server: Server) -> None:
    async def work() -> list[Viewer]:
        async with AsyncExitStack() as stack:
            viewers = [
                await stack.enter_async_context(entered(door(server, f"view-{k}"), (k, 20 - k), k / VIEWS))
                for k in range(VIEWS)
            ]
            await together(viewers, SECONDS)
            listening = [asyncio.ensure_future(viewer.listen()) for viewer in viewers]
            await asyncio.gather(*(answered(viewer) for viewer in viewers))
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)
            return viewers

    viewers = in_loop(work)
    assert [viewer.seen.errors for viewer in viewers] == [[]] * VIEWS
    assert all(viewer.seen.moves == 44 == viewer.answered for viewer in viewers), "the last move of each has its frame"
    assert all(1 <= len(viewer.seen.waits) <= 44 for viewer in viewers)
    assert len(Counted.made) == VIEWS
    for outbox in Counted.made:
        assert outbox.most["frames"] <= 2
        assert outbox.most["bulk"] <= BULK + 1


def test_a_view_beside_one_that_reads_nothing_gets_its_frames(server: Server) -> None:
    async def work() -> Viewer:
        async with entered(door(server, "view"), (0, 20)) as viewer:
            begun = asyncio.Event()
            other = asyncio.ensure_future(deaf(door(server, "deaf"), (1, 2, 3), SECONDS, begun))
            await begun.wait()
            await together([viewer], SECONDS)
            listening = asyncio.ensure_future(viewer.listen())
            await answered(viewer)
            await other
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            return viewer

    viewer = in_loop(work)
    assert viewer.seen.errors == []
    assert viewer.answered == viewer.seen.moves
    for outbox in Counted.made:
        assert outbox.most["texts"] <= MAX_TEXTS + 1
        assert outbox.most["frames"] <= 2
        assert outbox.most["bulk"] <= BULK + 1


def test_a_load_is_summed_and_judged() -> None:
    good = summed("2 views", 2.0, [Seen([0.01] * 40), Seen([0.03] * 30)], (1.0, 1000.0, 1050.0))
    assert (good.frames_s, good.share, good.growth, good.kept, good.faults) == ((20.0, 15.0), 0.75, 5.0, None, [])
    assert (good.median_ms, good.p95_ms) == (10.0, 30.0)
    few = [Seen([0.01] * 5, errors=["oh"]), Seen([0.01] * 28)]
    bad = summed("2 views", 2.0, few, (1.0, 1000.0, 1060.0), good)
    assert bad.kept == 0.125
    assert [fault.split()[0] for fault in bad.faults] == ["1", "the", "memory", "a"]
    none = summed("1 view", 2.0, [Seen(errors=["The connection ended."])], (1.0, 1000.0, 1000.0))
    assert none.share == 0.0
    assert len(none.faults) == 2
