"""The live view of pictures under a real hand: what is drawn on the canvas is what the network gives, to the pixel."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page

from explorer.bench.browser import APP, TRACK, track_box
from explorer.bench.driving import DRAW_MILLISECONDS, served, settle
from explorer.explore.engine.engine import Decoded, Engine
from explorer.explore.travel.paths import PathKind, latent_at, make_path
from explorer.kinds.images.rendering import picture_of
from explorer.kinds.images.space import ImageSpace

pytestmark = pytest.mark.browser

READY = f"() => {APP}?.viewer.shown(0)?.picture"
DRAWN = """selector => {
  const canvas = document.querySelector(selector);
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return {side: canvas.width, grey: Array.from(data).filter((_, i) => i % 4 === 0)};
}"""
MAIN = ".nx-picture-main canvas"


@pytest.fixture(scope="module")
def pictures_url(tiny_pictures_dir: Path) -> Iterator[str]:
    with served(tiny_pictures_dir) as url:
        yield url


def open_pictures(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function(READY, timeout=DRAW_MILLISECONDS)
    settle(page)


def wait_at(page: Page, share: float) -> dict[str, Any]:
    """Wait for an exact frame at a share of the path; gives what is drawn."""
    page.wait_for_function(
        f"() => {{ const f = {APP}.viewer.shown(0);"
        f" return f?.picture && f.place.kind === 'path' && Math.abs(f.place.t - {share}) < 0.02; }}",
        timeout=DRAW_MILLISECONDS,
    )
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    drawn: dict[str, Any] = page.evaluate(DRAWN, MAIN)
    return drawn


def test_the_picture_moves_under_the_hand(page: Page, pictures_url: str, requested: list[str]) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    open_pictures(page, f"{pictures_url}/?t=0.05")
    box = track_box(page)
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.05 * box["width"], y)
    page.mouse.down()
    seen = []
    for share in (0.1, 0.5, 0.95):
        page.mouse.move(box["x"] + share * box["width"], y, steps=6)
        seen.append(wait_at(page, share))
    page.mouse.up()
    assert not faults
    for one, other in itertools.pairwise(seen):
        assert one != other
    assert all(len(set(one["grey"])) > 8 for one in seen), "a picture has shades"
    assert all(
        address.startswith((pictures_url, pictures_url.replace("http", "ws"), "data:", "blob:"))
        for address in requested
    )


def test_what_is_drawn_is_what_the_network_gives(page: Page, pictures_url: str, tiny_pictures: ImageSpace) -> None:
    open_pictures(page, f"{pictures_url}/?a=3&b=9&t=0.5&path=straight")
    wait_at(page, 0.5)
    page.wait_for_function(f"() => !{APP}.waiting", timeout=DRAW_MILLISECONDS)
    drawn = page.evaluate(DRAWN, MAIN)
    latent = latent_at(make_path(tiny_pictures, 3, 9, PathKind.STRAIGHT), 0.5)
    wanted = picture_of(Engine("cpu"), tiny_pictures, Decoded.of(latent), drawn["side"])[..., 0]
    np.testing.assert_allclose(np.reshape(drawn["grey"], wanted.shape), wanted.astype(float), atol=2)


def test_a_network_stands_beside_its_input_and_its_original(page: Page, pictures_url: str) -> None:
    open_pictures(page, f"{pictures_url}/?view=network&id=5")
    page.wait_for_function(f"() => {APP}.viewer.shown(0).beside.length === 2", timeout=DRAW_MILLISECONDS)
    small = page.locator(".nx-picture-small")
    assert small.count() == 2
    said = small.all_inner_texts()
    assert any("input" in text.lower() for text in said), said
    assert any("original" in text.lower() for text in said), said
    assert "dB" in page.locator(".nx-picture-facts").first.inner_text()


def test_two_paths_are_compared(page: Page, pictures_url: str) -> None:
    open_pictures(page, f"{pictures_url}/?t=0.5&path=zoo&versus=raw")
    page.wait_for_function(f"() => {APP}.viewer.shown(1)?.picture", timeout=DRAW_MILLISECONDS)
    assert page.locator(f"{MAIN}:visible").count() == 2


def test_the_keyboard_moves_the_path(page: Page, pictures_url: str) -> None:
    open_pictures(page, f"{pictures_url}/?t=0.5")
    before = page.evaluate(DRAWN, MAIN)
    page.get_by_role("slider", name=TRACK, exact=True).focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight")
    after = wait_at(page, page.evaluate(f"() => {APP}.state.t"))
    assert page.evaluate(f"() => {APP}.state.t") > 0.5
    assert after != before
