"""Processes told apart for good: by their number and when they were started. Numbers are used again."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PROC = Path("/proc")
_STARTED = 19  # of the fields after the name: "starttime", the 22nd of all


@dataclass(frozen=True)
class Identity:
    """One process of one machine.

    Attributes:
        pid: its number.
        started: when it was started, in whatever form the system has it; the same number with another is another one.
    """

    pid: int
    started: str


def identity(pid: int) -> Identity | None:
    """The process that has this number now; None: there is none, or it has ended and only its parent must know."""
    started = _by_proc(pid) if _PROC.joinpath("self/stat").exists() else _by_ps(pid)
    return Identity(pid, started) if started else None


def alive(one: Identity | None) -> bool:
    """Whether this very process is there."""
    return one is not None and identity(one.pid) == one


def own() -> Identity:
    """This process."""
    found = identity(os.getpid())
    assert found is not None
    return found


def _by_proc(pid: int) -> str:
    """Linux: ticks since the machine was started, and which start of the machine that was."""
    try:
        text = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    state, *fields = text.rpartition(")")[2].split()  # the name before may hold anything
    return "" if state in ("Z", "X") else f"{_boot()}/{fields[_STARTED - 1]}"


@cache
def _boot() -> str:
    file = _PROC / "sys/kernel/random/boot_id"
    return file.read_text(encoding="ascii").strip() if file.exists() else ""


def _by_ps(pid: int) -> str:
    """Other Unix: when it was started, to the second."""
    ps = shutil.which("ps")
    if ps is None:
        return ""
    asked = subprocess.run(  # noqa: S603 - a fixed command and a number
        [ps, "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, started = asked.stdout.strip().partition(" ")
    return "" if asked.returncode != 0 or state.startswith("Z") else started.strip()
