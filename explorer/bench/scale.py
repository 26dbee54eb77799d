"""Spaces of a thousand to a hundred thousand networks, synthesised: opening, map, paths, neighbours, memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from explorer.bench.opened import Opened
from explorer.bench.rows import Row, Setting
from explorer.bench.serving import REPO
from explorer.bench.synthesised import synthesise
from explorer.errors import BenchError
from explorer.files import CACHE

AIM_S = 5.0


def scale(setting: Setting, networks: int) -> Row:
    """A space of so many networks, opened by a process of its own.

    The neighbours that paths go along are found anew, and pictures of the contact sheet drawn: the second process reads
    what the first has kept.

    Raises:
        BenchError: a process that opened it failed.
    """
    with tempfile.TemporaryDirectory(prefix="explorer-") as folder:
        path, kept = Path(folder) / "synthesised", Path(folder) / "kept"
        synthesise(setting.shapes, path, networks)
        first, again = (_opened(path, kept) for _ in range(2))
    seconds = np.array([*first.open_s, *again.open_s])
    low, middle, high = (round(float(v), 2) for v in AIM_S / np.percentile(seconds, (90, 50, 10)))
    note = (
        f"open {np.median(seconds):.2f} s ({len(seconds)} times; of the processor {again.open_cpu_s:.2f} s), "
        f"map {again.map_s:.2f} s and {again.map_mib:.1f} MiB, "
        f"path {1000 * again.path_s:.0f} ms (the first one {first.first_path_s:.1f} s, and {again.first_path_s:.2f} s "
        f"with neighbours kept on disk), nearest {1000 * again.nearest_s:.1f} ms, where a latent is "
        f"{1000 * again.place_s:.1f} ms (first {again.first_place_s:.1f} s), a place of the map "
        f"{1000 * again.on_map_s:.1f} ms; a contact sheet of {again.tiles} pictures is laid out in "
        f"{1000 * again.lattice_s:.0f} ms, each picture {1000 * first.tile_s:.0f} ms; "
        f"memory {again.held_mib:,.0f} MiB, {again.mapped_mib:,.0f} of it files' pages, "
        f"beside {again.torch_mib:,.0f} of torch's and the program's"
    )
    return Row(f"opening {networks:,} synthesised networks", f"the aim, {AIM_S:g} s", middle, low, high, 1.0, note)


def _opened(path: Path, kept: Path) -> Opened:
    command = [sys.executable, "-m", "explorer.bench.opened", str(path)]
    env = {**os.environ, CACHE: str(kept)}
    done = subprocess.run(command, cwd=REPO, env=env, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise BenchError(f"A space of {path.name} networks could not be opened.", done.stderr[-500:])
    return Opened(**json.loads(done.stdout))
