"""How long a command takes that does little, beside an import of torch, which any that opens a space needs."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from explorer.bench.rows import Row, Setting, interleave
from explorer.bench.serving import REPO
from explorer.errors import BenchError

BASELINE = "python -c 'import torch'"
ROUNDS = 5
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


def _row(setting: Setting, name: str, command: Sequence[str], aim: float) -> Row:
    def run(*arguments: str) -> None:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, cwd=REPO, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        if done.returncode:
            raise BenchError(f"{' '.join(arguments)} ended with {done.returncode}.", done.stderr[-500:])

    rounds = range(ROUNDS)
    timing = interleave(lambda k: run("-m", "explorer", *command), lambda k: run("-c", "import torch"), rounds)
    return timing.row(name, BASELINE, aim, setting.where(torch.device("cpu")))
