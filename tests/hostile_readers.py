"""What a reader of files may do at worst; run in the process apart, by `tests/test_apart.py`."""

from __future__ import annotations

import ctypes
import time
from pathlib import Path

import numpy as np

from explorer.errors import ZooError


def good(name: str, values: np.ndarray) -> np.ndarray:
    return values * 2


def says(name: str) -> None:
    raise ZooError(f"{name} is odd.", "Mend it.")


def crashes(name: str) -> None:
    ctypes.string_at(0)


def sleeps(name: str) -> None:
    time.sleep(60)


def works(name: str) -> None:
    while True:
        pass


def grows(name: str) -> int:
    held = [bytes(1 << 28) for _ in range(64)]
    return len(held)


def writes(name: str, path: Path) -> None:
    path.write_bytes(b"written")


def prints(name: str) -> int:
    print("hello")
    return 1


def bug(name: str) -> None:
    raise LookupError(name)
