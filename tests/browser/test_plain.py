"""The plain view: Plotly's map and shapes, for browsers without WebGL."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from explorer.bench.driving import DRAW_MILLISECONDS, served, settle, times_drawn, wait_drawn

pytestmark = pytest.mark.browser

PLACE = """id => {
  const chart = document.querySelector("[data-chart=map]"), box = chart.getBoundingClientRect();
  const {xaxis, yaxis} = chart._fullLayout;
  for (const trace of chart._fullData) {
    const k = (trace.ids ?? []).indexOf(String(id));
    if (k >= 0) return [box.x + xaxis._offset + xaxis.d2p(trace.x[k]), box.y + yaxis._offset + yaxis.d2p(trace.y[k])];
  }
}"""
ALONE = """() => {
  // Ids of the points of the map that are farthest from any other: a click there can mean no other point.
  const points = document.querySelector("[data-chart=map]")._fullData.flatMap(
    trace => (trace.ids ?? []).map((id, k) => ({id: Number(id), x: trace.x[k], y: trace.y[k]})));
  const gap = p => Math.min(...points.filter(q => q !== p).map(q => Math.hypot(p.x - q.x, p.y - q.y)));
  return points.map(p => [gap(p), p.id]).sort((a, b) => b[0] - a[0]).slice(0, 5).map(([, id]) => id);
}"""
MESH = """() => {
  const trace = document.querySelector("[data-chart=shape]")._fullData.find(t => t.type === "mesh3d");
  let sum = 0;
  for (const z of trace.z) sum = (sum * 31 + z * 1000) % 1e9;
  return {vertices: trace.x.length, faces: trace.i.length, sum};
}"""
CAMERA = "() => JSON.stringify(document.querySelector('[data-chart=shape]')._fullLayout.scene.camera.eye)"


def opened(page: Page, url: str) -> None:
    page.goto(url)
    for chart in ("map", "shape"):
        wait_drawn(page, chart)
    settle(page)


def click_network(page: Page, network: int) -> None:
    """Click a network's point as a person does: move there, press."""
    drawn = times_drawn(page, "shape")
    x, y = page.evaluate(PLACE, network)
    page.mouse.move(x - 6, y - 3)
    page.mouse.move(x, y, steps=4)
    page.wait_for_selector("[data-chart=map] .hoverlayer .hovertext", timeout=DRAW_MILLISECONDS)
    page.mouse.click(x, y)
    wait_drawn(page, "shape", drawn)
    settle(page)


def link(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlparse(page.url).query).items()}


def picture(page: Page, chart: str) -> np.ndarray[Any, np.dtype[np.int16]]:
    """What is really on the screen, (rows, columns, 3)."""
    png = page.locator(f"[data-chart={chart}]").screenshot()
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(np.int16)


def share_drawn(pixels: np.ndarray[Any, np.dtype[np.int16]]) -> float:
    """Share of pixels that are not the background (the corner's colour)."""
    return float((np.abs(pixels - pixels[2, 2]).max(-1) > 24).mean())


def test_a_click_on_the_map_shows_that_networks_mesh(page: Page, app_url: str, requested: list[str]) -> None:
    opened(page, f"{app_url}/?plain=1")
    network = page.evaluate(ALONE)[0]
    before = page.evaluate(MESH)
    click_network(page, network)
    assert link(page)["id"] == str(network)
    assert link(page)["view"] == "network"
    mesh = page.evaluate(MESH)
    assert mesh["vertices"] > 500
    assert mesh["faces"] > 1000
    assert mesh != before
    pixels = picture(page, "shape")
    assert share_drawn(pixels) > 0.03  # a shape is on the screen
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 50  # and it is shaded
    outside = [u for u in requested if not u.startswith((app_url, app_url.replace("http", "ws"), "data:", "blob:"))]
    assert outside == []


def test_choose_a_and_b_and_slide_between(page: Page, app_url: str) -> None:
    opened(page, f"{app_url}/?plain=1")
    a, b = page.evaluate(ALONE)[:2]
    page.get_by_role("radio", name="Set A").or_(page.get_by_role("button", name="Set A")).first.click()
    settle(page)
    click_network(page, a)
    page.get_by_role("radio", name="Set B").or_(page.get_by_role("button", name="Set B")).first.click()
    settle(page)
    click_network(page, b)
    assert (link(page)["a"], link(page)["b"], link(page)["view"]) == (str(a), str(b), "path")

    box = page.locator("[data-chart=shape]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 250, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 330, box["y"] + 190, steps=6)
    page.mouse.up()
    turned = page.evaluate(CAMERA)

    before, pixels, maps = page.evaluate(MESH), picture(page, "shape"), times_drawn(page, "map")
    handle = page.evaluate("() => document.querySelector('[data-chart=map]').layout.shapes.at(-1).xanchor")
    drawn = times_drawn(page, "shape")
    slider = page.get_by_role("slider", name="From A to B")
    slider.focus()
    slider.press("End")
    wait_drawn(page, "shape", drawn)
    settle(page)
    assert page.evaluate(MESH) != before
    assert np.abs(picture(page, "shape") - pixels).max() > 50
    assert link(page)["t"] == "1.00"
    assert page.evaluate("() => document.querySelector('[data-chart=map]').layout.shapes.at(-1).xanchor") != handle
    assert times_drawn(page, "map") == maps  # the points were not drawn again
    assert page.evaluate(CAMERA) == turned  # and the view stays as the hand left it


@pytest.mark.slow
def test_two_paths_side_by_side_turn_together(page: Page, app_url: str) -> None:
    opened(page, f"{app_url}/?plain=1&versus=straight&t=0.5")
    box = page.locator("[data-chart=shape]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 130, box["y"] + 200)
    page.mouse.down()
    page.mouse.move(box["x"] + 210, box["y"] + 180, steps=6)
    page.mouse.up()
    both = (
        "() => ['scene', 'scene2'].map(s => document.querySelector('[data-chart=shape]')._fullLayout[s].camera.eye.x)"
    )
    page.wait_for_function(f"() => {{ const [a, b] = ({both})(); return a === b && a !== 0.84; }}", timeout=10_000)
    pixels = picture(page, "shape")
    middle = pixels.shape[1] // 2
    assert share_drawn(pixels[:, :middle]) > 0.02
    assert share_drawn(pixels[:, middle:]) > 0.02


@pytest.mark.slow
def test_a_link_restores_the_view(page: Page, app_url: str) -> None:
    opened(page, f"{app_url}/?plain=1&view=network&id=5&colour=width")
    assert link(page)["colour"] == "width"
    mesh = page.evaluate(MESH)
    url = page.url
    page.goto("about:blank")
    opened(page, url)
    assert page.url == url
    assert page.evaluate(MESH) == mesh


@pytest.mark.slow
def test_a_tampered_space_says_why_while_the_good_one_works(page: Page, shipped: Path, tmp_path: Path) -> None:
    for name in ("good", "bad"):
        shutil.copytree(shipped / "furniture", tmp_path / name)
    file = tmp_path / "bad" / "netspace.safetensors"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    with served(tmp_path) as url:
        page.goto(f"{url}/?plain=1&space=bad")
        page.get_by_text("was changed: its SHA-256").wait_for(timeout=DRAW_MILLISECONDS)
        assert "Traceback" not in page.inner_text("body")
        opened(page, f"{url}/?plain=1&space=good")
        assert page.evaluate(MESH)["vertices"] > 500
        page.get_by_text("1 space cannot be opened").click()
        page.get_by_text("was changed: its SHA-256").wait_for(timeout=DRAW_MILLISECONDS)


@pytest.mark.slow
def test_a_space_of_classifiers_beside_shapes(
    page: Page, tiny_classifiers_dir: Path, tiny_space_dir: Path, tmp_path: Path
) -> None:
    for space in (tiny_classifiers_dir / "digits", tiny_space_dir / "tiny"):
        (tmp_path / space.name).symlink_to(space, target_is_directory=True)
    with served(tmp_path) as url:
        opened(page, f"{url}/?plain=1&space=tiny&colour=width")
        page.get_by_role("combobox", name="Space").click()
        page.get_by_role("option", name="Tiny digits").click()
        for chart in ("confusion", "distance"):
            wait_drawn(page, chart)
        settle(page)
        assert (link(page)["space"], link(page)["colour"]) == ("digits", "architecture")
        assert page.get_by_role("alert").count() == 0

        counts = "() => JSON.stringify(document.querySelector('[data-chart=confusion]')._fullData[0].customdata)"
        before, drawn = page.evaluate(counts), times_drawn(page, "confusion")
        handle = "() => document.querySelector('[data-chart=distance]')._fullData.at(-1).x[0]"
        slider = page.get_by_role("slider", name="From A to B")
        slider.focus()
        slider.press("End")
        wait_drawn(page, "confusion", drawn)
        settle(page)
        page.wait_for_function(f"() => ({handle})() === 1", timeout=DRAW_MILLISECONDS)
        assert page.evaluate(counts) != before
        expect(page.get_by_role("img", name=re.compile(r"^Test image [0-9]"))).to_have_count(12)

        network = page.evaluate(ALONE)[0]
        drawn = times_drawn(page, "confusion")
        x, y = page.evaluate(PLACE, network)
        page.mouse.move(x - 6, y - 3)
        page.mouse.move(x, y, steps=4)
        page.wait_for_selector("[data-chart=map] .hoverlayer .hovertext", timeout=DRAW_MILLISECONDS)
        page.mouse.click(x, y)
        wait_drawn(page, "confusion", drawn)
        settle(page)
        assert (link(page)["view"], link(page)["id"]) == ("network", str(network))
        page.get_by_text("Input network", exact=True).wait_for(timeout=DRAW_MILLISECONDS)
        assert share_drawn(picture(page, "confusion")) > 0.05
