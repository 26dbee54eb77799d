"""From a folder of pictures to a space that opens, by clicks alone; the browser is closed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from sklearn.datasets import load_digits

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS, served

pytestmark = pytest.mark.browser
LONG = 5 * DRAW_MILLISECONDS


@pytest.fixture(scope="module")
def own(tiny_space_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The app with a folder of twenty digits, and where its spaces are."""
    root = tmp_path_factory.mktemp("own")
    (root / "spaces").mkdir()
    (root / "spaces" / "tiny").symlink_to(tiny_space_dir / "tiny")
    digits = load_digits()
    for k in range(20):
        file = root / "data" / "digits" / f"{k}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray((digits.images[k] * 15.9).astype("uint8")).resize((16, 16)).save(file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NETSPACE_DATA", str(root / "data"))
        patch.setenv("NETSPACE_RUNS", str(root / "runs"))
        patch.setenv("OMP_NUM_THREADS", "1")
        with served(root / "spaces") as url:
            yield url, root / "spaces"


def choose(page: Page, label: str, value: str) -> None:
    page.get_by_role("combobox", name=label).first.click()
    page.get_by_role("option", name=value, exact=True).click()


@pytest.mark.slow
def test_from_a_folder_of_pictures_to_a_space(page: Page, browser: Browser, own: tuple[str, Path]) -> None:
    url, spaces = own
    page.goto(url)
    page.get_by_role("button", name="New space").click(timeout=DRAW_MILLISECONDS)
    page.get_by_text("Where are the data?").wait_for(timeout=DRAW_MILLISECONDS)
    choose(page, "Folder", "digits")
    page.get_by_text("20 pictures").wait_for(timeout=DRAW_MILLISECONDS)
    choose(page, "Pixels of a picture", "16 × 16")
    choose(page, "Training", "a quick look")
    page.get_by_role("button", name="Train the space").click()
    page.get_by_text("All trainings").wait_for(timeout=DRAW_MILLISECONDS)
    address = page.url
    page.context.close()  # the browser is gone; the training goes on
    again = browser.new_page()
    again.goto(address)
    again.get_by_role("button", name="Open the space").click(timeout=LONG)
    again.wait_for_function(f"() => {APP}?.viewer.shown(0)", timeout=DRAW_MILLISECONDS)
    assert "space=digits" in again.url
    assert (spaces / "digits" / "space.json").exists()
    expect(again.get_by_role("button", name="New space")).to_be_visible()
    again.close()
