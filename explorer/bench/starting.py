"""How long a command takes that does little, beside an import of torch, which any that opens a space needs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import torch

from explorer.bench.rows import Row, Setting, Timing, in_turns
from explorer.bench.serving import REPO, running
from explorer.errors import BenchError

BASELINE = "python -c 'import torch'"
ROUNDS = 5
EMPTY = "an empty Streamlit app with torch imported"
PLAIN = "import streamlit as st, torch\nst.write('There it is: ' + torch.__version__)\n"
PAGES = 3  # starts of a server
PAGE_MS = 120_000
STILL_THERE = "document.querySelector('.explorer-live canvas')"
MAP_THERE = "document.querySelector('.explorer-live')?.explorer?.data?.count"
SHAPE_THERE = "document.querySelector('.explorer-live')?.explorer?.viewer?.shown(0)"
LISTED, EXPORTED = 1.2, 0.4  # aims: a second, and three, where torch takes 1.2


def start_spaces(setting: Setting) -> Row:
    """`spaces`: the list of the folder in which the space of shapes lies."""
    taken = _commands(setting)
    return Timing(taken.spaces, taken.torch).row("`spaces`", BASELINE, LISTED, setting.where(torch.device("cpu")))


def start_export(setting: Setting) -> Row:
    """`export` of one mesh."""
    taken = _commands(setting)
    name = "`export` of one mesh"
    return Timing(taken.export, taken.torch).row(name, BASELINE, EXPORTED, setting.where(torch.device("cpu")))


@dataclass(frozen=True)
class Taken:
    """Seconds of commands, round by round.

    Attributes:
        spaces: of `spaces`.
        export: of `export` of one mesh.
        torch: of an import of torch.
    """

    spaces: tuple[float, ...]
    export: tuple[float, ...]
    torch: tuple[float, ...]


@lru_cache(maxsize=1)
def _commands(setting: Setting) -> Taken:
    """Measured once for both rows: most of the time goes into the baseline that they share.

    Raises:
        BenchError: a command failed.
    """
    ours = [sys.executable, "-m", "explorer"]
    with tempfile.TemporaryDirectory(prefix="explorer-") as folder:
        commands = [
            [*ours, "spaces", str(setting.shapes.absolute().parent)],
            [*ours, "export", str(setting.shapes.absolute()), "--id", "0", "--out", str(Path(folder) / "mesh.stl")],
            [sys.executable, "-c", "import torch"],
        ]
        works = [partial(_run, command) for command in commands]
        return Taken(*in_turns(works, range(ROUNDS), warm=not setting.quick))


def _run(command: Sequence[str], round_number: int) -> None:
    del round_number
    done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise BenchError(f"{' '.join(command[1:])} ended with {done.returncode}.", done.stderr[-500:])


def start_page(setting: Setting) -> Row:
    """The server started and the page of the space of shapes opened in Chromium, to its live map and its first shape.

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
    still, cold, warm, shapes, plain = (list[float]() for _ in range(5))
    with chromium() as browser:
        for _ in range(PAGES):
            start = time.perf_counter()
            with running(space.parent) as server:
                for times in (cold, warm):
                    page = browser.new_page(viewport={"width": 1440, "height": 900})
                    page.goto(f"{server.url}/?space={space.name}")
                    page.wait_for_function(f"() => {STILL_THERE}", timeout=PAGE_MS)
                    still.append(time.perf_counter() - start)
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
        f"{row.note}; our own {own:.1f} s; a still map after {np.median(still[::2]):.1f} s, the first shape after "
        f"{np.median(shapes[::2]):.1f} s; warm: still map {np.median(still[1::2]):.1f} s, map "
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
