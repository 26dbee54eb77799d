"""A file dropped on the page becomes a point on the map, a shape that is refined, and a network file to download."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh
from playwright.sync_api import Locator, Page, expect
from safetensors.torch import load_file

from explorer.bench.browser import APP
from explorer.bench.driving import DRAW_MILLISECONDS

pytestmark = pytest.mark.browser


def open_panel(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_function(f"() => {APP}?.viewer.shown(0)", timeout=DRAW_MILLISECONDS)
    page.get_by_text("Read a network or a mesh").click()
    page.wait_for_selector("input[type=file]", state="attached", timeout=DRAW_MILLISECONDS)


def download(page: Page, button: Locator, target: Path) -> None:
    """Press a button for a file, once: what else goes on cancels nothing."""
    expect(button).to_be_visible(timeout=DRAW_MILLISECONDS)
    with page.expect_download(timeout=DRAW_MILLISECONDS) as saved:
        button.dispatch_event("click")  # a hand's click waits until all is drawn, which a busy machine may never have
    saved.value.save_as(target)


def move(page: Page, t: float) -> None:
    """Move along the path, without waiting until the page rests: a fit goes on beside it."""
    page.evaluate(f"() => {APP}.change({{ shown: 'path', t: {t} }})")


def test_a_mesh_becomes_a_point_and_a_network(page: Page, app_url: str, tmp_path: Path) -> None:
    stool = trimesh.util.concatenate(
        [
            trimesh.creation.box((400, 400, 60), np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 430], [0, 0, 0, 1]])),
            *(
                trimesh.creation.box(
                    (70, 70, 420), np.array([[1, 0, 0, x], [0, 1, 0, y], [0, 0, 1, 210], [0, 0, 0, 1]])
                )
                for x in (-160, 160)
                for y in (-160, 160)
            ),
        ]
    )  # in millimetres, z up, legs that overlap nothing
    file = tmp_path / "stool.stl"
    stool.export(file)
    open_panel(page, app_url)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("stool.stl · 60 triangles")).to_be_visible(timeout=DRAW_MILLISECONDS)
    expect(page.get_by_text("z up")).to_be_visible()
    star = page.locator(".nx-map-kept")
    expect(star).to_have_count(1, timeout=DRAW_MILLISECONDS)
    page.wait_for_function(f"() => {APP}.viewer.shown(0).place.kind === 'told'", timeout=DRAW_MILLISECONDS)  # at once
    move(page, 0.5)
    page.wait_for_function(f"() => {APP}.viewer.shown(0).place.kind === 'path'", timeout=DRAW_MILLISECONDS)
    star.dispatch_event("click")
    page.wait_for_function(f"() => {APP}.viewer.shown(0).place.kind === 'told'", timeout=DRAW_MILLISECONDS)
    expect(page.locator('[data-test-script-state="notRunning"]')).to_be_attached(timeout=DRAW_MILLISECONDS)
    # A fit has begun by itself. It is watched, and files stay there to be fetched, whatever the live view tells.
    going = page.get_by_text("Fitting the decoded network")
    fitted = page.get_by_label(re.compile("beside the fitted network"))
    expect(going.or_(fitted).first).to_be_attached(timeout=DRAW_MILLISECONDS)
    target = tmp_path / "network.safetensors"
    download(page, page.get_by_test_id("stDownloadButton").get_by_text("Network", exact=True).first, target)
    assert load_file(target)["layers.0.weight"].shape == (64, 3)
    move(page, 0.6)
    download(page, page.get_by_test_id("stDownloadButton").get_by_text("Network", exact=True).first, target)
    expect(fitted).to_be_visible(timeout=2 * DRAW_MILLISECONDS)
    expect(page.get_by_role("button", name="Keep the fitted network")).to_be_visible()
    assert page.evaluate(f"() => {APP}.viewer.shown(0).place.kind") == "path"  # what is looked at by then stays
    star.dispatch_event("click")
    expect(page.locator(".nx-title")).to_have_text("Kept: stool.stl, fitted", timeout=DRAW_MILLISECONDS)
    page.wait_for_function(f"() => /~/.test({APP}.viewer.shown(0).place.key)", timeout=DRAW_MILLISECONDS)
    page.wait_for_function("() => /~/.test(location.search)", timeout=DRAW_MILLISECONDS)
    expect(page.get_by_text("decoded, then fitted")).to_be_visible(timeout=DRAW_MILLISECONDS)  # among the facts
    page.get_by_role("button", name="Refine").click()
    curve = page.get_by_label(re.compile("Loss and .* after"))
    expect(curve).to_be_visible(timeout=DRAW_MILLISECONDS)  # while it goes on
    page.get_by_role("button", name="Stop").first.click()  # the best step so far is its result
    expect(page.get_by_text("refined by")).to_be_attached(timeout=2 * DRAW_MILLISECONDS)
    expect(curve).to_be_visible()
    fit = page.get_by_role("button", name="Fit its weights")  # or it began by itself: a stool may read well
    expect(fit).to_be_visible(timeout=DRAW_MILLISECONDS)
    fit.click()
    expect(fitted).to_be_visible(timeout=2 * DRAW_MILLISECONDS)
    download(
        page,
        page.get_by_test_id("stDownloadButton").get_by_role("button", name="Fitted network"),
        tmp_path / "fitted.safetensors",
    )
    weights = load_file(tmp_path / "fitted.safetensors")
    assert weights["layers.0.weight"].shape == (64, 3)
    assert not torch.equal(weights["layers.0.weight"], load_file(target)["layers.0.weight"])
    download(page, page.get_by_role("button", name="Fitted mesh (STL)"), tmp_path / "fitted.stl")
    assert trimesh.load(tmp_path / "fitted.stl").is_watertight


def drop(page: Page, file: Path, place: str) -> None:
    """Drop a file of this computer on the page, as a hand would."""
    held = page.evaluate_handle(
        """([name, bytes]) => {
          const carried = new DataTransfer();
          carried.items.add(new File([new Uint8Array(bytes)], name));
          return carried;
        }""",
        [file.name, list(file.read_bytes())],
    )
    for event in ("dragenter", "dragover", "drop"):
        page.dispatch_event(place, event, {"dataTransfer": held})


def test_a_file_may_be_dropped_anywhere_on_the_page(page: Page, app_url: str, tmp_path: Path) -> None:
    file = tmp_path / "block.stl"
    trimesh.creation.box((1.2, 0.8, 1.0)).export(file)
    page.goto(app_url)
    page.wait_for_function(f"() => {APP}?.viewer.shown(0)", timeout=DRAW_MILLISECONDS)
    drop(page, file, ".explorer-live canvas")  # the panel is closed
    expect(page.locator(".nx-title")).to_have_text(
        re.compile("^Block.stl, (as it is read|fitted)$"), timeout=DRAW_MILLISECONDS
    )
    second = file.rename(tmp_path / "another.stl")
    drop(page, second, "h1")
    expect(page.locator(".nx-title")).to_have_text(re.compile("^Another.stl, "), timeout=DRAW_MILLISECONDS)


class Touches:
    """Makes a file when it is unpickled as pickles are meant to be."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.file,)


def test_code_in_a_file_is_not_run_and_said(page: Page, app_url: str, tmp_path: Path) -> None:
    marker, file = tmp_path / "run", tmp_path / "module.pt"
    torch.save({"weights": Touches(marker)}, file)
    open_panel(page, app_url)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("code in it was not run")).to_be_visible(timeout=DRAW_MILLISECONDS)
    assert not marker.exists()
    assert page.evaluate(f"() => {APP}.viewer.shown(0) !== null")  # the rest of the page is unharmed
