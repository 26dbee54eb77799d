"""The live component as a hand meets it: a real Chromium drags, beside the same journey by `st.slider` and a rerun.

The browser keeps its own times (`explorer/ui/live/src/shell/stats.ts`).
WebGL is drawn by the processor (SwiftShader) where there is no GPU: then browser, server and engine share its cores.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Page

from explorer.bench.driving import chromium, served, settle, times_drawn, wait_drawn

FRAME_MS = 1000 / 60
CLOCK_MS = 1.0  # what a browser's clock and its compositor's beat may differ by on a display of 60 Hz
DRAG_SECONDS = 6.0
RESTS = 8
SLIDES = 12
APP = "document.querySelector('.explorer-live')?.explorer"
TRACK = "Place on the path from A to B"
READY_MS = 60_000
MOVE = """([name, milliseconds]) => new Promise(done => {
  const track = document.querySelector(`[role=slider][aria-label="${name}"]`), box = track.getBoundingClientRect();
  const start = performance.now();
  let moves = 0;
  const move = () => {
    const passed = performance.now() - start;
    if (passed > milliseconds) return done(moves);
    const clientX = box.x + (0.5 - 0.4 * Math.cos(2 * Math.PI * passed / 4000)) * box.width;
    const clientY = box.y + box.height / 2;
    track.dispatchEvent(new PointerEvent("pointermove", {pointerId: 1, bubbles: true, buttons: 1, clientX, clientY}));
    moves += 1;
    requestAnimationFrame(move);
  };
  move();
})"""


@dataclass(frozen=True)
class Measure:
    """One number of the drag, beside the same by `st.slider` where there is one.

    Attributes:
        row: what was measured.
        value: the median, or the share or count that `row` names.
        unit: of `value`.
        low: 10th percentile of the single values; equal to `value` where there is only one.
        high: 90th percentile.
        aim: what is wanted: at most, or at least (`row` says which).
        baseline: what it is compared with, and its value in the same unit; None where nothing is comparable.
        ratio: how many times better than the baseline; None without one.
        note: how many values there were.
    """

    row: str
    value: float
    unit: str
    low: float
    high: float
    aim: float
    baseline: float | None = None
    ratio: float | None = None
    note: str = ""


def run_browser_bench(space: Path, progress: Callable[[str], None]) -> list[Measure]:
    """Measure the drag in a space's folder.

    Args:
        space: the space; the app is started on the folder that holds it.
        progress: told what is being measured.
    """
    with served(space.resolve().parent) as url, chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        progress("choosing B")
        open_live(page, f"{url}/?space={space.name}")
        chosen = [_choose_b(page, step) for step in range(4)]
        progress("dragging")
        drag, seconds = drag_journey(page, DRAG_SECONDS)
        progress("resting")
        rests = [_rest(page, 0.15 + 0.7 * k / (RESTS - 1)) for k in range(RESTS)]
        page.close()
        progress("the same by st.slider")
        plain = browser.new_page(viewport={"width": 1440, "height": 900})
        slides = _slide(plain, f"{url}/?space={space.name}&plain=1")
        plain.close()
    return _measures(chosen, drag, seconds, rests, slides)


def open_live(page: Page, url: str) -> None:
    """Open the app, and wait until it shows an exact frame of a path."""
    page.goto(url)
    ready = f"() => {APP}?.viewer.shown(0) && {APP}.stats.exact.length"
    page.wait_for_function(ready, timeout=READY_MS)
    settle(page)


def track_box(page: Page) -> dict[str, float]:
    """Where the journey's track is on the page."""
    box = page.get_by_role("slider", name=TRACK, exact=True).bounding_box()
    assert box is not None, "the journey's track is not on the page"
    return {"x": float(box["x"]), "y": float(box["y"]), "width": float(box["width"]), "height": float(box["height"])}


def drag_journey(page: Page, seconds: float) -> tuple[dict[str, Any], float]:
    """Drag the handle to and fro; gives the browser's times of it, and how long it took in seconds.

    The mouse is pressed and released by Playwright; in between the page moves it at every animation frame
    (`MOVE`), as a hand does: Playwright itself gets only about twenty movements a second through.
    """
    box = track_box(page)
    page.evaluate(f"() => {APP}.stats.clear()")
    page.mouse.move(box["x"] + 0.1 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    start = time.monotonic()
    moves = int(page.evaluate(MOVE, [TRACK, 1000 * seconds]))
    passed = time.monotonic() - start
    stats = _stats(page)
    page.mouse.up()
    return stats | {"moves": moves}, passed


def _choose_b(page: Page, step: int) -> dict[str, Any]:
    """Choose another B as a user does: click a network, press the button; gives the browser's times of the path."""
    count = int(page.evaluate(f"() => {APP}.data.count"))
    x, y = page.evaluate(f"id => {APP}.map.pointOnScreen(id)", (step + 1) * count // 6)
    page.mouse.click(x, y)
    page.get_by_role("button", name="Set as B").wait_for(timeout=READY_MS)
    page.evaluate(f"() => {APP}.stats.clear()")
    page.get_by_role("button", name="Set as B").click()
    page.wait_for_function(f"() => {APP}.stats.allAheadMs.length", timeout=READY_MS)
    return _stats(page)


def _stats(page: Page) -> dict[str, Any]:
    """The browser's own times so far."""
    stats: dict[str, Any] = page.evaluate(f"() => JSON.parse(JSON.stringify({APP}.stats))")
    return stats


def _rest(page: Page, share: float) -> float:
    """Move the handle and let go; milliseconds from there to the frame at 256^3."""
    box = track_box(page)
    page.evaluate(f"() => {APP}.stats.clear()")
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2, steps=8)
    page.mouse.up()
    page.wait_for_function(f"() => {APP}.stats.restMs.some(r => r.resolution === 256)", timeout=READY_MS)
    return float(page.evaluate(f"() => {APP}.stats.restMs.find(r => r.resolution === 256).ms"))


def _slide(page: Page, url: str) -> list[float]:
    """Milliseconds from a key on `st.slider` to the drawn shape."""
    page.goto(url)
    wait_drawn(page, "shape")
    settle(page)
    slider = page.get_by_role("slider", name="From A to B")
    taken = []
    for _ in range(SLIDES):
        drawn = times_drawn(page, "shape")
        slider.focus()
        start = time.perf_counter()
        slider.press("ArrowRight")
        wait_drawn(page, "shape", drawn)
        taken.append(1000 * (time.perf_counter() - start))
        settle(page)
    return taken


def _measures(
    chosen: Sequence[dict[str, Any]], drag: dict[str, Any], seconds: float, rests: Sequence[float], slides: list[float]
) -> list[Measure]:
    slide = float(np.median(slides))
    exact = [frame["latency"] for frame in drag["exact"]]
    beats = np.array(drag["drag"])
    at_64 = [frame["bytes"] for frame in (*drag["frameBytes"], *chosen[0]["frameBytes"]) if frame["resolution"] == 64]
    on_time = 100 * float((beats <= FRAME_MS + CLOCK_MS).mean()) if len(beats) else 0.0
    rate = len(exact) / seconds
    first = [value for stats in chosen for value in stats["firstPathMs"]]
    ahead = [value for stats in chosen for value in stats["allAheadMs"]]
    return [
        _measure("from B chosen to the first shape of the path, at most", first, "ms", 500, slide),
        _measure("from B chosen to all 33 frames, at most", ahead, "ms", 3000, 33 * slide),
        Measure("animation frames on time in the drag, at least", on_time, "%", on_time, on_time, 99,
                note=f"{len(beats)} frames, 16.7 ms and {CLOCK_MS:g} ms for the clock"),
        Measure("exact frames while dragging, at least", rate, "1/s", rate, rate, 30, 1000 / slide,
                round(rate * slide / 1000, 1),
                note=f"{len(exact)} frames for {drag['moves']} movements in {seconds:.1f} s"),
        _measure("from a moved hand to its exact frame, at most", exact, "ms", 60, slide),
        _measure("from letting go to the frame at 256^3, at most (95th percentile)", rests, "ms", 400, None, 95),
        _measure("bytes a frame at 64^3, at most", at_64, "bytes", 120_000, None),
    ]  # fmt: skip


def _measure(
    row: str, values: Sequence[float], unit: str, aim: float, baseline: float | None, percentile: float = 50
) -> Measure:
    if not values:
        return Measure(row, math.nan, unit, math.nan, math.nan, aim, baseline, note="no values")
    low, value, high = (round(float(v), 1) for v in np.percentile(values, (10, percentile, 90)))
    ratio = None if baseline is None else round(baseline / value, 1)
    return Measure(row, value, unit, low, high, aim, baseline, ratio, f"{len(values)} values")
