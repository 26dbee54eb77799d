from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from explorer.explore.live.requests import Reply
from explorer.ui.live.outbox import BULK, MAX_TEXTS, WINDOW, Outbox, SlowReader


class Woken:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1


def in_loop(test: Callable[[Outbox, Woken], Coroutine[Any, Any, None]]) -> None:
    async def run() -> None:
        woken = Woken()
        await asyncio.wait_for(test(Outbox(woken), woken), 20)

    with ThreadPoolExecutor(1) as thread:  # the browser tests' playwright leaves a running event loop in this one
        thread.submit(lambda: asyncio.run(run())).result()


async def settle() -> None:
    """Let what other threads handed in arrive."""
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def test_texts_go_before_frames_and_these_before_the_rest() -> None:
    async def test(outbox: Outbox, _: Woken) -> None:
        outbox.put(Reply(b"ahead", bulk=True))
        outbox.put(Reply(b"frame", slot=0))
        outbox.put(Reply({"type": "course"}))
        await settle()
        assert [await outbox.get() for _ in range(3)] == [{"type": "course"}, b"frame", b"ahead"]

    in_loop(test)


def test_of_unsent_frames_the_newest_of_each_slot_is_left() -> None:
    async def test(outbox: Outbox, _: Woken) -> None:
        for k in range(100):
            outbox.put(Reply(b"%d" % k, slot=k % 2))
        await settle()
        assert {await outbox.get(), await outbox.get()} == {b"98", b"99"}
        waiting = asyncio.ensure_future(outbox.get())
        await settle()
        assert not waiting.done()
        outbox.put(Reply(b"100", slot=0))
        assert await waiting == b"100"

    in_loop(test)


def test_there_is_room_for_a_few_frames_ahead() -> None:
    async def test(outbox: Outbox, woken: Woken) -> None:
        for k in range(BULK):
            assert outbox.room()
            outbox.put(Reply(b"%d" % k, bulk=True))
        assert not outbox.room(), "the answer must not wait for the event loop"
        await settle()
        assert await outbox.get() == b"0"
        assert outbox.room()
        assert woken.times == 1

    in_loop(test)


def test_the_end_of_a_sheet_keeps_its_place_behind_the_tiles() -> None:
    async def test(outbox: Outbox, _: Woken) -> None:
        outbox.put(Reply(b"tile", bulk=True))
        outbox.put(Reply({"type": "sheet_done"}, bulk=True))
        await settle()
        assert [await outbox.get(), await outbox.get()] == [b"tile", {"type": "sheet_done"}]

    in_loop(test)


def test_a_browser_that_counts_is_never_far_behind() -> None:
    async def test(outbox: Outbox, woken: Woken) -> None:
        outbox.sent(b"map")
        outbox.acknowledge(1)
        big = bytes(WINDOW // 2 + 1)
        for _ in range(2):
            outbox.put(Reply(big, slot=0))
            await settle()
            await outbox.get()
        assert not outbox.room()
        outbox.put(Reply(b"new", slot=0))
        outbox.put(Reply(b"newer", slot=0))
        waiting = asyncio.ensure_future(outbox.get())
        await settle()
        assert not waiting.done(), "it piles up on the way"
        before = woken.times
        outbox.acknowledge(3)
        assert await waiting == b"newer"
        assert woken.times > before
        assert outbox.room()
        outbox.acknowledge(10**9)  # a wrong count is no harm

    in_loop(test)


def test_a_browser_that_reads_nothing_is_given_up() -> None:
    async def test(outbox: Outbox, _: Woken) -> None:
        for k in range(MAX_TEXTS + 1):
            outbox.say({"n": k})
        with pytest.raises(SlowReader):
            await outbox.get()

    in_loop(test)


def test_a_browser_that_takes_nothing_is_given_up_too_and_holds_no_more_than_that() -> None:
    """As when a message is stuck on its way out, and nobody asks for the next."""

    async def test(outbox: Outbox, _: Woken) -> None:
        watching = asyncio.ensure_future(outbox.overflowed())
        for k in range(MAX_TEXTS + 1):
            outbox.say({"n": k})
        await settle()
        assert not watching.done()
        for k in range(1_000):
            outbox.put(Reply({"n": k}))
            outbox.put(Reply(b"frame", slot=k % 2))
        await settle()
        assert outbox.unread == MAX_TEXTS + 1
        with pytest.raises(SlowReader):
            await watching

    in_loop(test)


def test_a_reply_after_the_end_is_no_harm() -> None:
    made: list[Outbox] = []

    async def test(outbox: Outbox, _: Woken) -> None:
        made.append(outbox)

    in_loop(test)
    made[0].put(Reply(b"late", slot=0))
