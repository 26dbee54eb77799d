"""How far a command has come, told to whoever started it: a small file, written anew now and then."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from explorer.files import read_json

VARIABLE = "NETSPACE_PROGRESS"
"""Environment variable: the file that a command tells of its progress in."""

EVERY_S = 0.5


@dataclass(frozen=True)
class Progress:
    """How far a part of a command has come.

    Attributes:
        what: what is done, in a word: "fitting".
        done: how much of it.
        total: how much there is.
        before: how much was done already when it was begun.
        began: when that was, in seconds since 1970.
        at: when this was told.
    """

    what: str
    done: int
    total: int
    before: int
    began: float
    at: float

    @property
    def share(self) -> float:
        """0 to 1."""
        return min(max(self.done / self.total, 0.0), 1.0) if self.total > 0 else 0.0

    @property
    def left(self) -> float | None:
        """Seconds, as fast as it went so far; None: nothing was done yet."""
        done = self.done - self.before
        return None if done <= 0 else (self.at - self.began) / done * max(self.total - self.done, 0)


def teller(what: str) -> Callable[[int, int], None]:
    """A function to tell progress by, as (done, total); it does nothing where nobody asked for it."""
    target = os.environ.get(VARIABLE)
    if not target:
        return lambda done, total: None
    file, state = Path(target), dict[str, Any]()

    def tell(done: int, total: int) -> None:
        now = time.time()
        state.setdefault("before", done)
        state.setdefault("began", now)
        # A clock that was set back says that no time has passed, perhaps for hours.
        if done < total and 0 <= now - state.get("at", 0.0) < EVERY_S:
            return
        state["at"] = now
        write(file, Progress(what, done, total, state["before"], state["began"], now))

    return tell


def write(file: Path, progress: Progress) -> None:
    """Tell of progress; a reader never sees half of it. A full disk must not end what is going on for it."""
    temporary = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(json.dumps(asdict(progress)), encoding="utf-8")
        temporary.replace(file)
    except OSError:
        temporary.unlink(missing_ok=True)


def read(file: Path) -> Progress | None:
    """What was told last; None: nothing."""
    try:
        data = read_json(file)
        return _progress(data)
    except (OSError, ValueError, KeyError, TypeError):  # not there yet, or of another version: it says nothing
        return None


def _progress(data: Mapping[str, Any]) -> Progress:
    return Progress(
        str(data["what"]), int(data["done"]), int(data["total"]), int(data["before"]), float(data["began"]),
        float(data["at"]),
    )  # fmt: skip
