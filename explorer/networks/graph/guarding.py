"""The user's own code, run so that it changes nothing else: what it sets is set back, what it raises becomes words."""

from __future__ import annotations

import random
import signal
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import numpy as np
import torch

from explorer.errors import DataError, ExplorerError

MOST_SECONDS = 300.0  # for a file to run, or a network to be made or run once


class _TooLongError(BaseException):
    """Raised into code that does not return; nothing that catches errors catches it."""


@contextmanager
def guarded(doing: str, remedy: str) -> Iterator[None]:
    """Run code of the user's inside of this.

    Random numbers, the default type and device of tensors, gradients and threads are as before when it ends. Code that
    does not return is interrupted where it can be: in the main thread of a system with alarms.

    Args:
        doing: "my_nets.py:make fails when it is called", the beginning of what is said.
        remedy: what to do then.

    Raises:
        DataError: it raises anything, ends the program, or does not return.
    """
    with _as_before():
        try:
            with _alarm():
                yield
        except ExplorerError:
            raise
        except _TooLongError as error:
            problem = f"{doing}: it had not returned after {MOST_SECONDS:g} seconds."
            raise DataError(problem, "Look for a loop without end, or a download, in it.") from error
        except (Exception, SystemExit) as error:  # the user's own code may raise anything
            raise DataError(f"{doing}: {where(error)}.", remedy) from error


def said(error: BaseException, most: int = 200) -> str:
    """What an error says, in a line; errors of the user's may fail to say it."""
    return " ".join(text_of(error).split())[:most].rstrip(".:")


def text_of(error: BaseException) -> str:
    """What an error says, as it says it."""
    try:
        return str(error)
    except Exception as other:  # noqa: BLE001 - whatever the user's own code raises
        return f"(its text cannot be had: {type(other).__name__})"


def where(error: BaseException) -> str:
    """What was raised, in a line, and in which line of the user's code."""
    text = said(error)
    line = f"{type(error).__name__}: {text}" if text else type(error).__name__
    if isinstance(error, SystemExit):
        line = f"it ends the program ({line})"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if not _ours(frame.filename)]
    return f"{line} (line {frames[-1].lineno} of {Path(frames[-1].filename).name})" if frames else line


def _ours(file: str) -> bool:
    return Path(file).parent == Path(__file__).parent or "importlib" in file or file.endswith("contextlib.py")


@contextmanager
def _as_before() -> Iterator[None]:
    dtype, device, threads = torch.get_default_dtype(), torch.get_default_device(), torch.get_num_threads()
    gradients, own, numpys = torch.is_grad_enabled(), random.getstate(), np.random.get_state()  # noqa: NPY002 - theirs
    exact, warn = torch.are_deterministic_algorithms_enabled(), torch.is_deterministic_algorithms_warn_only_enabled()
    try:
        with torch.random.fork_rng(devices=[]):
            yield
    finally:
        torch.set_default_dtype(dtype)
        if torch.get_default_device() != device:
            torch.set_default_device(None if device.type == "cpu" else device)
        torch.set_grad_enabled(gradients)
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
        torch.use_deterministic_algorithms(exact, warn_only=warn)
        random.setstate(own)
        np.random.set_state(numpys)  # noqa: NPY002 - numpy's own global state is what code of others changes


@contextmanager
def _alarm() -> Iterator[None]:
    """Interrupt what is inside after `MOST_SECONDS`."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def ring(number: int, frame: FrameType | None) -> None:
        del number, frame
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, ring)
    left = signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *left)
        signal.signal(signal.SIGALRM, before)
