"""What the map's own work takes with a hundred thousand networks: hovering, lasso, search."""

from __future__ import annotations

import json
import shutil
import subprocess

import numpy as np

from explorer.bench.rows import Row, Setting
from explorer.bench.serving import REPO
from explorer.errors import BenchError

LIVE = REPO / "explorer" / "ui" / "live"
SCRIPT = "src/map/bench.ts"
FRAME_MS = 1000 / 60
SAID = {
    "lasso": "a lasso of 120 corners", "word": "a word sought", "number": "a number and a word sought",
    "look": "marks and order after it", "colour": "coloured anew", "index": "places sorted, once",
}  # fmt: skip


def map_work(setting: Setting, networks: int = 100_000) -> Row:
    """The map's work without its drawing, run by Node: what a frame of hovering takes, and what is done once.

    Raises:
        BenchError: Node or its packages are not installed.
    """
    del setting
    node = shutil.which("node")
    if node is None or not (LIVE / "node_modules").is_dir():
        raise BenchError("The map's own work is measured by Node.", f"Install it, and run `npm ci` in {LIVE}.")
    command = [node, "--import", "tsx", SCRIPT, str(networks)]
    done = subprocess.run(command, cwd=LIVE, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise BenchError(f"{SCRIPT} ended with {done.returncode}.", done.stderr[-500:])
    times: dict[str, list[float]] = json.loads(done.stdout)
    low, middle, high = (round(float(FRAME_MS / v), 1) for v in np.percentile(times["hover"], (90, 50, 10)))
    once = ", ".join(f"{said} {np.median(times[name]):.1f} ms" for name, said in SAID.items())
    note = f"a network under the hand {1000 * np.median(times['hover']):.1f} µs; {once}; drawing is not among it"
    row = f"the map of {networks:,} networks: hovering"
    return Row(row, "the aim, a frame at 60 a second", middle, low, high, 1.0, note)
