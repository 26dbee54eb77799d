"""Ctrl-C is not lost where Python ignores exceptions."""

from __future__ import annotations

import os
import signal

import pytest

from explorer.cli import interrupts
from explorer.cli.common import Bars, progress_bar


class Unlucky:
    """Ctrl-C is pressed while it is destroyed."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.usefixtures("interruptible")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_press_that_a_destructor_swallowed_is_heard_at_the_next_step() -> None:
    with interrupts.remembered():
        with progress_bar("working", "step") as report:
            report(0, 2)
            Unlucky()  # Python prints the KeyboardInterrupt, and goes on
            with pytest.raises(KeyboardInterrupt):
                report(1, 2)
            report(2, 2)  # it is told once
        Unlucky()
        with pytest.raises(KeyboardInterrupt):
            Bars().report("working", 0, 1)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_another_handler_is_left_alone() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interrupts.remembered():
            assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)
