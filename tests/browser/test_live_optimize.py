"""An optimization watched in the live view: it is begun there, travels over the map, is paused, stopped and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.bench.browser import APP, TRACK
from explorer.bench.driving import DRAW_MILLISECONDS, served, settle
from explorer.ui.live.messages import MAX_STEPS

pytestmark = pytest.mark.browser

RUN = f"{APP}.optimizer.run"
SHOWS_STEP = f"""() => {{
  const {{ told }} = {APP}.optimizer;
  const place = {APP}.viewer.shown(0)?.place;
  return told && place?.kind === "told" && place.key === told.key;
}}"""


@pytest.fixture(scope="module")
def classifiers_url(tiny_classifiers_dir: Path) -> Iterator[str]:
    with served(tiny_classifiers_dir) as url:
        yield url


@pytest.fixture
def page(browser: Browser, classifiers_url: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(classifiers_url)
    page.wait_for_function(f"() => {APP}?.viewer.shown(0)?.judged", timeout=DRAW_MILLISECONDS)
    settle(page)
    yield page
    context.close()


def button(page: Page, name: str) -> None:
    page.locator(".nx-optimize").get_by_role("button", name=name, exact=True).click()


def press(page: Page, name: str, after: int) -> None:
    """Press a button as soon as there are more steps than `after`: from within the page, before they are over."""
    page.evaluate(
        f"""async ([name, after]) => {{
          for (;;) {{
            const buttons = [...document.querySelectorAll(".nx-optimize button")];
            const found = buttons.find((one) => one.textContent.trim() === name && one.offsetParent);
            if (found && {RUN}?.losses.length > after) return found.click();
            await new Promise(requestAnimationFrame);
          }}
        }}""",
        [name, after],
    )


def begin(page: Page, steps: int) -> None:
    page.locator(".nx-journey").get_by_role("button", name="Optimize", exact=True).click()
    strip = page.locator(".nx-optimize")
    strip.get_by_label("From").select_option(label="the weakest network")
    strip.get_by_label("Steps").select_option(str(steps))
    button(page, "Start")
    page.wait_for_function(f"() => {RUN}?.losses.length > 3", timeout=DRAW_MILLISECONDS)


def test_the_point_travels_and_the_best_step_is_shown_and_kept(page: Page) -> None:
    height = page.locator(".nx-bottom").bounding_box()
    begin(page, 50)
    assert page.locator(".nx-bottom").bounding_box() == height  # nothing jumps
    page.wait_for_function(f'() => {RUN}.state === "ended"', timeout=2 * DRAW_MILLISECONDS)
    page.wait_for_function(SHOWS_STEP, timeout=DRAW_MILLISECONDS)
    run = page.evaluate(f"() => {RUN}")
    assert len(run["losses"]) == 51
    assert page.evaluate(f"() => {APP}.optimizer.index") == run["result"]["index"]
    expect(page.locator(".nx-optimize-said")).to_contain_text("of all test images")
    expect(page.locator(".nx-map-spot-best")).to_be_visible()
    assert page.locator(".nx-map-way").get_attribute("d")
    best = run["result"]["index"]  # in so small a space it may be the start
    wanted = "The start, from" if best == 0 else f"Step {best}, the best, from"
    expect(page.locator(".nx-title")).to_contain_text(wanted)

    button(page, "Keep")
    expect(page.locator(".nx-map-kept")).to_have_count(1)
    page.evaluate(f"() => {APP}.change({{ shown: 'network', id: 0 }})")
    expect(page.locator(".nx-title")).not_to_contain_text("Step")
    expect(page.locator(".nx-optimize")).to_be_visible()
    page.get_by_role("button", name="Set as A").first.click()
    expect(page.get_by_role("slider", name=TRACK, exact=True)).to_be_visible()  # the path's bar has its place again
    expect(page.locator(".nx-optimize")).to_be_hidden()
    page.locator(".nx-map-kept").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(SHOWS_STEP, timeout=DRAW_MILLISECONDS)
    expect(page.locator(".nx-title")).to_contain_text("Kept")


def test_it_is_paused_goes_on_and_is_stopped(page: Page) -> None:
    page.locator(".nx-journey").get_by_role("button", name="Optimize", exact=True).click()
    # More steps than the strip offers: they must not be over before it is paused, however slow the browser is.
    wish = {"type": "optimize", "start": {"kind": "network", "id": 0}, "goal": "accuracy", "steps": MAX_STEPS}
    page.evaluate(f"wish => {APP}.send(wish)", wish)
    press(page, "Pause", after=3)
    page.wait_for_function(f'() => {RUN}.state === "paused"', timeout=DRAW_MILLISECONDS)
    expect(page.locator(".nx-optimize-said")).to_contain_text("Paused at step")
    # What the next run would be is not said beside this one, which may be toward a file.
    expect(page.locator(".nx-optimize-whose")).to_have_text(page.evaluate(f"() => {RUN}.title"))
    expect(page.locator(".nx-optimize-from")).to_be_hidden()
    page.wait_for_timeout(300)  # a step that was under way has been told of by then
    paused = page.evaluate(f"() => {RUN}.losses.length")
    page.wait_for_timeout(700)
    assert page.evaluate(f"() => {RUN}.losses.length") == paused

    button(page, "Resume")
    press(page, "Stop", after=paused)
    page.wait_for_function(f'() => {RUN}.state === "ended"', timeout=DRAW_MILLISECONDS)
    run = page.evaluate(f"() => {RUN}")
    assert paused < len(run["losses"]) <= MAX_STEPS  # stopped before its last step
    assert 0 <= run["result"]["index"] < len(run["losses"])
    expect(page.locator(".nx-optimize-said")).to_contain_text("of all test images")
    expect(page.locator(".nx-optimize-from")).to_be_visible()
    expect(page.locator(".nx-optimize").get_by_role("button", name="Start", exact=True)).to_be_visible()
