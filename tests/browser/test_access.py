"""axe-core finds nothing serious on any panel, by light and by dark (`npm ci` in explorer/ui/live brings it)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS, settle
from explorer.bench.serving import REPO

pytestmark = pytest.mark.browser

AXE = REPO / "explorer" / "ui" / "live" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")
# Colours fade in and out for a fifth of a second.
AT_REST = """async () => {
  const soon = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < 5000);
  const rest = Promise.all([document.fonts.ready, ...soon.map((one) => one.finished.catch(() => null))]);
  await Promise.race([rest, new Promise((done) => setTimeout(done, 6000))]); // an animation may never be painted
}"""
# Of highlighted code Streamlit chooses the colours, some a little fainter than 4.5 : 1.
RUN = "() => axe.run({exclude: ['.token']}, {resultTypes: ['violations']})"

Open = Callable[[str], Page]


@pytest.fixture(params=["light", "dark"])
def opened(request: pytest.FixtureRequest, browser: Browser, spaces_url: str) -> Iterator[Open]:
    """Opens the live view of a space, with axe-core in the page."""
    if not AXE.is_file():
        pytest.skip("axe-core is not there: run `npm ci` in explorer/ui/live.")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=request.param)
    context.add_init_script(path=AXE)

    def open_page(query: str) -> Page:
        page = context.new_page()
        page.goto(f"{spaces_url}/{query}")
        if "plain" not in query:
            page.wait_for_function(f"() => {APP}?.viewer.shown(0) && !{APP}.waiting", timeout=DRAW_MILLISECONDS)
        settle(page)
        return page

    yield open_page
    context.close()


def violations(page: Page) -> list[str]:
    """What axe finds serious: the rule, where, and why."""
    page.evaluate(AT_REST)
    found: dict[str, Any] = page.evaluate(RUN)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def change(page: Page, patch: str) -> None:
    page.evaluate(f"() => {APP}.change({patch})")
    page.wait_for_function(f"() => {APP}.viewer.shown(0) && !{APP}.waiting", timeout=DRAW_MILLISECONDS)


def test_axe_finds_what_is_wrong(opened: Open) -> None:
    page = opened("?space=furniture")
    page.evaluate("() => document.querySelector('.nx-controls').append(document.createElement('button'))")
    assert [one.partition(":")[0] for one in violations(page)] == ["button-name"]


def test_the_live_view(opened: Open) -> None:
    page = opened("?space=furniture")
    assert violations(page) == []
    change(page, "{shown: 'network', id: 12, selection: [1, 2, 3, 4, 5], colour: 'width', search: 'nonsense'}")
    expect(page.locator(".nx-map-why")).to_be_visible()
    assert violations(page) == []
    change(page, "{shown: 'path', selection: [], search: '', hidden: ['bed'], sheet: true, versus: 'raw'}")
    assert violations(page) == []
    change(page, "{versus: null, sheet: false, hidden: [], show: true}")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="List", exact=True).click()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Help").click()
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert violations(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    for tab in page.locator(".nx-steer-tabs button").all():
        tab.click()
        assert violations(page) == []


def test_panels_below_and_the_page_of_new_spaces(opened: Open) -> None:
    page = opened("?space=furniture")
    for panel in (
        "Read a network or a mesh",
        "Optimize",
        "Nearest in three senses",
        "Weights as a PRep",
        "Load it in Python",
    ):
        page.locator("summary", has_text=panel).click()
    settle(page)
    assert violations(page) == []
    page.get_by_role("button", name="New space").click()
    page.get_by_text("Where are the data?").wait_for(timeout=DRAW_MILLISECONDS)
    settle(page)
    assert violations(page) == []


@pytest.mark.parametrize("space", ["fashion-resnet8", "fashion-images"])
def test_other_kinds(opened: Open, space: str) -> None:
    page = opened(f"?space={space}")
    assert violations(page) == []
    page.keyboard.press("d")
    expect(page.locator(".nx-steer")).to_be_visible()
    assert violations(page) == []
    terrain = page.get_by_role("button", name="Terrain: colour")
    if terrain.is_visible():
        terrain.click()
        assert violations(page) == []


def test_the_plain_view(opened: Open) -> None:
    page = opened("?space=furniture&plain=1")
    page.wait_for_function(
        "() => document.querySelector('[data-chart=shape]')?.dataset.drawn > 0", timeout=DRAW_MILLISECONDS
    )
    settle(page)
    assert violations(page) == []
