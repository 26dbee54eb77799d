"""A file that was read is kept with the space: a point that stays, an end of the path, in a link and after a reload."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import trimesh
from playwright.sync_api import Page, expect

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own_url(tiny_space_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app, with a copy of a small space that may be written to."""
    root = tmp_path_factory.mktemp("own")
    shutil.copytree(tiny_space_dir / "tiny", root / "tiny")
    with served(root) as url:
        yield url


def test_keep_it_and_travel_from_it(page: Page, own_url: str, tmp_path: Path) -> None:
    file = tmp_path / "my block.stl"
    trimesh.creation.box((1.2, 0.8, 1.0)).export(file)
    page.goto(own_url)
    page.wait_for_function(f"() => {APP}?.viewer.shown(0)", timeout=DRAW_MILLISECONDS)
    page.get_by_text("Read a network or a mesh").click()
    page.wait_for_selector("input[type=file]", state="attached", timeout=DRAW_MILLISECONDS)
    page.locator("input[type=file]").set_input_files(file)
    page.wait_for_function(f"() => {APP}.viewer.shown(0).place.kind === 'told'", timeout=DRAW_MILLISECONDS)  # at once
    expect(page.locator(".nx-title")).to_have_text(re.compile("^My block.stl, (as it is read|fitted)$"))
    page.get_by_role("button", name="Keep it").click(timeout=2 * DRAW_MILLISECONDS)
    star = page.locator(".nx-map-stored")
    expect(star).to_have_count(1, timeout=DRAW_MILLISECONDS)
    expect(page.locator(".nx-map-kept-entry")).to_contain_text("kept")
    expect(page.get_by_label("Of this session: my block.stl", exact=True)).to_have_count(0)  # it has made room
    number = page.wait_for_function(f"() => {{ const p = {APP}.viewer.shown(0).place; return p.kind === 'network' && p.id > 999999 && p.id; }}", timeout=DRAW_MILLISECONDS).json_value()  # fmt: skip  # noqa: E501
    expect(page.locator(".nx-title")).to_have_text("My block")
    page.get_by_role("button", name="Set as A").first.click()
    page.wait_for_function(f"() => {APP}.travel.course?.anchors[0] === {number}", timeout=DRAW_MILLISECONDS)
    page.wait_for_function(f"() => location.search.includes('a={number}')", timeout=DRAW_MILLISECONDS)
    page.reload()  # another session
    page.wait_for_function(f"() => {APP}?.travel?.course?.anchors[0] === {number}", timeout=DRAW_MILLISECONDS)
    expect(star).to_have_count(1, timeout=DRAW_MILLISECONDS)
    expect(page.locator(".nx-end-name", has_text="my block")).to_be_visible()
    page.get_by_text("Kept with this space (1)").click()
    expect(page.get_by_text("my block.stl, as it is read")).to_be_visible(timeout=DRAW_MILLISECONDS)
    page.get_by_role("button", name="Remove").first.click()
    page.get_by_role("button", name="Remove it").click()
    expect(star).to_have_count(0, timeout=DRAW_MILLISECONDS)
