"""One app and one Chromium for all browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from explorer.bench.driving import chromium, find_chromium, served
from explorer.ui.resources import spaces_root


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the space "furniture" alone, as shipped (or where NETSPACE_PRETRAINED has it)."""
    space = spaces_root() / "furniture"
    assert space.is_dir(), f"{space} is not there: it is shipped with the repository"
    root = tmp_path_factory.mktemp("shipped")
    (root / "furniture").symlink_to(space.resolve(), target_is_directory=True)
    return root


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if find_chromium() is None:
        pytest.skip("There is no Chromium: apt-get install chromium.")
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def app_url(shipped: Path) -> Iterator[str]:
    with served(shipped) as url:
        yield url


@pytest.fixture(scope="session")
def spaces_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app with a space of shapes, one of classifiers and one of pictures, as shipped."""
    root = tmp_path_factory.mktemp("shipped_kinds")
    for name in ("furniture", "fashion-resnet8", "fashion-images"):
        space = spaces_root() / name
        assert space.is_dir(), f"{space} is not there: it is shipped with the repository"
        (root / name).symlink_to(space.resolve(), target_is_directory=True)
    with served(root) as url:
        yield url


@pytest.fixture
def requested() -> list[str]:
    """Every address that the page asked for."""
    return []


@pytest.fixture
def page(browser: Browser, requested: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.on("request", lambda request: requested.append(request.url))
    yield opened
    context.close()
