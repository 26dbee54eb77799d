"""The map's tools, under a hand: the contact sheet, the search, the window, a tour, the link and the help."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS

pytestmark = pytest.mark.browser

SHEET = "Contact sheet: pictures of what lives where"
TILES = f"{APP}.map.scene.tiles"


COUNTED = f"""() => {{
  const {{labels, count}} = {APP}.data;
  const [kind, width] = ['kind', 'width'].map((name) => labels.find((one) => one.name === name));
  const table = kind.categories.indexOf('table');
  const found = [...Array(count).keys()].filter((id) => kind.codes[id] === table && width.values[id] > 1.2);
  return `${{found.length}} found`;
}}"""


def open_view(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function(f"() => {APP}?.viewer.shown(0) && !{APP}.waiting", timeout=DRAW_MILLISECONDS)


def middle_of(page: Page, tile: dict[str, float]) -> tuple[float, float]:
    """Where the middle of a tile is, in the browser's window."""
    x, y = page.evaluate(
        f"""({{x, y}}) => {{
          const {{view}} = {APP}.map.scene, box = document.querySelector('.nx-map-stage').getBoundingClientRect();
          const scale = view.width / (2 * view.half);
          return [box.left + view.width / 2 + (x - view.x) * scale, box.top + view.height / 2 - (y - view.y) * scale];
        }}""",
        tile,
    )
    return x, y


def test_a_tile_is_clicked_and_those_in_voids_are_marked(page: Page, app_url: str) -> None:
    open_view(page, app_url)
    page.get_by_role("button", name=SHEET).click()
    page.wait_for_function(
        f"() => {TILES}.shown().some((one) => one.empty) && {TILES}.shown().some((one) => !one.empty)",
        timeout=DRAW_MILLISECONDS,
    )
    expect(page.get_by_text("no network near")).to_be_visible()
    # One that no pin, handle or button lies over.
    stage = page.locator(".nx-map-stage").bounding_box()
    assert stage is not None
    for tile in page.evaluate(f"() => {TILES}.shown().map(({{x, y, half, empty}}) => ({{x, y, half, empty}}))"):
        x, y = middle_of(page, tile)
        free = "([x, y]) => !document.elementFromPoint(x, y)?.closest('button, [data-marker]')"
        inside = stage["x"] < x < stage["x"] + stage["width"] and stage["y"] < y < stage["y"] + stage["height"]
        if inside and page.evaluate(free, [x, y]):
            break
    else:
        raise AssertionError("There is no tile to click.")
    page.mouse.move(x, y)
    expect(page.locator(".nx-map-card")).to_contain_text("A place on the map")
    page.mouse.click(x, y)
    assert page.evaluate(f"() => {APP}.view.shown") == "place"
    place = page.evaluate(f"() => {APP}.view.place")
    assert (place["x"], place["y"]) == pytest.approx((tile["x"], tile["y"]))
    expect(page.locator(".nx-where")).to_contain_text("on the map", timeout=DRAW_MILLISECONDS)


def test_the_map_cannot_be_lost(page: Page, app_url: str) -> None:
    open_view(page, app_url)
    whole = page.evaluate(f"() => {APP}.map.window.half")
    stage = page.locator(".nx-map-stage").bounding_box()
    assert stage is not None
    page.mouse.move(stage["x"] + 20, stage["y"] + 20)
    for _ in range(30):
        page.mouse.wheel(0, 400)
    page.wait_for_function(f"(whole) => {APP}.map.window.half > 1.3 * whole", arg=whole)
    assert page.evaluate(f"() => {APP}.map.window.half") < 2 * whole
    for _ in range(4):
        page.mouse.move(stage["x"] + 20, stage["y"] + 20)
        page.mouse.down()
        page.mouse.move(stage["x"] + stage["width"] - 20, stage["y"] + stage["height"] - 20, steps=4)
        page.mouse.up()
    seen = page.evaluate(
        f"""() => [...Array({APP}.data.count).keys()].filter((id) => {{
          const box = document.querySelector('.nx-map-stage').getBoundingClientRect();
          const [x, y] = {APP}.map.pointOnScreen(id);
          return x > box.left && x < box.right && y > box.top && y < box.bottom;
        }}).length"""
    )
    assert seen > 0


def test_numbers_are_searched_for_and_an_empty_search_says_why(page: Page, app_url: str) -> None:
    open_view(page, app_url)
    field, told = page.get_by_role("searchbox"), page.locator(".nx-map-why")
    assert field.evaluate("(one) => one.placeholder").startswith("Search: ")
    assert "width>" in field.get_attribute("title")
    field.fill("table width>1.2")
    counted = page.evaluate(COUNTED)
    assert counted != "0 found"
    expect(page.locator(".nx-map-matches")).to_have_text(counted)
    expect(told).to_be_hidden()
    field.fill("width>9")
    expect(told).to_have_text("Width is from 0.6 to 1.8 here.")
    field.fill("wide>1")
    expect(told).to_contain_text("Numbers are: width, depth")
    field.fill("bed chair")
    expect(told).to_be_visible()
    field.press("Escape")
    expect(told).to_be_hidden()


@pytest.mark.slow
def test_a_tour_of_many_says_how_many_it_takes(page: Page, app_url: str) -> None:
    open_view(page, app_url)
    page.evaluate(f"() => {APP}.actions.select([...Array(289).keys()])")
    page.get_by_role("button", name="Tour through 24 of 289").click()
    expect(page.locator(".nx-banner")).to_have_text("The tour stops at 24 of the 289 networks.")
    expect(page.locator("[data-marker=anchor]")).to_have_count(24)
    pins = page.locator("[data-marker=anchor] .nx-map-pin")
    sizes = pins.evaluate_all("(pins) => pins.map((pin) => pin.getBoundingClientRect().width)")
    assert max(sizes[1:-1]) < 0.6 * min(sizes[0], sizes[-1])  # the stops between A and B do not hide the map
    page.evaluate(f"() => {APP}.actions.select([1, 2, 3])")
    expect(page.get_by_role("button", name="Tour through it")).to_be_visible()


@pytest.mark.slow
def test_the_link_is_copied_and_that_is_said(page: Page, app_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_view(page, f"{app_url}/?view=path&a=896&b=962&t=0.25")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator(".nx-banner")).to_have_text("The link is copied.")
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link.startswith(app_url)
    assert "t=0.25" in link


def test_help_says_words_verdicts_and_how_to_bring_networks(page: Page, app_url: str) -> None:
    open_view(page, app_url)
    page.get_by_role("button", name="Help").click()
    dialog = page.get_by_role("dialog", name="Help")
    for word in ("Latent", "PRep", "IoU", "R²"):
        expect(dialog.get_by_text(word, exact=True)).to_be_visible()
    dialog.get_by_role("tab", name="Words").press("ArrowRight")
    for word in ("Among its neighbours", "A sparse region", "An empty region", "Not of this space"):
        expect(dialog.get_by_text(word, exact=True)).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_text("python -m explorer zoo shapes DIR")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
