"""The live view of classifiers under a real hand: accuracy, confusion matrix, images, terrain; without WebGL too."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from explorer.bench.browser import APP, TRACK, track_box
from explorer.bench.driving import DRAW_MILLISECONDS, served, settle
from explorer.ui.resources import spaces_root

pytestmark = pytest.mark.browser

READY = f"() => {APP}?.viewer.shown(0)?.judged"
SHOWN = """() => {
  const card = document.querySelector('.nx-judge-card');
  const all = (selector, of) => [...card.querySelectorAll(selector)].map(of);
  return {
    accuracy: card.querySelector('.nx-judge-big').textContent,
    matrix: all('.nx-judge-cell', cell => cell.style.getPropertyValue('--nx-shade')),
    counts: all('.nx-judge-cell', cell => Number(cell.textContent)),
    images: all('.nx-judge-image:not([hidden])', image => image.title),
    form: card.querySelector('.nx-judge-arch').textContent,
    top: card.querySelector('.nx-judge-images').getBoundingClientRect().top,
    judged: document.querySelector('.explorer-live').explorer.viewer.shown(0).judged.accuracy,
  };
}"""
TERRAIN = "Terrain: colour the map by what is decoded at every place"
NO_WEBGL = (
    "const real = HTMLCanvasElement.prototype.getContext;"
    "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
    "  return /webgl/.test(kind) ? null : real.call(this, kind, ...rest); };"
)


@pytest.fixture(scope="module")
def classifiers_url(tiny_classifiers_dir: Path) -> Iterator[str]:
    with served(tiny_classifiers_dir) as url:
        yield url


@pytest.fixture(scope="module")
def fashion_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with the space "fashion-joint" alone, as shipped: its networks are good, a small space's are not."""
    space = spaces_root() / "fashion-joint"
    assert space.is_dir(), f"{space} is not there: it is shipped with the repository"
    root = tmp_path_factory.mktemp("shipped_fashion")
    (root / space.name).symlink_to(space.resolve(), target_is_directory=True)
    with served(root) as url:
        yield url


def open_classifiers(page: Page, url: str) -> None:
    """Open the live view and wait until a network has been judged and the curve of its path is there."""
    page.goto(url)
    page.wait_for_function(READY, timeout=DRAW_MILLISECONDS)
    page.wait_for_function(f"() => {APP}.curves[0]", timeout=DRAW_MILLISECONDS)
    settle(page)


def wait_at(page: Page, share: float) -> None:
    page.wait_for_function(
        f"() => {{ const f = {APP}.viewer.shown(0);"
        f" return f?.judged && f.place.kind === 'path' && Math.abs(f.place.t - {share}) < 0.02; }}",
        timeout=DRAW_MILLISECONDS,
    )
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def ground(page: Page) -> list[int]:
    """What is painted under the points: how many pixels, and of how many colours."""
    script = """() => {
      const canvas = document.querySelector('.nx-map-layers canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      const colours = new Set(); let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 20) count += 1;
        if (data[i + 3] > 120) colours.add((data[i] >> 4) * 256 + (data[i + 1] >> 4) * 16 + (data[i + 2] >> 4));
      }
      return canvas.style.display === 'none' ? [0, 0] : [count, colours.size];
    }"""
    found: list[int] = page.evaluate(script)
    return found


def test_all_of_it_moves_under_the_hand(page: Page, fashion_url: str, requested: list[str]) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    open_classifiers(page, f"{fashion_url}/?t=0.05")
    box = track_box(page)
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.05 * box["width"], y)
    page.mouse.down()
    seen: list[dict[str, Any]] = []
    for share in (0.1, 0.5, 0.95):
        page.mouse.move(box["x"] + share * box["width"], y, steps=6)
        wait_at(page, share)
        seen.append(page.evaluate(SHOWN))
        assert seen[-1]["accuracy"] == f"{seen[-1]['judged']:.1f} %"
    page.mouse.up()
    assert len({one["accuracy"] for one in seen}) > 1  # two good networks may well be equally good, to a tenth
    for one, next_one in itertools.pairwise(seen):
        assert one["matrix"] != next_one["matrix"]
        assert one["images"] != next_one["images"]
    assert len({one["top"] for one in seen}) == 1, "the layout jumped under the hand"
    assert seen[0]["form"] != seen[-1]["form"]  # another architecture at the other end
    assert len(seen[0]["images"]) == 12
    assert faults == []
    own = (fashion_url, fashion_url.replace("http", "ws"), "data:", "blob:")
    outside = [u for u in requested if not u.startswith(own)]
    assert outside == []


def test_the_panel_says_what_the_server_judged(page: Page, classifiers_url: str) -> None:
    open_classifiers(page, classifiers_url)
    judged = page.evaluate(
        f"() => {{ const j = {APP}.viewer.shown(0).judged; return [j.accuracy, j.confusion, j.count]; }}"
    )
    shown = page.evaluate(SHOWN)
    assert shown["accuracy"] == f"{judged[0]:.1f} %"
    assert shown["counts"] == judged[1]
    assert sum(shown["counts"]) == judged[2]
    spoken = page.locator(".nx-judge-matrix").first.get_attribute("aria-label") or ""
    assert f"Accuracy {judged[0]:.1f} percent" in spoken
    slider = page.get_by_role("slider", name=TRACK, exact=True)
    assert f"Accuracy {judged[0]:.1f} percent" in (slider.get_attribute("aria-valuetext") or "")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.get_by_role("button", name="Steer").click()
    whole = "() => { const m = document.querySelector('.nx-judge-matrix'); return m.scrollWidth <= m.clientWidth; }"
    page.wait_for_function(whole, timeout=DRAW_MILLISECONDS)  # all classes are in sight beside the panel


def test_two_paths_side_by_side_have_two_curves(page: Page, classifiers_url: str) -> None:
    open_classifiers(page, f"{classifiers_url}/?versus=straight")
    page.wait_for_function(f"() => {APP}.viewer.shown(1)?.judged && {APP}.curves[1]", timeout=DRAW_MILLISECONDS)
    assert page.locator(".nx-judge-card:visible .nx-judge-big").count() == 2
    page.wait_for_function("() => document.querySelectorAll('.nx-curve path.nx-line').length === 2")
    assert page.locator(".nx-arch-span").all_inner_texts()


def test_nothing_that_only_shapes_have_is_offered(page: Page, classifiers_url: str) -> None:
    open_classifiers(page, classifiers_url)
    for name in ("Turntable", "Wireframe", "Section", "Reset the camera", "Show both ends small"):
        assert page.get_by_role("button", name=name).count() == 0, name


@pytest.mark.slow  # a minute on a busy machine
def test_the_terrain_grows_and_goes(page: Page, classifiers_url: str) -> None:
    open_classifiers(page, classifiers_url)
    assert ground(page) == [0, 0]
    button = page.get_by_role("button", name=TERRAIN)
    button.click()
    page.wait_for_function("() => /computed/.test(document.querySelector('.nx-map-terrain').textContent)")
    page.wait_for_function(
        "() => { const t = document.querySelector('.nx-map-terrain'); return t.querySelector('.nx-map-bar')"
        " && !/comput/i.test(t.querySelector('.nx-map-terrain-progress').textContent); }",
        timeout=3 * DRAW_MILLISECONDS,
    )
    settle(page)
    pixels, colours = ground(page)
    assert pixels > 10_000
    assert colours > 2
    page.get_by_role("button", name="Architecture", exact=True).click()
    settle(page)
    assert page.locator(".nx-map-terrain-arch").all_inner_texts() == ["LeNetLike", "ResNet8"]
    assert ground(page)[0] > 10_000
    button.click()
    settle(page)
    assert ground(page) == [0, 0]
    assert not page.locator(".nx-map-terrain").is_visible()


def test_without_webgl_the_live_view_stays(browser: Browser, classifiers_url: str) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(NO_WEBGL)
    open_classifiers(page, classifiers_url)
    assert page.get_by_text("draws no WebGL").count() == 0
    x, y = page.evaluate(f"() => {APP}.map.pointOnScreen(3)")
    page.mouse.click(x, y)
    page.wait_for_function(
        f"() => {{ const f = {APP}.viewer.shown(0); return f.place.kind === 'network' && f.judged.input !== null; }}",
        timeout=DRAW_MILLISECONDS,
    )
    painted = page.evaluate(
        "() => { const c = document.querySelectorAll('.nx-map-layers canvas')[1];"
        " return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0); }"
    )
    assert painted
    page.close()
