"""The app's server in a process of its own, for what measures it or drives a browser to it. Needs no Playwright."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from explorer import heap
from explorer.errors import BenchError

REPO = Path(__file__).parents[2]
START_SECONDS = 90


@dataclass(frozen=True)
class Running:
    """A server that answers.

    Attributes:
        url: its address, without a slash at the end.
        pid: of its process.
    """

    url: str
    pid: int


def find_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(
    root: Path, port: int | None = None, *, below: str = "", options: Sequence[str] = (), app: Path = Path("app.py")
) -> Iterator[Running]:
    """The app on a port (a free one if none is given), showing the spaces in `root`.

    Args:
        root: the folder of spaces.
        port: where it listens.
        below: its base path, without slashes at its ends; empty: it has none.
        options: of Streamlit, "--name=value".
        app: another app instead.
    """
    port = port or find_port()
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}", "--server.headless=true"]
    command += [f"--server.baseUrlPath={below}", *options]
    env = {**os.environ, "NETSPACE_PRETRAINED": str(root)}
    process = subprocess.Popen(  # noqa: S603 - a fixed command
        command, cwd=REPO, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://localhost:{port}" + (f"/{below}" if below else "")
    try:
        wait_for(f"{url}/_stcore/health", process)
        yield Running(url, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def resident(pid: int) -> float:
    """MiB of memory that a process holds.

    Raises:
        BenchError: the system does not say.
    """
    try:
        held = heap.resident(pid)
    except OSError as error:
        raise BenchError("How much memory a process holds is not told here.", "Run it on Linux.") from error
    if not held:
        raise BenchError(f"The process {pid} has ended.", "Look at the server's log.")
    return held / 2**20


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server that was started answers at an address."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The app ended with status {process.returncode}.")
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - our own server
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.2)
    raise RuntimeError(f"The app did not answer within {START_SECONDS} s.")
