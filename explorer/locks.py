"""A lock over processes: a file that one of them holds. The system lets it go when that process ends, in any way."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from explorer.errors import DataError
from explorer.files import regular

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


POLL_S = 0.02


@contextmanager
def held(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock of this file, waiting for it at most so long.

    Raises:
        DataError: another process holds it for longer.
        OSError: the file cannot be made, or something else than a file is there.
    """
    end = time.monotonic() + seconds
    if path.exists():
        regular(path)
    with path.open("ab") as file:
        while not taken(file):
            if time.monotonic() > end:
                raise DataError(f"{path} is held by another process.", "Try again in a moment.")
            time.sleep(POLL_S)
        yield  # closing the file lets the lock go


def taken(file: IO[bytes]) -> bool:
    """Take the lock of an open file, if nobody holds it."""
    try:
        _take(file)
    except OSError:
        return False
    return True
