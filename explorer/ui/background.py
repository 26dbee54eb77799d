"""A morph made in a thread of its own, while the page shows how far it is. No streamlit here."""

from __future__ import annotations

import threading
import time

from explorer.errors import ExplorerError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Dropped
from explorer.explore.takeaway.film import FilmOptions, make_film
from explorer.explore.travel.paths import Tour
from explorer.space.bundle import Space

FORGOTTEN_S = 180.0  # a page that has not asked for so long was closed; browsers let hidden pages ask once a minute


class MorphJob:
    """One morph in the making; starts at once.

    Args:
        engine: decodes.
        space: the space.
        tour: the path.
        options: how it is drawn.
        name: of the finished file.
    """

    def __init__(self, engine: Engine, space: Space, tour: Tour, options: FilmOptions, name: str) -> None:
        self.name = name
        self.options = options
        self.data: bytes | None = None
        self.cancelled = False
        self._failure: Exception | None = None
        self._done, self._total = 0, options.count
        self._asked = self._started = time.monotonic()
        self._thread = threading.Thread(target=self._run, args=(engine, space, tour), name="morph")
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it is still being made."""
        return self._thread.is_alive()

    def progress(self) -> tuple[float, float | None]:
        """The share that is done, and the seconds that the rest will take, once that can be said.

        To be asked now and then: a job that nobody asks about is given up.
        """
        self._asked = time.monotonic()
        share = self._done / self._total
        left = (self._asked - self._started) / share * (1 - share) if self._done > 1 else None
        return share, left

    def cancel(self) -> None:
        """Give it up; it ends within a frame."""
        self.cancelled = True

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended, or for so long."""
        self._thread.join(seconds)

    def result(self) -> bytes | None:
        """The file; None if it is not there yet, or was given up.

        Raises:
            ExplorerError: why it could not be made. Any other exception is a bug, raised here as it was there.
        """
        if self._failure is not None:
            raise self._failure
        return self.data

    def _run(self, engine: Engine, space: Space, tour: Tour) -> None:
        try:
            self.data = make_film(engine, space, tour, self.options, self._report, self._unwanted)
        except Dropped:
            self.cancelled = True
        except OSError as error:
            self._failure = ExplorerError(f"The file could not be encoded: {error}.", "Try again, or another format.")
        except Exception as error:  # noqa: BLE001 - it is raised again where the page asks for the result
            self._failure = error

    def _report(self, done: int, total: int) -> None:
        self._done, self._total = done, total

    def _unwanted(self) -> bool:
        # Python waits for this thread when the server stops. As a daemon it would be killed in the midst of torch or
        # VTK, which aborts the process.
        stopping = not threading.main_thread().is_alive()
        return stopping or self.cancelled or time.monotonic() - self._asked > FORGOTTEN_S
