"""Freed memory is given back: measured in a process of its own, whose heap nobody else has used."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from explorer import heap

MIB = 2**20
# 2,000 blocks of 64 KiB, below the size from which glibc maps blocks one by one; every 16th is held on.
FRAGMENTS = """
from explorer import heap
blocks = [bytearray(65_000) for _ in range(2_000)]
held = blocks[::16]
full = heap.resident()
del blocks
freed = heap.resident()
{does}
print(full, freed, heap.resident())
"""
on_glibc = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries are left alone")


def measured(does: str) -> tuple[int, int, int]:
    said = subprocess.run(
        [sys.executable, "-c", FRAGMENTS.format(does=does)], capture_output=True, text=True, check=True, timeout=600
    )
    full, freed, after = map(int, said.stdout.split())
    return full, freed, after


@on_glibc
def test_what_lies_between_held_blocks_comes_back() -> None:
    full, freed, after = measured("assert heap.give_back()")
    assert full - freed < 20 * MIB, "glibc gives it back by itself: this module is not needed any more"
    assert freed - after > 80 * MIB


@on_glibc
def test_a_process_that_has_grown_is_made_smaller() -> None:
    _, freed, after = measured(
        "import time\n"
        "heap.resident, real = lambda: 0, heap.resident\n"  # as it was when the watch began
        "assert heap.keep_small(0.01)\n"
        "heap.resident = real\n"
        "while real() > freed - 80 * 2**20: time.sleep(0.01)"
    )
    assert freed - after > 80 * MIB


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap, "_trim", lambda: None)
    assert not heap.keep_small()
    assert not heap.give_back()
