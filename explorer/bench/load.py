"""How the server bears many live views: what each of them gets, and what memory it takes."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from explorer.bench.pages import Door, opened
from explorer.bench.serving import Running, resident, running
from explorer.bench.unruly import deaf, flood
from explorer.bench.viewers import Seen, entered, together
from explorer.space.bundle import load_space

BESIDE = 5  # views beside one that misbehaves
MINUTE_S = 60.0
GROWTH = 5.0  # % that memory may grow by after the first minute
Beside = Callable[[Door, Sequence[int], float, asyncio.Event], Awaitable[int]]
"""A client that misbehaves for some seconds; sets the event when it begins, and gives how many messages it sent."""

SHARE = 0.5  # of the fastest view's frames that the slowest has at least; of what a view has without a misbehaving one


@dataclass(frozen=True)
class Load:
    """What some views had.

    Attributes:
        case: how many they were, and who was beside them.
        seconds: how long they dragged.
        frames_s: exact frames a second of each.
        median_ms: from a move to its exact frame, of all views.
        p95_ms: the 95th percentile of the same.
        share: the slowest view's frames, of the fastest's.
        errors: how many there were, and the first.
        warm_s: seconds after which memory is first read.
        warm_mib: resident memory of the server then.
        end_mib: the same at the end.
        growth: in %, from the one to the other.
        kept: beside one that misbehaves: the least share of its frames that a view kept; None otherwise.
    """

    case: str
    seconds: float
    frames_s: tuple[float, ...]
    median_ms: float
    p95_ms: float
    share: float
    errors: tuple[int, str]
    warm_s: float
    warm_mib: float
    end_mib: float
    growth: float
    kept: float | None = None

    @property
    def faults(self) -> list[str]:
        """What is not as it should be, in words."""
        found = [f"{self.errors[0]} errors, the first: {self.errors[1]}"] if self.errors[0] else []
        if self.share < SHARE:
            found.append(f"the slowest view has {self.share:.0%} of the fastest's frames")
        if self.growth > GROWTH:
            found.append(f"memory grew by {self.growth:.1f} %")
        if self.kept is not None and self.kept < SHARE:
            found.append(f"a view kept {self.kept:.0%} of its frames")
        return found


def run_load(
    space: Path, clients: Sequence[int], seconds: float, progress: Callable[[str], None], *, unruly: bool = True
) -> list[Load]:
    """Measure views in a space's folder, on a server started for this.

    Args:
        space: the space; the app is started on the folder that holds it.
        clients: how many views at once, case by case.
        seconds: of each case.
        progress: told what is being measured.
        unruly: whether two more cases follow: `BESIDE` views, and with them one that sends as fast as it can, then one
            that reads nothing.

    Raises:
        BundleError: there is no such space.
    """
    count = len(load_space(space))
    with running(space.resolve().parent) as server:
        return asyncio.run(_Cases(server, space.name, count, seconds, progress).all(clients, unruly=unruly))


class _Cases:
    def __init__(
        self, server: Running, space: str, count: int, seconds: float, progress: Callable[[str], None]
    ) -> None:
        self._server = server
        self._space = space
        self._count = count
        self._seconds = seconds
        self._progress = progress

    async def all(self, clients: Sequence[int], *, unruly: bool) -> list[Load]:
        done = {n: await self._views(n, _views(n)) for n in clients}
        loads = list(done.values())
        if not unruly:
            return loads
        alone = done[BESIDE] if BESIDE in done else await self._views(BESIDE, _views(BESIDE))
        rushing = await self._views(BESIDE, f"{_views(BESIDE)}, one that sends as fast as it can", flood, alone)
        silent = await self._views(BESIDE, f"{_views(BESIDE)}, one that reads nothing", deaf, alone)
        return [*loads, *([alone] if BESIDE not in done else []), rushing, silent]

    async def _views(self, count: int, case: str, beside: Beside | None = None, alone: Load | None = None) -> Load:
        self._progress(case)
        async with AsyncExitStack() as stack:
            viewers = [
                await stack.enter_async_context(entered(await self._door(stack), self._anchors(k), k / count))
                for k in range(count)
            ]
            other = None
            if beside is not None:
                begun = asyncio.Event()
                door = await self._door(stack)
                other = asyncio.ensure_future(beside(door, self._anchors(count), self._seconds, begun))
                waiting = asyncio.ensure_future(begun.wait())
                await asyncio.wait((other, waiting), return_when=asyncio.FIRST_COMPLETED)
                waiting.cancel()
            warm_s = min(MINUTE_S, self._seconds / 2)
            reading = asyncio.ensure_future(self._later(warm_s))
            await together(viewers, self._seconds)
            end = resident(self._server.pid)
            warm = await reading
            if other is not None:
                sent = await other
                case = f"{case} ({sent:,} messages)"
        return summed(case, self._seconds, [viewer.seen for viewer in viewers], (warm_s, warm, end), alone)

    async def _door(self, stack: AsyncExitStack) -> Door:
        return await stack.enter_async_context(opened(self._server.url, self._space))

    async def _later(self, seconds: float) -> float:
        await asyncio.sleep(seconds)
        return resident(self._server.pid)

    def _anchors(self, k: int) -> tuple[int, int]:
        """The ends of a path that no other view has."""
        return (37 * k) % self._count, (37 * k + self._count // 2) % self._count


def summed(
    case: str, seconds: float, views: Sequence[Seen], memory: tuple[float, float, float], alone: Load | None = None
) -> Load:
    """What views had, as one row.

    Args:
        case: its name.
        seconds: how long they dragged.
        views: what came to each.
        memory: seconds after which it was first read, MiB then, and MiB at the end.
        alone: the same views without the one beside them.
    """
    frames = tuple(round(len(view.waits) / seconds, 2) for view in views)
    waits = [1000 * wait for view in views for wait in view.waits]
    median, p95 = np.percentile(waits, (50, 95)) if waits else (math.nan, math.nan)
    errors = [error for view in views for error in view.errors]
    kept = None if alone is None else min(n / of for n, of in zip(frames, alone.frames_s, strict=True) if of)
    warm_s, warm, end = memory
    return Load(
        case, seconds, frames, round(float(median), 1), round(float(p95), 1),
        round(min(frames) / max(frames), 3) if any(frames) else 0.0,
        (len(errors), errors[0] if errors else ""),
        warm_s, round(warm, 1), round(end, 1), round(100 * (end / warm - 1), 1), kept and round(kept, 3),
    )  # fmt: skip


def _views(count: int) -> str:
    return "1 view" if count == 1 else f"{count} views"
