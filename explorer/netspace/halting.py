"""Being asked to stop a training: by Ctrl-C (SIGINT) or by SIGTERM, heard at the end of a step.

A training that is stopped between two checkpoints would lose what it did since the last one. So the first signal is
only noted, and the training ends its step, writes a checkpoint and stops; the second one ends it at once.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

SIGNALS: tuple[int, ...] = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def halting() -> Iterator[Callable[[], bool]]:
    """A context that gives a function that says whether to stop.

    Signals are heard in the main thread alone, and a handler that ignores them is left as it is.
    """
    asked = threading.Event()
    before = dict[int, Callable[[int, FrameType | None], object] | int | None]()

    def ask(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    if threading.current_thread() is threading.main_thread():
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, ask)
    try:
        yield asked.is_set
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
