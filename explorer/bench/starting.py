"""How long a command takes that does little, beside an import of torch, which any that opens a space needs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from explorer.bench.rows import Row, Setting, Timing, interleave
from explorer.bench.serving import REPO, running
from explorer.errors import BenchError

BASELINE = "python -c 'import torch'"
ROUNDS = 5
EMPTY = "an empty Streamlit app with torch imported"
PLAIN = "import streamlit as st, torch\nst.write('There it is: ' + torch.__version__)\n"
PAGES = 3  # starts of a server
PAGE_MS = 120_000
MAP_THERE = "document.querySelector('.explorer-live')?.explorer?.data?.count"
SHAPE_THERE = "document.querySelector('.explorer-live')?.explorer?.viewer?.shown(0)"
LISTED, EXPORTED = 1.2, 0.4  # aims: a second, and three, where torch takes 1.2


def start_spaces(setting: Setting) -> Row:
    """`spaces`: the list of the folder in which the space of shapes lies."""
    return _row(setting, "`spaces`", ["spaces", str(setting.shapes.absolute().parent)], LISTED)


def start_export(setting: Setting) -> Row:
    """`export` of one mesh."""
    with tempfile.TemporaryDirectory(prefix="explorer-") as folder:
        out = str(Path(folder) / "mesh.stl")
        command = ["export", str(setting.shapes.absolute()), "--id", "0", "--out", out]
        return _row(setting, "`export` of one mesh", command, EXPORTED)


def start_page(setting: Setting) -> Row:
    """The server started and the page of the space of shapes opened in Chromium, to its map and its first shape.

    Beside an app of Streamlit that imports torch and says a word. *Warm* is another page on the same server.

    Raises:
        BenchError: Playwright is not installed, or there is no Chromium.
    """
    try:
        from explorer.bench.driving import chromium, find_chromium  # noqa: PLC0415 - Playwright is not all people's
    except ModuleNotFoundError as error:
        raise BenchError(
            f"The page's start needs {error.name}, which is not installed.", "pip install -r tests/requirements.txt"
        ) from error
    if find_chromium() is None:
        raise BenchError("There is no Chromium here.", "Install it, or leave out the row start-page.")
    space = setting.shapes.resolve()
    cold, warm, shapes, plain = list[float](), list[float](), list[float](), list[float]()
    with chromium() as browser:
        for _ in range(PAGES):
            start = time.perf_counter()
            with running(space.parent) as server:
                for times in (cold, warm):
                    page = browser.new_page(viewport={"width": 1440, "height": 900})
                    page.goto(f"{server.url}/?space={space.name}")
                    page.wait_for_function(f"() => {MAP_THERE}", timeout=PAGE_MS)
                    times.append(time.perf_counter() - start)
                    page.wait_for_function(f"() => {SHAPE_THERE}", timeout=PAGE_MS)
                    shapes.append(time.perf_counter() - start)
                    page.close()
                    start = time.perf_counter()
            plain.append(_plain_page(browser))
    row = Timing(tuple(cold), tuple(plain)).row(
        "the server's start to the first map in Chromium", EMPTY, 1.0, setting.where(torch.device("cpu"))
    )
    own = float(np.median(cold)) - float(np.median(plain))
    said = (
        f"{row.note}; our own {own:.1f} s; to the first shape {np.median(shapes[::2]):.1f} s; warm: map "
        f"{np.median(warm):.1f} s, shape {np.median(shapes[1::2]):.1f} s; the browser draws WebGL by the processor"
    )
    return Row(row.row, row.baseline, row.ratio, row.low, row.high, row.aim, said)


def _plain_page(browser: Any) -> float:
    """Seconds from the start of a server with an empty app to its page."""
    with tempfile.TemporaryDirectory(prefix="explorer-") as folder:
        app = Path(folder) / "app.py"
        app.write_text(PLAIN, encoding="utf-8")
        start = time.perf_counter()
        with running(app.parent, app=app) as server:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(server.url)
            page.get_by_text("There it is").wait_for(timeout=PAGE_MS)
            taken = time.perf_counter() - start
            page.close()
        return taken


def _row(setting: Setting, name: str, command: Sequence[str], aim: float) -> Row:
    def run(*arguments: str) -> None:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        if done.returncode:
            raise BenchError(f"{' '.join(arguments)} ended with {done.returncode}.", done.stderr[-500:])

    rounds = range(ROUNDS)
    timing = interleave(lambda k: run("-m", "explorer", *command), lambda k: run("-c", "import torch"), rounds)
    return timing.row(name, BASELINE, aim, setting.where(torch.device("cpu")))
