"""The screen in Firefox: Debian's firefox-esr, driven by Mozilla's own marionette-driver.

Neither is among what the tests install, as it is a second browser of 80 MB:

    apt-get install firefox-esr; pip install marionette-driver==3.7.1
    python -m pytest -n 0 tests/browser/test_firefox.py

Without a display Firefox draws no WebGL: shapes are seen in the plain view, as pictures; with one (`xvfb-run`), live.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

marionette = pytest.importorskip("marionette_driver.marionette", reason="pip install marionette-driver")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(shutil.which("firefox-esr") is None, reason="apt-get install firefox-esr"),
]
WAIT_S = 90
Drive = Callable[..., Any]


def free_port() -> int:
    with socket.socket() as waiting:
        waiting.bind(("127.0.0.1", 0))
        return int(waiting.getsockname()[1])


@pytest.fixture
def firefox(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A Firefox with a profile of its own; the parameter says whether it may draw WebGL."""
    port, profile = free_port(), tmp_path / "profile"
    profile.mkdir()
    settings = {"marionette.port": port, "webgl.disabled": str(not request.param).lower()}
    lines = [f'user_pref("{name}", {value});\n' for name, value in settings.items()]
    (profile / "user.js").write_text("".join(lines))
    shown = [] if request.param else ["--headless"]
    command = ["firefox-esr", *shown, "--marionette", "--no-remote", "--profile", str(profile)]
    started = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        driver = marionette.Marionette(host="127.0.0.1", port=port, startup_timeout=WAIT_S)
        driver.raise_for_port(timeout=WAIT_S, check_process_status=False)
        driver.start_session()
        driver.set_window_rect(width=1280, height=800)
        yield driver
        driver.delete_session()
    finally:
        started.terminate()
        started.wait(30)


def until(driver: Any, script: str) -> Any:
    """What a script of the page gives, as soon as that is something."""
    end = time.monotonic() + WAIT_S
    while not (found := driver.execute_script(script)):
        assert time.monotonic() < end, driver.execute_script("return document.body.innerText")
        time.sleep(0.3)
    return found


@pytest.mark.parametrize("firefox", [False], indirect=True)
def test_without_webgl_map_and_shapes_are_seen(firefox: Any, app_url: str) -> None:
    firefox.navigate(app_url)
    until(firefox, "return document.body.innerText.includes('This browser draws no WebGL')")
    until(firefox, "return document.querySelectorAll('[data-chart=map] .scatterlayer .point').length > 1000")
    until(firefox, "return document.querySelectorAll('[data-chart] image').length")
    assert "get.webgl.org" not in firefox.execute_script("return document.body.innerText")


def dragged(driver: Any) -> None:
    """Drag the handle on the map, and see that title and address follow."""
    handle = "const r = document.querySelector('.nx-map-overlay .nx-map-handle').getBoundingClientRect();"
    until(driver, f"{handle.replace('.getB', '?.getB')} return r && r.x > 0")
    before = until(driver, "return new URL(location).searchParams.get('t') ?? '0.40'")
    x, y = driver.execute_script(f"{handle} return [r.x + r.width / 2, r.y + r.height / 2]")
    hand = driver.actions.sequence("pointer", "mouse", {"pointerType": "mouse"})
    hand.pointer_move(int(x), int(y)).pointer_down()
    for step in range(1, 9):
        hand.pointer_move(int(x + 12 * step), int(y - 8 * step), duration=60)
    hand.pointer_up().perform()
    until(driver, f"const t = new URL(location).searchParams.get('t'); return t && t !== '{before}'")


@pytest.mark.parametrize("firefox", [False], indirect=True)
def test_classifiers_are_dragged_live_without_webgl(firefox: Any, spaces_url: str) -> None:
    firefox.navigate(f"{spaces_url}/?space=fashion-resnet8")
    dragged(firefox)


@pytest.mark.parametrize("firefox", [True], indirect=True)
def test_shapes_are_dragged_live(firefox: Any, app_url: str) -> None:
    if not firefox.execute_script("return !!document.createElement('canvas').getContext('webgl2')"):
        pytest.skip("This Firefox draws no WebGL: run it with a display (xvfb-run).")
    firefox.navigate(app_url)
    until(firefox, "return document.querySelector('.nx-view-canvas')")
    dragged(firefox)
