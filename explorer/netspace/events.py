"""TensorBoard's event file of a training."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch.utils.tensorboard import SummaryWriter


class _Quiet:
    """What is called of exceptions that end threads: as before, but not of those that end TensorBoard's writers.

    A writer's thread hands what ended it (a full disk) to the next call of the writer, where it is raised and becomes a
    message. Printed by the thread as well, it would stand there as a traceback, as if it were a bug.
    """

    def __init__(self) -> None:
        self.before = threading.excepthook

    def __call__(self, ended: threading.ExceptHookArgs) -> None:
        if isinstance(ended.exc_value, OSError) and type(ended.thread).__module__.startswith("tensorboard."):
            return
        self.before(ended)


def event_writer(path: Path) -> SummaryWriter | None:
    """A writer of an event file in this folder; None where TensorBoard is not installed.

    Its methods raise OSError once the file cannot be written any more.
    """
    try:
        from torch.utils.tensorboard import SummaryWriter  # noqa: PLC0415 - only training has it: tests/requirements.txt
    except ImportError:
        return None
    if not isinstance(threading.excepthook, _Quiet):  # for good: a thread may end after the training has
        threading.excepthook = _Quiet()
    return SummaryWriter(str(path))
