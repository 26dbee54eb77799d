"""Networks fitted in weight space to files, in threads of their own, while the page watches them. No streamlit here."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from explorer.errors import ExplorerError
from explorer.explore.read.fitted import Fitted
from explorer.figures.style import Theme
from explorer.ui.optimization import FORGOTTEN_S, new_number

MOST_AT_ONCE = 2  # in this process, of all sessions: each keeps a core busy for some seconds
SOONEST = 0.05  # share that is done before a pace is made of it
_turns = threading.BoundedSemaphore(MOST_AT_ONCE)
logger = logging.getLogger(__name__)
Told = Callable[[int, int], None]
FittedAndDrawn = tuple[Fitted, Callable[[Theme, int], Any]]
"""A fitted network, and a figure of it as a function of theme and height."""


class _Unwanted(Exception):  # noqa: N818 - nothing went wrong
    """Nobody waits for it any more."""


class FitRun:
    """One fitting; starts at once, or when others have ended.

    Args:
        fit: fits, and gives what is drawn of it; to be called with a function that is told what is done, of how much,
            and raises when nobody waits any more.
    """

    def __init__(self, fit: Callable[[Told], FittedAndDrawn]) -> None:
        self.number = new_number()
        self.stopped = False
        self.share = 0.0
        self.result: FittedAndDrawn | None = None
        self._failure: Exception | None = None
        self._asked = time.monotonic()
        self._began: float | None = None  # its own turn
        self._thread = threading.Thread(target=self._run, args=[fit], name="fit")
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it goes on, or waits for its turn."""
        return self._thread.is_alive()

    def watch(self) -> float:
        """How far it is, from 0 to 1. To be asked now and then: what nobody watches is given up.

        Raises:
            ExplorerError: why it ended. Any other exception is a bug, raised here as it was there.
        """
        self._asked = time.monotonic()
        if self._failure is not None:
            raise self._failure
        return self.share

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take, at the pace so far; None before that can be said."""
        began = self._began
        if began is None or self.share < SOONEST:
            return None
        return (time.monotonic() - began) * (1 / self.share - 1)

    def stop(self) -> None:
        """End it; nothing comes of it."""
        self.stopped = True

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended, or for so long."""
        self._thread.join(seconds)

    def _told(self, done: int, total: int) -> None:
        self.share = done / total
        forgotten = time.monotonic() - self._asked > FORGOTTEN_S
        if self.stopped or forgotten or not threading.main_thread().is_alive():
            raise _Unwanted

    def _run(self, fit: Callable[[Told], FittedAndDrawn]) -> None:
        try:
            with _turns:
                self._began = time.monotonic()
                self.result = fit(self._told)
        except _Unwanted:
            self.stopped = True
        except Exception as error:  # raised again where the page watches
            self._failure = error
            if not isinstance(error, ExplorerError):
                logger.exception("A network could not be fitted.")
