"""Every reader meets damaged files: it reads them, or says in words why not.

`python -m pytest -m fuzz -n 2 tests/fuzz` gives all of them together over 100,000 inputs, and prints the count of each.
A slice of them is part of every run.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.fuzz.readers import READERS
from tests.fuzz.seeds import REPO

SLICE = ("link", "live messages", "labels.csv", "npz", "safetensors", "torch", "ONNX", "graph", "mesh ply")


def fuzzed(jobs: list[tuple[str, int]], seed: int) -> list[dict[str, object]]:
    found = []
    for name, count in jobs:
        done = subprocess.run(
            [sys.executable, "-m", "tests.fuzz.work", name, str(count), str(seed)], cwd=REPO, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        assert lines, f"{name}: the process ended with {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        found.append(json.loads(lines[-1]))
    return found


@pytest.mark.fuzz
@pytest.mark.parametrize("name", READERS)
def test_all(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    (said,) = fuzzed([(name, READERS[name].many)], 0)
    with capsys.disabled():
        print(f"\n{said}")
    assert said["problems"] == {}
    assert int(str(said["inputs"])) >= READERS[name].many
    assert int(str(said["read"])) > 0


@pytest.mark.parametrize("name", ["graph", "torch"])
def test_a_slice(name: str) -> None:
    (said,) = fuzzed([(name, 150)], 1)
    assert said["problems"] == {}
    assert int(str(said["read"])) > 0
