"""What is found out of a classifier's file can be set by hand, and the numbers follow."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotInTime

import explorer
from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS, settle
from explorer.ui.resources import spaces_root

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The best network of the space, as somebody else has it."""
    space = explorer.open_space(spaces_root() / "fashion-resnet8")
    file = tmp_path_factory.mktemp("network") / "mine.onnx"
    space.save(space.latents[int(space.labels["accuracy"].argmax())], file)
    return file


def choose(page: Page, title: str, option: str) -> None:
    """A click may scroll, and a rerun that comes meanwhile closes the list again: it is opened until it stays."""
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(10):
        settle(page)
        page.get_by_role("combobox", name=title).press("ArrowDown")
        try:
            wanted.click(timeout=4000)
        except NotInTime:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"{option} cannot be chosen")


def accuracy(page: Page) -> Locator:
    metric = page.get_by_test_id("stMetric").filter(has_text="Accuracy of the file")
    return metric.get_by_test_id("stMetricValue")


@pytest.mark.slow
def test_pixels_are_set_by_hand_and_found_out_again(page: Page, spaces_url: str, network: Path) -> None:
    page.goto(f"{spaces_url}/?space=fashion-resnet8")
    page.wait_for_function(f"() => {APP}?.viewer.shown(0)", timeout=DRAW_MILLISECONDS)
    page.locator("summary", has_text="Read a network").click()
    page.locator("input[type=file]").set_input_files(network)
    expect(page.get_by_text("pixels as this space has them; it gives logits")).to_be_visible(timeout=DRAW_MILLISECONDS)
    found = accuracy(page).inner_text()
    assert float(found.removesuffix("%")) > 85
    for title, option in (("Pixels", "as this space has them"), ("Inverted", "as they are"), ("Outputs", "logits")):
        box = page.get_by_role("combobox", name=title)
        expect(box).to_have_value(option)
        assert box.evaluate("(one) => one.scrollWidth <= one.clientWidth"), f"{option} is cut"
    choose(page, "Pixels", "of 0 to 255")
    expect(page.get_by_text("pixels of 0 to 255")).to_be_visible(timeout=DRAW_MILLISECONDS)
    expect(accuracy(page)).not_to_have_text(found, timeout=DRAW_MILLISECONDS)
    assert float(accuracy(page).inner_text().removesuffix("%")) < float(found.removesuffix("%"))
    expect(page.locator(".nx-map-kept")).to_have_count(
        1, timeout=DRAW_MILLISECONDS
    )  # the same file is the same point, elsewhere
    page.get_by_role("button", name="Find out again").click()
    expect(accuracy(page)).to_have_text(found, timeout=DRAW_MILLISECONDS)
    expect(page.get_by_role("button", name="Find out again")).to_be_hidden(timeout=DRAW_MILLISECONDS)
