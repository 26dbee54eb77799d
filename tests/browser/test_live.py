"""The live component under a real hand: asserts on what the canvas shows while the hand moves."""

from __future__ import annotations

import io
import itertools
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from explorer.bench.browser import APP, TRACK, open_live, track_box
from explorer.bench.driving import DRAW_MILLISECONDS, served, settle
from explorer.bench.serving import find_port
from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import PathKind, make_tour, source_at
from explorer.kinds.shapes.mesh import triangles
from explorer.kinds.shapes.meshes import mesh_of
from explorer.space.bundle import load_space

pytestmark = pytest.mark.browser

SHOWN = f"() => {{ const f = {APP}.viewer.shown(0); return f && {{place: f.place, resolution: f.resolution}}; }}"

EMPTY = f"""() => {{
  // A place of the map near some networks, but on none of them.
  const points = Array.from({{length: {APP}.data.count}}, (_, i) => {APP}.map.pointOnScreen(i));
  const gap = (x, y) => Math.min(...points.map(([px, py]) => Math.hypot(px - x, py - y)));
  return points.map(([x, y]) => [x + 30, y]).find(([x, y]) => gap(x, y) > 20);
}}"""


def link(page: Page) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlparse(page.url).query).items()}


def canvas(page: Page) -> np.ndarray[Any, np.dtype[np.int16]]:
    """What is really on the viewer's canvas, (rows, columns, 3)."""
    png = page.locator(".nx-view-canvas").first.screenshot()
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(np.int16)


def share_changed(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> float:
    """Share of pixels that differ clearly."""
    return float((np.abs(a - b).max(-1) > 24).mean())


def wait_shown(page: Page, condition: str) -> None:
    """Wait until the frame `f` on the canvas fulfils a condition."""
    page.wait_for_function(
        f"() => {{ const f = {APP}.viewer.shown(0); return f && ({condition}); }}", timeout=DRAW_MILLISECONDS
    )


def wait_link(page: Page, key: str, value: str) -> None:
    page.wait_for_function(
        "([key, value]) => new URLSearchParams(location.search).get(key) === value",
        arg=[key, value],
        timeout=DRAW_MILLISECONDS,
    )


def test_the_shape_changes_under_the_hand_and_not_after_it(page: Page, app_url: str, requested: list[str]) -> None:
    open_live(page, f"{app_url}/?t=0.1")
    page.wait_for_function(f"() => {APP}.stats.allAheadMs.length", timeout=DRAW_MILLISECONDS)
    box = track_box(page)
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.1 * box["width"], y)
    page.mouse.down()
    pictures, places = [], []
    for share in (0.15, 0.4, 0.65, 0.95):
        page.mouse.move(box["x"] + share * box["width"], y, steps=6)
        wait_shown(page, f"f.place.kind === 'path' && Math.abs(f.place.t - {share}) < 0.02")
        pictures.append(canvas(page))
        places.append(page.evaluate(SHOWN)["place"]["t"])
    assert link(page)["t"] == "0.10"  # the hand has not let go: Streamlit has heard of nothing yet
    assert places == sorted(places)
    assert all(share_changed(a, b) > 0.005 for a, b in itertools.pairwise(pictures))
    page.mouse.up()
    wait_shown(page, "f.resolution === 256")
    page.wait_for_function(
        "() => Number(new URLSearchParams(location.search).get('t')) > 0.9", timeout=DRAW_MILLISECONDS
    )
    outside = [u for u in requested if not u.startswith((app_url, app_url.replace("http", "ws"), "data:", "blob:"))]
    assert outside == []


def test_what_is_shown_is_the_servers_mesh_for_that_t(page: Page, app_url: str, shipped: Path) -> None:
    open_live(page, f"{app_url}/?t=0.37")
    wait_shown(page, "f.resolution === 128 || f.resolution === 256")
    seen = page.evaluate(
        f"() => {{ const f = {APP}.viewer.shown(0); return {{t: f.place.t, resolution: f.resolution, "
        f"anchors: {APP}.courses.current()[0].anchors, positions: Array.from(f.mesh.positions), "
        "indices: Array.from(f.mesh.indices)}; }"
    )
    space = load_space(shipped / "furniture")
    source = source_at(space, make_tour(space, seen["anchors"], PathKind.ZOO), seen["t"])
    mesh = mesh_of(Engine("cpu"), space, source, seen["resolution"])
    points = np.array(seen["positions"]).reshape(-1, 3) / 65535 * 2 - 1
    faces = np.array(seen["indices"]).reshape(-1, 3)
    assert len(points) == mesh.n_points
    # Vertices travel in the order of first use: the corners of the triangles are compared, sorted by place.
    ours, theirs = (
        np.sort(np.round(p[f].mean(1), 3), 0) for p, f in ((points, faces), (np.asarray(mesh.points), triangles(mesh)))
    )
    np.testing.assert_allclose(ours, theirs, atol=2e-3)
    corners = (
        np.sort(points[faces].reshape(-1, 9).sum(1)),
        np.sort(np.asarray(mesh.points)[triangles(mesh)].reshape(-1, 9).sum(1)),
    )
    np.testing.assert_allclose(*corners, atol=9 * 1.6e-5)  # nine coordinates, each within half a step of 2 / 65535


def test_the_whole_journey_by_keyboard_alone(page: Page, app_url: str) -> None:
    open_live(page, app_url)
    track = page.get_by_role("slider", name=TRACK, exact=True)
    track.focus()
    before = canvas(page)
    track.press("End")
    wait_shown(page, "f.place.t === 1")
    track.press("Shift+ArrowLeft")
    wait_shown(page, "Math.abs(f.place.t - 0.9) < 1e-6")
    assert share_changed(before, canvas(page)) > 0.005
    wait_link(page, "t", "0.90")
    page.locator(".nx-pane-map [role=application]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    wait_shown(page, "f.place.kind === 'network'")
    wait_link(page, "view", "network")
    network = link(page)["id"]
    button = page.get_by_role("button", name="Set as A")
    button.focus()
    button.press("Enter")
    wait_link(page, "a", network)


def test_keys_work_after_a_click_beside_the_view(page: Page, app_url: str) -> None:
    """Streamlit's own frame around the page takes the focus then."""
    open_live(page, app_url)
    page.get_by_role("heading", name="NetSpace Explorer").click()
    assert page.evaluate("() => document.activeElement !== document.body")
    page.keyboard.press("s")
    page.wait_for_selector(".nx-showing")
    page.keyboard.press("Escape")
    page.wait_for_selector(".nx-showing", state="detached")


@pytest.mark.slow
def test_a_link_restores_the_view(page: Page, app_url: str) -> None:
    wanted = "view=path&a=12&b=87&via=40&t=0.62&path=straight&versus=raw&colour=width&cam=-30,35,1.2&wire=1&tour=12,87"
    open_live(page, f"{app_url}/?{wanted}")
    page.wait_for_function(f"() => {APP}.viewer.shown(1)", timeout=DRAW_MILLISECONDS)
    first = page.evaluate(f"() => JSON.stringify({APP}.state)")
    url = page.url
    assert {key: values[0] for key, values in parse_qs(wanted).items()}.items() <= link(page).items()
    assert page.evaluate(f"() => {APP}.viewer.camera.yaw") == pytest.approx(-30, abs=0.5)
    page.goto("about:blank")
    open_live(page, url)
    assert page.evaluate(f"() => JSON.stringify({APP}.state)") == first


@pytest.mark.slow
def test_show_mode_by_link_plays_and_is_left_by_escape(page: Page, app_url: str) -> None:
    open_live(page, f"{app_url}/?show=1&play=1&t=0")
    page.wait_for_function(f"() => {APP}.viewer.shown(0)?.place.t > 0.3", timeout=DRAW_MILLISECONDS)
    box = page.locator(".nx-view-canvas").first.bounding_box()
    assert box is not None
    assert box["width"] >= 1400  # the shape has the whole screen
    page.keyboard.press("Escape")
    wait_link_gone(page, "show")


def wait_link_gone(page: Page, key: str) -> None:
    page.wait_for_function("key => !new URLSearchParams(location.search).has(key)", arg=key, timeout=DRAW_MILLISECONDS)


def test_the_free_handle_is_decoded_live_anywhere(page: Page, app_url: str) -> None:
    open_live(page, f"{app_url}/?view=place&x=0&y=0")
    wait_shown(page, "f.place.kind === 'map' && f.where.ratio >= 0")
    before = canvas(page)
    page.keyboard.down("Alt")
    page.mouse.click(*page.evaluate(EMPTY))
    page.keyboard.up("Alt")
    wait_shown(page, "f.place.kind === 'map' && (Math.abs(f.place.x) > 0.01 || Math.abs(f.place.y) > 0.01)")
    assert share_changed(before, canvas(page)) > 0.005


def test_a_server_that_restarts_is_found_again(browser: Browser, shipped: Path) -> None:
    page, port = browser.new_page(viewport={"width": 1440, "height": 900}), find_port()
    with served(shipped, port) as url:
        open_live(page, url)
        shown = canvas(page)
    page.get_by_text("Connection lost").first.wait_for(timeout=DRAW_MILLISECONDS)
    assert share_changed(shown, canvas(page)) < 0.2  # the last shape stays
    with served(shipped, port):
        page.wait_for_function(f"() => {APP}?.connection.state === 'open'", timeout=DRAW_MILLISECONDS)
        track = page.get_by_role("slider", name=TRACK, exact=True)
        track.focus()
        track.press("End")
        wait_shown(page, "f.place.t === 1")
    page.close()


def test_bad_links_open_a_sensible_view_with_a_message(page: Page, app_url: str) -> None:
    open_live(page, f"{app_url}/?space=nowhere")
    page.get_by_text("'nowhere'").first.wait_for(timeout=DRAW_MILLISECONDS)
    open_live(page, f"{app_url}/?a=99999&t=half&show=maybe")
    for part in ("'99999'", "'half'", "'maybe'"):
        page.get_by_text(part).first.wait_for(timeout=DRAW_MILLISECONDS)
    assert link(page)["t"] == "0.40"


def test_without_webgl_the_plain_view_says_so(browser: Browser, app_url: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(
        "const real = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        "  return /webgl/.test(kind) ? null : real.call(this, kind, ...rest); };"
    )
    page.goto(app_url)
    page.get_by_text("This browser draws no WebGL").first.wait_for(timeout=DRAW_MILLISECONDS)  # by the page, or Python
    page.get_by_role("slider", name="From A to B").wait_for(timeout=DRAW_MILLISECONDS)
    settle(page)
    assert page.get_by_test_id("stAlertContentInfo").get_by_text("This browser draws no WebGL").is_visible()
    assert link(page)["plain"] == "1"
    for _ in range(2):  # also when it is opened again, at the address of the plain view
        page.locator('[data-chart="map"] .scatterlayer .point').nth(1000).wait_for(timeout=DRAW_MILLISECONDS)
        page.locator("[data-chart] .layer-above image, [data-chart] .imagelayer image").first.wait_for(
            timeout=DRAW_MILLISECONDS
        )
        assert not page.get_by_text("get.webgl.org").count()
        page.reload()
    page.close()
