"""Memory that was freed, given back to the system.

glibc keeps what is freed between things that are still held: after an hour of meshes of all sizes a process holds far
more than it uses, and nothing in Python tells it to give that back. Other C libraries are left alone.
"""

from __future__ import annotations

import ctypes
import os
import sys
import threading
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

EVERY_S = 20.0  # between two looks
SLACK = 32 * 2**20  # bytes that the process may grow by before anything is done


def keep_small(every_s: float = EVERY_S) -> bool:
    """From now on look now and then, in a thread of its own, and give back what was freed if the process has grown.

    Returns:
        Whether that can be done here.
    """
    if _trim() is None or not _pages().is_file():
        return False
    threading.Thread(target=_look_on, args=(every_s, resident()), name="heap", daemon=True).start()
    return True


def give_back() -> bool:
    """Give freed memory back, where the C library can be told to (glibc); it takes some tens of milliseconds.

    Returns:
        Whether anything was given back.
    """
    trim = _trim()
    return trim is not None and trim(0) == 1


def resident(pid: int | None = None) -> int:
    """Bytes of memory that a process holds (None: this one); 0: it has ended. On Linux alone.

    Raises:
        OSError: the system does not say.
    """
    return int(_pages(pid).read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _pages(pid: int | None = None) -> Path:
    return Path(f"/proc/{'self' if pid is None else pid}/statm")


def _look_on(every_s: float, held: int) -> None:
    while True:
        time.sleep(every_s)
        held = min(held, resident())  # what else has given back
        if resident() - held > SLACK:
            give_back()
            held = resident()


@cache
def _trim() -> Callable[[int], int] | None:
    """`malloc_trim`, which is glibc's own."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        found = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError):
        return None
    found.argtypes, found.restype = [ctypes.c_size_t], ctypes.c_int
    call: Callable[[int], int] = found
    return call
