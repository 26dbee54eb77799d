"""A phone: a finger scrolls the page over map, shape and path; taps, drags and two fingers do what they should."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS, settle

pytestmark = pytest.mark.browser

SCROLLED = "() => document.querySelector('.stMain').scrollTop"
WINDOW = f"() => {APP}.map.window"
CAMERA = f"() => {APP}.viewer.camera"
HOLD = "Move the map with one finger"
STEPS = 12

Place = tuple[float, float]


class Fingers:
    """Touches as the browser gets them from a screen: it decides itself whether they scroll."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session: CDPSession = page.context.new_cdp_session(page)

    def put(self, phase: str, places: Sequence[Place]) -> None:
        points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(places)]
        self._session.send("Input.dispatchTouchEvent", {"type": phase, "touchPoints": points})

    def move(self, ways: Sequence[tuple[Place, Place]]) -> None:
        """Each finger from one place to another, at once."""
        for k in range(len(ways)):
            self.put("touchStart", [start for start, _ in ways[: k + 1]])
        for step in range(1, STEPS + 1):
            share = step / STEPS
            self.put("touchMove", [(a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in ways])
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
        self.put("touchEnd", [])
        settle(self.page)


@pytest.fixture
def phone(browser: Browser, app_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(app_url)
    page.wait_for_function(f"() => {APP}?.viewer.shown(0) && !{APP}.waiting", timeout=DRAW_MILLISECONDS)
    settle(page)
    yield page
    context.close()


def middle(page: Page, selector: str) -> Place:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def corner(page: Page) -> Place:
    """A place on the map where nothing lies."""
    box = page.locator(".nx-map-stage").bounding_box()
    assert box is not None
    return box["x"] + 40, box["y"] + box["height"] - 30


def test_a_swipe_over_the_map_scrolls_and_says_how_it_is_moved(phone: Page) -> None:
    x, y = corner(phone)
    before = phone.evaluate(WINDOW)
    Fingers(phone).move([((x, y), (x, y - 150))])
    phone.wait_for_function("() => document.querySelector('.stMain').scrollTop > 50")
    assert phone.evaluate(WINDOW) == before
    expect(phone.get_by_text("Two fingers move the map")).to_be_visible()


def test_two_fingers_move_and_zoom_the_map(phone: Page) -> None:
    x, y = middle(phone, ".nx-map-stage")
    before = phone.evaluate(WINDOW)
    Fingers(phone).move([((x - 30, y), (x - 90, y - 40)), ((x + 30, y), (x + 90, y - 40))])
    after = phone.evaluate(WINDOW)
    assert after["half"] == pytest.approx(before["half"] / 3, rel=0.1)
    assert phone.evaluate(SCROLLED) == 0


def test_the_map_that_is_held_moves_under_one_finger(phone: Page) -> None:
    hold = phone.get_by_role("button", name=HOLD)
    hold.tap()
    expect(hold).to_have_attribute("aria-pressed", "true")
    x, y = corner(phone)
    before = phone.evaluate(WINDOW)
    Fingers(phone).move([((x, y), (x, y - 80))])
    assert phone.evaluate(WINDOW)["y"] < before["y"]
    assert phone.evaluate(SCROLLED) == 0


def test_a_tap_looks_at_a_network_and_a_pin_is_dragged(phone: Page) -> None:
    free = phone.evaluate(
        f"""() => [...Array({APP}.data.count).keys()].find((id) => {{
          const [x, y] = {APP}.map.pointOnScreen(id);
          return [[0, 0], [24, 0], [-24, 0], [0, 24], [0, -24]].every(([dx, dy]) => {{
            const there = document.elementFromPoint(x + dx, y + dy);
            return there?.closest('.nx-map-stage') && !there.closest('button, [data-marker]');
          }});
        }})"""
    )
    place = f"(id) => {APP}.map.pointOnScreen(id)"
    phone.touchscreen.tap(*phone.evaluate(place, free))
    phone.wait_for_function(f"() => {APP}.view.shown === 'network'")
    assert phone.evaluate(SCROLLED) == 0
    b = phone.evaluate(f"() => {APP}.view.b")
    pin, there = middle(phone, "[data-marker=anchor] >> nth=1"), phone.evaluate(place, free)
    Fingers(phone).move([(pin, (there[0], there[1]))])
    phone.wait_for_function(f"(b) => {APP}.view.b !== b", arg=b)
    assert phone.evaluate(SCROLLED) == 0


def test_a_swipe_over_the_shape_scrolls_and_one_aside_turns_it(phone: Page) -> None:
    phone.locator(".nx-view-canvas").scroll_into_view_if_needed()
    at = phone.evaluate(SCROLLED)
    before = phone.evaluate(CAMERA)
    x, y = middle(phone, ".nx-view-canvas")
    fingers = Fingers(phone)
    fingers.move([((x, y), (x, y - 150))])
    phone.wait_for_function(f"(at) => ({SCROLLED})() > at + 50", arg=at)
    assert phone.evaluate(CAMERA) == pytest.approx(before)
    x, y = middle(phone, ".nx-view-canvas")
    fingers.move([((x - 60, y), (x + 60, y))])
    phone.wait_for_function(f"(yaw) => Math.abs({APP}.viewer.camera.yaw - yaw) > 5", arg=before["yaw"])


def test_a_swipe_over_the_path_scrolls_and_one_along_it_moves(phone: Page) -> None:
    phone.locator(".nx-journey .nx-controls").scroll_into_view_if_needed()
    at, t = phone.evaluate(SCROLLED), phone.evaluate(f"() => {APP}.view.t")
    box = phone.locator(".nx-slider").bounding_box()
    assert box is not None
    x, y = box["x"] + 40, box["y"] + 40
    fingers = Fingers(phone)
    fingers.move([((x, y), (x, y - 150))])
    phone.wait_for_function(f"(at) => ({SCROLLED})() > at + 50", arg=at)
    assert phone.evaluate(f"() => {APP}.view.t") == t
    box = phone.locator(".nx-slider").bounding_box()
    assert box is not None
    fingers.move([((box["x"] + 40, box["y"] + 40), (box["x"] + 100, box["y"] + 44))])
    assert phone.evaluate(f"() => {APP}.view.t") == pytest.approx(100 / box["width"], abs=0.02)
    phone.touchscreen.tap(box["x"] + 20, box["y"] + 40)
    phone.wait_for_function(f"(t) => Math.abs({APP}.view.t - t) < 0.02", arg=20 / box["width"])


def test_no_network_lies_under_the_buttons_of_the_map(phone: Page) -> None:
    hidden = phone.evaluate(
        f"""() => {{
          const box = document.querySelector(".nx-map-zoom").getBoundingClientRect();
          const ids = [...Array({APP}.data.count).keys()];
          const under = ([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom;
          return [ids.length, ids.filter((id) => under({APP}.map.pointOnScreen(id))).length];
        }}"""
    )
    assert hidden[0] > 100
    assert hidden[1] == 0
