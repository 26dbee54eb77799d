"""The process that runs commands and kills them (`work`), and what is compared of what they leave."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open

REPO = Path(__file__).parents[2]
TIMES = {"seconds", "training_seconds", "seconds_per_network", "command", "sha256", "bytes"}
"""Keys that may differ between two runs: times, `--resume`, and hashes of files, which are compared themselves."""


@dataclass(frozen=True)
class Ended:
    """How a command ended.

    Attributes:
        code: its status, or the signal as a negative number.
        seconds: of the processor.
        changes: to files below its folder; None: it was killed.
        err: what it said on stderr.
    """

    code: int
    seconds: float
    changes: int | None
    err: str


class Runner:
    """A process in which everything is imported; it forks one for each command."""

    def __init__(self, notes: Path) -> None:
        self.notes, self.number = notes, 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.work"], cwd=REPO, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process that runs commands has ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def run(self, cwd: Path, *argv: str, **moment: Any) -> Ended:
        """Run a command in a folder; see `work` for moments."""
        self.number += 1
        out, err = (self.notes / f"{self.number}.{name}" for name in ("out", "err"))
        job = {"cwd": str(cwd), "argv": argv, "stdout": str(out), "stderr": str(err), **moment}
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        answer = self._answer()
        return Ended(answer["code"], answer["seconds"], answer["changes"], err.read_text())

    def close(self) -> None:
        """End the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def content(path: Path) -> dict[str, Any]:
    """What a file or the files of a folder hold, by name, without the times that they note."""
    if path.is_file():
        return {path.name: _of_file(path)}
    return {str(one.relative_to(path)): _of_file(one) for one in sorted(path.rglob("*")) if one.is_file()}


def _of_file(path: Path) -> Any:
    match path.suffix:
        case ".safetensors":
            with safe_open(path, "pt") as file:
                said = {k: v for k, v in (file.metadata() or {}).items() if k not in TIMES}
                return said, {name: file.get_tensor(name).numpy().tobytes() for name in sorted(file.keys())}
        case ".json":
            return _timeless(json.loads(path.read_text()))
        case ".npz":
            with np.load(path) as arrays:
                return {name: (str(arrays[name].dtype), arrays[name].tobytes()) for name in arrays}
        case ".csv":
            with path.open(newline="") as table:
                return [{k: v for k, v in row.items() if k not in TIMES} for row in csv.DictReader(table)]
        case _:
            return path.read_bytes()


def _timeless(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _timeless(v) for k, v in value.items() if k not in TIMES}
    return [_timeless(one) for one in value] if isinstance(value, list) else value


def litter(root: Path) -> list[str]:
    """Temporary and put-aside files and folders that are left."""
    return [str(one.relative_to(root)) for one in root.rglob(".*") if one.suffix in (".tmp", ".old")]
