"""What the screen must not do: hide, lose the focus, or say of a network what is not so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS
from explorer.bench.serving import running

pytestmark = pytest.mark.browser

SHOWN = f"() => {APP}?.viewer.shown(0) && !{APP}.waiting"


def open_view(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function(SHOWN, timeout=DRAW_MILLISECONDS)


def test_on_a_projector_map_shape_and_path_are_in_sight(page: Page, app_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 720})
    open_view(page, app_url)
    for part in (".nx-pane-map", ".nx-pane-viewer", ".nx-slider", ".nx-handle", ".nx-play"):
        box = page.locator(part).bounding_box()
        assert box is not None, part
        assert box["y"] >= 0, part
        assert box["y"] + box["height"] <= 720, part
    assert page.evaluate("() => scrollY") == 0
    assert "in one piece" in page.locator(".nx-where").inner_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "height", "density", "scheme"),
    [
        (1920, 1080, 1, "light"), (1024, 768, 1, "dark"), (800, 600, 1, "light"), (640, 360, 2, "dark"),
        (390, 844, 2, "light"),
    ],
)  # fmt: skip
def test_at_every_size_nothing_is_cut_off_aside(
    browser: Browser, app_url: str, width: int, height: int, density: int, scheme: Literal["light", "dark"]
) -> None:
    """640 x 360 at two pixels a point: 1280 x 720 at 200 %."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=density, color_scheme=scheme
    )
    page = context.new_page()
    open_view(page, app_url)
    for part in (
        page.get_by_role("heading", name="NetSpace Explorer"),
        page.get_by_role("button", name="New space"),
        page.get_by_role("searchbox"),
        page.get_by_role("button", name="Probe any place"),
        page.get_by_role("button", name="Copy the link"),
        page.locator(".nx-map-legend"),
        page.locator(".nx-title"),
        page.locator(".nx-slider"),
        page.locator(".nx-segmented"),
        page.get_by_role("button", name="Help"),
    ):
        box = part.bounding_box()
        assert box is not None, part
        assert box["width"] > 0, part
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= width, part
    if width > 1000:  # side by side, and with the path in sight
        handle = page.locator(".nx-handle").bounding_box()
        assert handle is not None
        assert handle["y"] + handle["height"] <= height
    context.close()


def test_arrow_keys_move_the_pin_and_the_probe_that_have_the_focus(page: Page, app_url: str) -> None:
    open_view(page, f"{app_url}/?view=path&a=896&b=962&t=0.4")
    pin = page.locator("[data-marker=anchor]").nth(1)
    pin.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"() => {APP}.view.b !== 962")
    assert page.evaluate(f"() => [{APP}.view.a, {APP}.view.t]") == [896, 0.4]
    page.evaluate(f"() => {APP}.moved({{place: {{x: 0.1, y: 0.1}}, shown: 'place'}}, false)")
    probe = page.locator("[data-marker=probe]")
    probe.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(f"() => {APP}.view.place.x > 0.1")
    assert page.evaluate(f"() => {APP}.view.shown") == "place"
    expect(probe).to_be_focused()
    expect(page.locator(".nx-where")).to_contain_text("on the map", timeout=DRAW_MILLISECONDS)


def test_on_stage_nothing_lies_over_the_shape_beside_and_tab_stays(page: Page, app_url: str) -> None:
    open_view(page, f"{app_url}/?versus=raw&show=1")
    page.wait_for_selector(".nx-showing.nx-comparing")
    page.wait_for_function(f"() => {APP}.viewer.shown(1)", timeout=DRAW_MILLISECONDS)
    shapes, pane = page.locator(".nx-view").bounding_box(), page.locator(".nx-left").bounding_box()
    assert shapes is not None
    assert pane is not None
    assert shapes["x"] + shapes["width"] <= pane["x"]
    expect(page.locator(".nx-map-legend")).to_be_visible()
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate(
            f"() => document.activeElement === document.body || {APP}.root.contains(document.activeElement)"
        )
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('[inert] [data-testid=stSelectbox]')")


@pytest.fixture(scope="module")
def below_a_path(shipped: Path) -> Iterator[str]:
    with running(shipped, below="netspace") as server:
        yield server.url


def test_below_a_path_of_a_proxy_both_views_work(page: Page, below_a_path: str, requested: list[str]) -> None:
    open_view(page, f"{below_a_path}/")
    page.wait_for_function("() => location.search.includes('view=path')", timeout=DRAW_MILLISECONDS)
    own = [one for one in requested if "/explorer/" in one]
    assert sum("/explorer/live.js" in one for one in own) == 1  # asked for with the page, and then taken from there
    assert all("/netspace/explorer/" in one for one in own)
    page.goto(f"{below_a_path}/?plain=1")
    page.wait_for_function(
        "() => document.querySelector('[data-chart=shape]')?.dataset.drawn > 0", timeout=DRAW_MILLISECONDS
    )
