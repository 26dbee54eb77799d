"""Ctrl-C that is not lost.

Python ignores an exception in a destructor, and the KeyboardInterrupt with it: pyvista's meshes have one, and run it
for every frame of a film. So a press is remembered, and raised again at the next report of progress.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_pressed = threading.Event()


def _press(_signal: int, _frame: FrameType | None) -> None:
    _pressed.set()
    raise KeyboardInterrupt


def check() -> None:
    """Raise KeyboardInterrupt, if Ctrl-C was pressed and what ran then did not pass it on."""
    if _pressed.is_set():
        _pressed.clear()
        raise KeyboardInterrupt


@contextmanager
def remembered() -> Iterator[None]:
    """A context in which Ctrl-C is remembered; without effect where somebody else handles it, or in another thread."""
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    signal.signal(signal.SIGINT, _press)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _pressed.clear()
