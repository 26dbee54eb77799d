"""An optimization in a thread of its own, while the page watches it. No streamlit here."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from explorer.explore.engine import Engine
from explorer.explore.optimize import Goal, Outcome, Step, optimize, outcome
from explorer.space.bundle import Space

FORGOTTEN_S = 180.0  # a page that has not asked for so long was closed
POLL_S = 0.05  # how often a paused run looks whether it goes on


@dataclass(frozen=True)
class Kept:
    """The result of an optimization that was kept as a point.

    Attributes:
        name: what it is called.
        space: name of its space.
        step: the best step.
        accuracy: on the test images in percent; None for shapes.
    """

    name: str
    space: str
    step: Step
    accuracy: float | None


class OptimizationRun:
    """One optimization; starts at once.

    Args:
        engine: judges.
        space: the space.
        start: the latent to begin with.
        goal: what is wanted.
        steps: of Adam.
        title: what it is, in words.
        seed: of the draws.

    Raises:
        SelectionError, LatentError: as `optimize`.
    """

    def __init__(
        self,
        engine: Engine,
        space: Space,
        start: Float[np.ndarray, " d"],
        goal: Goal,
        steps: int,
        title: str,
        seed: int,
    ) -> None:
        self.title, self.wanted, self.space = title, steps, space.name
        self.steps: list[Step] = []
        self.best = 0
        self.result: Outcome | None = None
        self.stopped = False
        self.paused = threading.Event()
        self._failure: Exception | None = None
        self._asked = time.monotonic()
        walk = optimize(engine, space, start, goal, steps=steps, seed=seed)  # what cannot be is refused here
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
        except Exception as error:  # noqa: BLE001 - it is raised again where the page watches
            self._failure = error

    def _unwanted(self) -> bool:
        forgotten = time.monotonic() - self._asked > FORGOTTEN_S
        return self.stopped or forgotten or not threading.main_thread().is_alive()
