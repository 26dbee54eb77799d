"""Putting a space where an older one is, so that a kill at any moment costs neither.

A folder cannot be replaced by another in one step. The older one is moved aside first; whoever finds it there later,
with nothing in its place and nobody at work, moves it back. Who is at work holds the lock of the folder itself, which
the system lets go when a process ends in any way.
"""

from __future__ import annotations

import glob
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":

    @contextmanager
    def _claimed(folder: Path) -> Iterator[bool]:
        """Folders have no locks here: who is at work is not known, and what is left stays."""
        del folder
        yield False
else:
    import fcntl
    import os

    @contextmanager
    def _claimed(folder: Path) -> Iterator[bool]:
        """Hold the lock of a folder, wherever it is moved; gives whether it was free."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                free = False
            else:
                free = True
            yield free
        finally:
            os.close(handle)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """A new folder beside `path` to write to; whatever is left of it at the end is removed.

    What earlier processes left that were killed is put right first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    restore(path)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.tmp")
    temporary.mkdir()
    try:
        with _claimed(temporary):
            yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def swap(temporary: Path, path: Path) -> None:
    """Put a folder in the place of another, which is removed."""
    if not path.exists():
        temporary.rename(path)
        return
    old = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.old")
    with _claimed(path):
        path.rename(old)
        try:
            temporary.rename(path)
        except OSError:
            old.rename(path)
            raise
        shutil.rmtree(old, ignore_errors=True)


def restore(path: Path) -> None:
    """Undo what a process left that was killed while it wrote or replaced this space.

    Raises:
        OSError: the folder cannot be written.
    """
    for end in ("old", "tmp"):
        for left in sorted(path.parent.glob(f".{glob.escape(path.name)}.*.{end}")):
            _put_right(left, path, back=end == "old")


def restore_all(root: Path) -> None:
    """The same of every space in a folder; where it cannot be written, nothing is done."""
    for left in root.glob(".*.*.old") if root.is_dir() else ():
        name = left.name[1:].rsplit(".", 2)[0]
        try:
            restore(root / name)
        except OSError:
            continue  # as with any folder that is only looked at: what is there is shown


def _put_right(left: Path, path: Path, *, back: bool) -> None:
    try:
        with _claimed(left) as free:
            if not free:
                return
            if back and not path.exists():
                left.rename(path)
            else:
                shutil.rmtree(left, ignore_errors=True)
    except FileNotFoundError:
        return  # another process has put it right meanwhile
