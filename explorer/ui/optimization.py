"""An optimization in a thread of its own, while the page watches it, and which session has which. No streamlit here.

The live view and the plain panel show the same run: both ask `Runs` for the one of their session.
"""

from __future__ import annotations

import itertools
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from explorer.errors import ExplorerError, SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.read.optimize import Outcome, Step, optimize, outcome
from explorer.kinds.protocols import Aim
from explorer.space.bundle import Space

FORGOTTEN_S = 180.0  # a page that has not asked for so long was closed
POLL_S = 0.05  # how often a paused run looks whether it goes on
MOST_RUNNING = 4  # at once in this process: each of them keeps a core busy
MOST_SESSIONS = 128  # whose last run and points are remembered
MOST_KEPT = 50  # points of a session
_NUMBERS = itertools.count(1)
logger = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Kept:
    """A point that a session added to a space: the result of an optimization, or a file that was read.

    Attributes:
        number: tells it from every other one.
        name: what it is called.
        space: name of its space.
        latent: its latent.
        position: its place on the map.
        worth: of its network, as the kind's `Valuing` has it; None: it has none.
        fit: the text that names the network that was fitted from there (`fits`); empty: none was.
    """

    number: int
    name: str
    space: str
    latent: Float[np.ndarray, " d"]
    position: Float[np.ndarray, " 2"]
    worth: float | None
    fit: str = ""


def new_number() -> int:
    """A number that no run and no point of this process has."""
    return next(_NUMBERS)


class OptimizationRun:
    """One optimization; starts at once.

    Args:
        engine: decodes.
        space: the space.
        start: the latent to begin with.
        aim: what is wanted.
        steps: of Adam.
        title: what it is, in words.
        seed: of the draws.
        anywhere: also where no networks are.

    Raises:
        SelectionError, LatentError: as `optimize`.
    """

    def __init__(
        self,
        engine: Engine,
        space: Space,
        start: Float[np.ndarray, " d"],
        aim: Aim,
        steps: int,
        title: str,
        seed: int,
        anywhere: bool = False,
    ) -> None:
        self.number = next(_NUMBERS)  # tells it from every other run of this process
        self.title, self.wanted, self.space = title, steps, space.name
        self.steps: list[Step] = []
        self.best = 0
        self.result: Outcome | None = None
        self.stopped = False
        self.paused = threading.Event()
        self._failure: Exception | None = None
        self._asked = time.monotonic()
        # What cannot be is refused here.
        walk = optimize(engine, space, start, aim, steps=steps, seed=seed, anywhere=anywhere)
        self._thread = threading.Thread(target=self._run, args=(engine, space, walk), name="optimize")
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it goes on, or is paused."""
        return self._thread.is_alive()

    def watch(self) -> list[Step]:
        """The steps so far. To be asked now and then: a run that nobody watches is given up.

        Raises:
            ExplorerError: why it ended. Any other exception is a bug, raised here as it was there.
        """
        self._asked = time.monotonic()
        if self._failure is not None:
            raise self._failure
        return list(self.steps)

    def stop(self) -> None:
        """End it after the present step; its best step so far is its result."""
        self.stopped = True
        self.paused.clear()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it has ended, or for so long."""
        self._thread.join(seconds)

    def _run(self, engine: Engine, space: Space, walk: Iterator[Step]) -> None:
        began = time.monotonic()
        try:
            for step in walk:
                self.steps.append(step)
                if step.best:
                    self.best = step.index
                while self.paused.is_set() and not self._unwanted():
                    time.sleep(POLL_S)
                if self._unwanted():
                    break
            if self.steps:
                self.result = outcome(engine, space, self.steps[0], self.steps[self.best], time.monotonic() - began)
        except Exception as error:  # raised again where the page watches
            self._failure = error
            if not isinstance(error, ExplorerError):
                logger.exception("An optimization failed: %s.", self.title)

    def _unwanted(self) -> bool:
        forgotten = time.monotonic() - self._asked > FORGOTTEN_S
        return self.stopped or forgotten or not threading.main_thread().is_alive()


@dataclass
class SessionRuns:
    """What one session has: its last run, and the points that it kept."""

    run: OptimizationRun | None = None
    kept: tuple[Kept, ...] = ()
    drawn: int = 0  # seeds


class Runs:
    """The last optimization of each session, and the points that it kept. Any thread may call any method."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sessions: OrderedDict[str, SessionRuns] = OrderedDict()  # the one used longest ago first

    def of(self, session: str, space: str) -> OptimizationRun | None:
        """The run of a session in this space; None if it has none."""
        with self._lock:
            own = self._sessions.get(session)
            run = own.run if own is not None else None
            return run if run is not None and run.space == space else None

    def start(self, session: str, make: Callable[[], OptimizationRun]) -> OptimizationRun:
        """Begin a run; an older one of the session is stopped.

        Args:
            session: whose it is.
            make: makes it.

        Raises:
            SelectionError: too many are going on.
            ExplorerError: whatever `make` raises.
        """
        with self._lock:
            own = self._session(session)
            if own.run is not None:
                own.run.stop()
            others = sum(one.run is not None and one.run.running for one in self._sessions.values() if one is not own)
            if others >= MOST_RUNNING:
                raise SelectionError(
                    f"{others} optimizations of other people are going on.", "Try again when one of them has ended."
                )
            own.run = make()
            return own.run

    def draw(self, session: str) -> int:
        """A seed that the session has not had: so that another run has another random latent, and other draws."""
        with self._lock:
            own = self._session(session)
            own.drawn += 1
            return own.drawn - 1

    def kept(self, session: str, space: str) -> tuple[Kept, ...]:
        """The points that a session kept in this space, the oldest first."""
        with self._lock:
            own = self._sessions.get(session)
            return tuple(one for one in own.kept if one.space == space) if own is not None else ()

    def keep(self, session: str, space: str) -> None:
        """Keep the result of the session's run as a point; nothing happens if it is kept already.

        Raises:
            SelectionError: there is no result.
        """
        run = self.of(session, space)
        if run is None or run.result is None:
            raise SelectionError("There is no result to keep.", "Let an optimization end, or stop it.")
        found = run.result
        name = f"{run.title}, step {found.step.index}"
        step = found.step
        self.add(session, Kept(run.number, name, run.space, step.latent, step.position, found.facts.get("test")))

    def add(self, session: str, one: Kept) -> None:
        """Add a point to a session's, in the place of one of the same number."""
        with self._lock:
            own = self._session(session)
            others = tuple(other for other in own.kept if other.number != one.number)
            own.kept = (*others, one)[-MOST_KEPT:]

    def drop(self, session: str, number: int) -> None:
        """Forget a point of a session's: it is kept with the space now."""
        with self._lock:
            own = self._session(session)
            own.kept = tuple(one for one in own.kept if one.number != number)

    def latent(self, session: str, space: str, key: str) -> Float[np.ndarray, " d"] | None:
        """The latent that a browser calls by a key; None if there is none.

        "kept/N" is a point of the session's, "N/I" the step I of its run N.
        """
        group, _, which = key.partition("/")
        if not which.isdecimal():
            return None
        if group == "kept":
            return next((one.latent for one in self.kept(session, space) if one.number == int(which)), None)
        run = self.of(session, space)
        if run is None or group != str(run.number) or int(which) >= len(run.steps):
            return None
        return run.steps[int(which)].latent

    def inherit(self, session: str, before: str) -> None:
        """A page was loaded again: its new session has what the one before it had, its run and its points.

        Args:
            session: the new one.
            before: the one before it; whoever names it is the browser that was given its secret name.
        """
        with self._lock:
            old = self._sessions.get(before)
            if old is None or before == session:
                return
            own = self._session(session)
            own.run = own.run or old.run
            known = {one.number for one in own.kept}
            own.kept = (*(one for one in old.kept if one.number not in known), *own.kept)[-MOST_KEPT:]
            own.drawn = max(own.drawn, old.drawn)

    def _session(self, session: str) -> SessionRuns:
        own = self._sessions.setdefault(session, SessionRuns())
        self._sessions.move_to_end(session)
        while len(self._sessions) > MOST_SESSIONS:
            _, gone = self._sessions.popitem(last=False)
            if gone.run is not None:
                gone.run.stop()
        return own
