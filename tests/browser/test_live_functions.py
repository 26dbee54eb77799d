"""The live view of functions under a real hand: what is drawn is what the networks answer, curve by curve."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from playwright.sync_api import Page, expect

from explorer.bench.browser import APP, TRACK, track_box
from explorer.bench.driving import DRAW_MILLISECONDS, served, settle
from explorer.explore.engine.engine import Decoded, Engine, Input
from explorer.figures.style import LIGHT
from explorer.kinds.functions.figures import shade
from explorer.kinds.functions.judging import judge_network
from explorer.kinds.functions.response import answers_at, classes_at, directions_of
from explorer.kinds.functions.space import FunctionSpace, functions_only
from explorer.space.bundle import load_space
from tests.kinds.functions.zoos import Made, built, cancer, regressors

pytestmark = pytest.mark.browser

JUDGEMENT, RESPONSE = "canvas.nx-fn-judgement", "canvas.nx-fn-response"
SHOWN = f"{APP}?.viewer.shown(0)"
# Where axes lie on a canvas: `Frame` in ui/live/src/kinds/functions/draw.ts.
LEFT, BOTTOM, TOP, RIGHT = 46, 34, 20, 10
PIXELS = """selector => {
  const canvas = document.querySelector(selector);
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  return {width: canvas.width, height: canvas.height, data: Array.from(data)};
}"""


@pytest.fixture(scope="module")
def made() -> Made:
    return cancer()


@pytest.fixture(scope="module")
def spaces(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the spaces "cancer" (classes) and "diabetes" (values)."""
    root = tmp_path_factory.mktemp("functions")
    built(made, root, "cancer")
    built(regressors(), root, "diabetes")
    return root


@pytest.fixture(scope="module")
def space(spaces: Path) -> FunctionSpace:
    return functions_only(load_space(spaces / "cancer"))


@pytest.fixture(scope="module")
def url(spaces: Path) -> Iterator[str]:
    with served(spaces) as address:
        yield address


def open_functions(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function(f"() => {SHOWN}?.answers", timeout=DRAW_MILLISECONDS)
    settle(page)


def wait_exact(page: Page, condition: str) -> None:
    """Wait for the finest frame of what is looked at, and until it is painted; `condition` of the frame `f`."""
    page.wait_for_function(
        f"() => {{ const f = {SHOWN}; return f?.answers && {condition} && f.resolution === 256 && !{APP}.waiting; }}",
        timeout=DRAW_MILLISECONDS,
    )
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def pixels(page: Page, selector: str) -> np.ndarray:
    """What is on a canvas (height, width, RGBA)."""
    drawn: dict[str, Any] = page.evaluate(PIXELS, selector)
    return np.asarray(drawn["data"], dtype=np.float64).reshape(drawn["height"], drawn["width"], 4)


def drawn_cells(drawn: np.ndarray, classes: int) -> np.ndarray:
    """How opaque the cells of a confusion matrix are (classes, classes): of few classes, each 44 points high."""
    opaque = drawn[..., 3] > 5
    row = 30 + 5  # above the numbers, and above the name of the first class
    edges = np.flatnonzero(np.diff(np.concatenate([[False], opaque[row], [False]]).astype(int)))
    cells = [int(start) for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start > 20]
    assert len(cells) == classes, f"{classes} cells in a row are wanted, {len(cells)} are drawn"
    return np.asarray([[drawn[row + 44 * k, left + 8, 3] / 255 for left in cells] for k in range(classes)])


def test_a_click_on_the_map_shows_a_network_and_what_it_confuses(
    page: Page, url: str, space: FunctionSpace, requested: list[str]
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    open_functions(page, f"{url}/?space=cancer")
    number = int(np.argmax(space.labels["accuracy"]))
    x, y = page.evaluate(f"() => {APP}.map.pointOnScreen({number})")
    page.mouse.click(x, y)
    wait_exact(page, f"f.place.kind === 'network' && f.place.id === {number}")
    engine = Engine("cpu")
    decoded = judge_network(engine, space, Decoded.of(space.latents[number]))
    own = judge_network(engine, space, Input(number))
    expect(page.locator(".nx-fn-big").first).to_have_text(f"{decoded.worth:.1f} %")
    facts = page.locator(".nx-fn-others").first
    expect(facts).to_contain_text(f"{own.worth:.1f} %")
    expect(facts).to_contain_text(f"{100 * float((decoded.predicted == own.predicted).mean()):.1f} %")
    matrix = page.locator(JUDGEMENT).first
    assert "Confusion matrix" in (matrix.get_attribute("aria-label") or "")
    assert decoded.confusion is not None
    shares = decoded.confusion / np.maximum(decoded.confusion.sum(1, keepdims=True), 1)
    np.testing.assert_allclose(drawn_cells(pixels(page, JUDGEMENT), 2), 0.06 + 0.94 * np.sqrt(shares), atol=0.02)
    assert not faults
    own_addresses = (url, url.replace("http", "ws"), "data:", "blob:")
    assert [address for address in requested if not address.startswith(own_addresses)] == []


def test_the_plane_shows_the_classes_that_the_network_takes(page: Page, url: str, space: FunctionSpace) -> None:
    number = int(space.heldout[0])
    open_functions(page, f"{url}/?space=cancer&view=network&id={number}")
    wait_exact(page, f"f.place.kind === 'network' && f.place.id === {number}")
    engine, source = Engine("cpu"), Decoded.of(space.latents[number])
    side = page.evaluate(f"() => {SHOWN}.answers.planes.shape[1]")
    plane = directions_of(engine, space).planes()[0]
    classes, sure = (
        part.reshape(side, side) for part in classes_at(answers_at(engine, space, source, plane.inputs(side)))
    )
    wanted = shade(classes, sure, space.task.size, LIGHT.paper)
    drawn = pixels(page, RESPONSE)
    height, width = drawn.shape[:2]
    columns = LEFT + (np.arange(side) + 0.5) / side * (width - LEFT - RIGHT)
    rows = height - BOTTOM - (np.arange(side) + 0.5) / side * (height - TOP - BOTTOM)
    seen = drawn[rows.astype(int)[:, None], columns.astype(int)[None], :3]
    same = np.abs(seen - wanted).max(-1) < 14
    assert same.mean() > 0.75, "beside the dots of the test inputs the plane is what the network takes"
    assert len(np.unique(classes)) == 2, "this network tells both classes apart"


@pytest.mark.slow
def test_curves_along_an_input_are_what_the_network_gives(page: Page, url: str, space: FunctionSpace) -> None:
    number = int(space.heldout[1])
    open_functions(page, f"{url}/?space=cancer&view=network&id={number}")
    wait_exact(page, f"f.place.kind === 'network' && f.place.id === {number}")
    plane = pixels(page, RESPONSE)
    engine, found = Engine("cpu"), directions_of(Engine("cpu"), space)
    name = found.axes[1].name
    page.get_by_role("combobox", name="Inputs that vary").first.select_option(label=name)
    expect(page.locator(RESPONSE).first).to_have_attribute("aria-label", f"What it gives when {name} varies")
    drawn = pixels(page, RESPONSE)
    assert drawn.shape == plane.shape
    assert (drawn != plane).any()
    given = answers_at(engine, space, Decoded.of(space.latents[number]), found.sweep(found.axes[1], 33))
    height, width = drawn.shape[:2]
    for k in (0, 1):
        colour = np.asarray([[0xE6, 0x9F, 0x00], [0x56, 0xB4, 0xE9]][k])
        for i in range(2, 31, 4):
            x = round(LEFT + (width - LEFT - RIGHT) * i / 32)
            y = round(height - BOTTOM - (height - TOP - BOTTOM) * (given[i, k] + 0.02) / 1.04)
            around = drawn[max(y - 3, 0) : y + 4, x - 1 : x + 2]
            near = (np.abs(around[..., :3] - colour).max(-1) < 40) & (around[..., 3] > 150)
            crossing = abs(given[i, 0] - given[i, 1]) < 0.05  # there one line lies over the other
            assert near.any() or crossing, f"output {k} is not drawn at {found.axes[1].name} number {i}"


def test_all_of_it_moves_under_the_hand(page: Page, url: str, space: FunctionSpace) -> None:
    weak, strong = (int(pick(space.labels["accuracy"])) for pick in (np.argmin, np.argmax))
    open_functions(page, f"{url}/?space=cancer&a={weak}&b={strong}&t=0.05&path=straight")
    page.wait_for_function(f"() => {APP}.curves[0]", timeout=DRAW_MILLISECONDS)
    expect(page.locator(".nx-curve path.nx-line")).to_have_count(1)
    box = track_box(page)
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.05 * box["width"], y)
    page.mouse.down()
    seen = []
    for share in (0.02, 0.98):
        page.mouse.move(box["x"] + share * box["width"], y, steps=6)
        page.wait_for_function(
            f"() => {{ const f = {SHOWN}; return f?.answers && f.place.kind === 'path'"
            f" && Math.abs(f.place.t - {share}) < 0.01; }}",
            timeout=DRAW_MILLISECONDS,
        )
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        judged = page.evaluate(f"() => {SHOWN}.answers.worth")
        expect(page.locator(".nx-fn-big").first).to_have_text(f"{judged:.1f} %")
        seen.append((judged, pixels(page, JUDGEMENT), pixels(page, RESPONSE)))
    page.mouse.up()
    assert seen[0][0] < seen[1][0], "from a weak network to a strong one"
    assert (seen[0][1] != seen[1][1]).any(), "the confusion matrix moves with the hand"
    assert (seen[0][2] != seen[1][2]).any(), "and what is drawn of its inputs"


def test_a_file_becomes_a_star_that_is_looked_at(
    page: Page, url: str, space: FunctionSpace, made: Made, tmp_path: Path
) -> None:
    """A network as a user has it: a state dict, which is of the space's architecture."""
    file = tmp_path / "mine.pt"
    torch.save(made.modules[7].state_dict(), file)
    inputs, targets = space.examples.only("test")
    assert targets is not None
    with torch.inference_mode():
        right = float((made.modules[7](inputs).argmax(1) == targets.flatten()).float().mean())
    open_functions(page, f"{url}/?space=cancer")
    page.get_by_text("Read a network").click()
    page.wait_for_selector("input[type=file]", state="attached", timeout=DRAW_MILLISECONDS)
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("mine.pt · mlp-Tanh, 266 parameters")).to_be_visible(timeout=DRAW_MILLISECONDS)
    expect(page.get_by_test_id("stMetric").filter(has_text=f"{100 * right:.1f}").first).to_be_visible()
    star = page.locator(".nx-map-kept")
    expect(star).to_have_count(1, timeout=DRAW_MILLISECONDS)
    star.dispatch_event("click")
    page.wait_for_function(f"() => {SHOWN}.place.kind === 'told' && {SHOWN}.answers", timeout=DRAW_MILLISECONDS)
    judged = page.evaluate(f"() => {SHOWN}.answers.worth")
    expect(page.locator(".nx-fn-big").first).to_have_text(f"{judged:.1f} %")
    assert abs(judged - 100 * right) < 10, "it does what the file does"


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_the_path_and_all_of_the_drawings_are_in_sight(page: Page, url: str, size: tuple[int, int]) -> None:
    """On a projector and on a laptop: without scrolling, and nothing cut off."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_functions(page, f"{url}/?space=diabetes")
    track = track_box(page)
    assert track["y"] + track["height"] <= size[1]
    view = page.locator(".nx-fn").first.evaluate(
        "view => ({room: view.clientHeight, needs: view.scrollHeight, bottom: view.getBoundingClientRect().bottom})"
    )
    assert view["bottom"] <= track["y"], "the drawings end above the path"
    small = page.locator(".nx-fn-small").first
    if not small.is_visible():
        assert view["needs"] <= view["room"] + 1, "nothing of the drawings is cut off"


@pytest.mark.slow
def test_values_are_drawn_against_their_targets(page: Page, url: str, spaces: Path) -> None:
    space = functions_only(load_space(spaces / "diabetes"))
    number = int(space.heldout[0])
    open_functions(page, f"{url}/?space=diabetes&view=network&id={number}")
    wait_exact(page, f"f.place.kind === 'network' && f.place.id === {number}")
    judged = judge_network(Engine("cpu"), space, Decoded.of(space.latents[number]))
    expect(page.locator(".nx-fn-big").first).to_have_text(f"{judged.worth:.3f}")
    expect(page.locator(".nx-fn-called").first).to_have_text("R²")
    dots = pixels(page, JUDGEMENT)
    orange = (np.abs(dots[..., :3] - [0xE6, 0x9F, 0x00]).max(-1) < 30) & (dots[..., 3] > 120)
    assert orange.sum() > 100, "the test inputs are dots"
    slider = page.get_by_role("slider", name=TRACK, exact=True)
    assert "R²" in (slider.get_attribute("aria-valuetext") or "")
