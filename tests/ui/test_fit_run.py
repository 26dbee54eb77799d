"""Weights fitted to a file in a thread of their own: told how far, stopped, given up, and refused in words."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
import torch

from explorer.errors import SelectionError
from explorer.explore.read.fitted import Fitted
from explorer.figures.style import Theme
from explorer.ui import fit_run
from explorer.ui.fit_run import FitRun, FittedAndDrawn

FOUND = Fitted(torch.zeros(3), {"iou": 0.9}, 2, 0.1)


def draw(theme: Theme, height: int) -> str:
    return f"{theme} {height}"


class Fits:
    """Fits in two steps, each when it may."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.may, self.began, self.failure = threading.Semaphore(0), threading.Event(), failure

    def __call__(self, told: Callable[[int, int], None]) -> FittedAndDrawn:
        self.began.set()
        for step in (1, 2):
            self.may.acquire()
            told(step, 2)
        if self.failure is not None:
            raise self.failure
        return FOUND, draw


def test_it_tells_how_far_it_is_and_what_came_of_it() -> None:
    fits = Fits()
    run = FitRun(fits)
    assert fits.began.wait(5.0)
    assert run.running
    assert run.watch() == 0
    assert run.left is None  # no pace yet
    fits.may.release()
    while run.watch() < 0.5:
        time.sleep(0.01)
    assert run.left is not None
    assert 0 <= run.left < 60
    fits.may.release()
    run.wait(5.0)
    assert run.left == 0
    assert not run.running
    assert run.watch() == 1
    assert run.result == (FOUND, draw)


def test_it_can_be_stopped_and_is_given_up_when_nobody_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    fits = Fits()
    run = FitRun(fits)
    run.stop()
    fits.may.release()
    run.wait(5.0)
    assert run.stopped
    assert run.result is None
    monkeypatch.setattr(fit_run, "FORGOTTEN_S", -1.0)
    fits = Fits()
    run = FitRun(fits)
    fits.may.release()
    run.wait(5.0)
    assert run.stopped


def test_why_it_failed_is_said_where_it_is_watched() -> None:
    fits = Fits(SelectionError("It is no shape.", "Read a mesh."))
    run = FitRun(fits)
    fits.may.release(2)
    run.wait(5.0)
    with pytest.raises(SelectionError, match="no shape"):
        run.watch()


def test_two_at_once_and_the_third_waits() -> None:
    several = [Fits() for _ in range(3)]
    runs = [FitRun(fits) for fits in several[:2]]
    assert all(fits.began.wait(5.0) for fits in several[:2])
    runs.append(FitRun(several[2]))
    assert not several[2].began.wait(0.1)
    assert runs[2].running
    several[0].may.release(2)
    assert several[2].began.wait(5.0)
    for fits, run in zip(several, runs, strict=True):
        fits.may.release(2)
        run.wait(5.0)
        assert run.result is not None
