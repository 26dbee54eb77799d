"""Steering by meaning under a real hand: a slider raises a back, and what is shown grows with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS, settle

pytestmark = pytest.mark.browser

BACK = "input[data-label=back_height]"
HEIGHT = f"""() => {{
  const {{ mesh }} = {APP}.viewer.shown(0);
  let high = 0;
  for (let i = 1; i < mesh.positions.length; i += 3) high = Math.max(high, mesh.positions[i]);
  return high / 65535 * 2 - 1;
}}"""
CHAIR = "view=network&id=896"


def open_steering(page: Page, url: str, opened: bool = False) -> None:
    """Open the live view and its panel, if it does not open itself, and wait until the sliders know what they show."""
    page.goto(url)
    page.wait_for_function(f"() => {APP}?.viewer.shown(0)?.mesh.positions.length", timeout=DRAW_MILLISECONDS)
    if not opened:
        page.get_by_role("button", name="Steer", exact=True).click()
    page.wait_for_selector(f"{BACK}:not([disabled])", timeout=DRAW_MILLISECONDS)
    settle(page)


def wait_for_moves(page: Page, count: int) -> None:
    """Wait until what is drawn is the place after so many moves, at rest."""
    there = f"const f = {APP}.viewer.shown(0); const moves = f.place.kind === 'steered' ? f.place.moves.length : 0;"
    page.wait_for_function(
        f"() => {{ {there} return moves === {count} && !{APP}.waiting; }}", timeout=DRAW_MILLISECONDS
    )


def test_a_slider_raises_a_back_under_the_hand(page: Page, app_url: str) -> None:
    open_steering(page, f"{app_url}/?{CHAIR}")
    before = page.evaluate(HEIGHT)
    knob = page.locator(BACK)
    box = knob.bounding_box()
    assert box is not None
    low, high = (float(knob.get_attribute(name) or 0) for name in ("min", "max"))
    value = float(knob.input_value())
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * (value - low) / (high - low), y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=8)
    wait_for_moves(page, 1)  # while the hand still holds the knob
    during = page.evaluate(HEIGHT)
    assert during > before + 0.02
    page.mouse.move(box["x"] + box["width"] * 0.8, y, steps=8)
    page.mouse.up()
    page.wait_for_function(f"height => ({HEIGHT})() > height + 0.05", arg=during, timeout=DRAW_MILLISECONDS)
    page.wait_for_function("() => location.search.includes('steer=back_height')", timeout=DRAW_MILLISECONDS)
    assert "higher back" in page.locator(".nx-title").inner_text()
    page.get_by_role("button", name="Reset all").click()
    wait_for_moves(page, 0)
    assert page.evaluate(HEIGHT) == pytest.approx(before, abs=0.02)
    page.wait_for_function("() => !location.search.includes('steer=')", timeout=DRAW_MILLISECONDS)


def test_a_knob_let_go_where_it_was_taken_moves_nothing(page: Page, app_url: str) -> None:
    open_steering(page, f"{app_url}/?{CHAIR}")
    knob = page.locator(BACK)
    box = knob.bounding_box()
    assert box is not None
    low, high = (float(knob.get_attribute(name) or 0) for name in ("min", "max"))
    value = float(knob.input_value())
    x, y = box["x"] + box["width"] * (value - low) / (high - low), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y, steps=4)
    wait_for_moves(page, 1)
    for at in (x + 0.25 * k for n in range(60) for k in (n, -n)):  # the knob is wider than its steps
        page.mouse.move(at, y)
        if float(knob.input_value()) == value:
            break
    page.mouse.up()
    wait_for_moves(page, 0)
    assert float(knob.input_value()) == value
    assert page.evaluate(f"() => {APP}.dragSince") == 0  # the hand holds nothing: the link is told of what comes next
    for _ in range(3):  # keys faster than frames add up
        knob.press("ArrowRight")
    wait_for_moves(page, 1)
    step = float(knob.get_attribute("step") or 0)
    assert page.evaluate(f"() => {APP}.view.steer[0][1]") == pytest.approx(3 * step, abs=1e-3)


def test_a_link_opens_steered_and_a_click_elsewhere_ends_it(page: Page, app_url: str) -> None:
    open_steering(page, f"{app_url}/?{CHAIR}&steer=back_height:0.3,width:0.1,arms%3Dopen:1", opened=True)
    wait_for_moves(page, 3)
    page.get_by_role("button", name="Reset width").click()
    wait_for_moves(page, 2)
    group = page.locator("[data-label=arms]")
    assert not group.is_visible()
    page.get_by_role("button", name="Classes", exact=True).click()
    assert not page.locator(BACK).is_visible()
    assert group.get_by_role("button", name="open").get_attribute("aria-pressed") == "true"
    group.get_by_role("button", name="open").click()  # a second press takes it back
    wait_for_moves(page, 1)
    page.evaluate(f"() => {APP}.actions.look(5)")
    wait_for_moves(page, 0)
    page.wait_for_function("() => !location.search.includes('steer=')", timeout=DRAW_MILLISECONDS)


def test_three_networks_add_up(page: Page, app_url: str) -> None:
    open_steering(page, f"{app_url}/?{CHAIR}")
    three = page.evaluate(f"() => {APP}.directions.sum")  # what is offered means something
    assert page.evaluate(f"() => {APP}.steering.slots") == three
    page.get_by_role("button", name="Show it").click()
    page.wait_for_function(
        f"sum => {APP}.viewer.shown(0).place.kind === 'analogy' && decodeURIComponent(location.search).includes(sum)",
        arg=f"sum={','.join(map(str, three))}",
        timeout=DRAW_MILLISECONDS,
    )
    page.wait_for_function("() => document.querySelector('.nx-where b').textContent.includes('in one piece')")
    assert page.locator(".nx-facts .nx-dot").get_attribute("data-trust") == "good"
    assert "−" in page.locator(".nx-title").inner_text()
    page.locator(BACK).press("ArrowRight")  # the sum can be steered, too, and by keys
    wait_for_moves(page, 1)
    assert page.evaluate(f"() => {APP}.viewer.shown(0).place.base.kind") == "analogy"
