"""Starting the real app and a real Chromium: for `bench browser`, the tests in the browser and the README's pictures.

Playwright is in tests/requirements.txt: the app does not need it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from explorer.bench.serving import running

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    "--use-angle=swiftshader", "--enable-unsafe-swiftshader",  # WebGL by the processor: plotly's 3-D needs it
)  # fmt: skip
DRAW_MILLISECONDS = 60_000  # by the processor, on a machine that may be busy


def find_chromium() -> str | None:
    """Path of the system's Chromium."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@contextmanager
def served(root: Path, port: int | None = None) -> Iterator[str]:
    """The app on a port (a free one if none is given), showing the spaces in `root`; gives its address."""
    with running(root, port) as server:
        yield server.url


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that draws WebGL."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_ARGS))
        yield browser
        browser.close()


def wait_drawn(page: Page, chart: str, more_than: int = 0) -> int:
    """Wait until a chart was drawn more than so many times; gives how often it was."""
    script = "([name, n]) => Number(document.querySelector(`[data-chart=${name}]`)?.dataset.drawn ?? 0) > n"
    try:
        page.wait_for_function(script, arg=[chart, more_than], timeout=DRAW_MILLISECONDS)
    except PlaywrightTimeoutError:
        raise AssertionError(f"The chart {chart!r} was not drawn. The page says:\n{page.inner_text('body')}") from None
    return times_drawn(page, chart)


def times_drawn(page: Page, chart: str) -> int:
    """How often a chart was drawn so far."""
    return int(page.evaluate("name => Number(document.querySelector(`[data-chart=${name}]`).dataset.drawn)", chart))


def settle(page: Page) -> None:
    """Wait until Streamlit runs nothing and the page has been painted."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", timeout=DRAW_MILLISECONDS)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
