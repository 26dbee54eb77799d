"""What was uploaded, and when it goes: nobody asked for it to be kept.

    data/uploads/photos/             an archive, unpacked
    data/uploads/.photos.upload      says that this program put it there, and when; what has none is somebody's own
    data/uploads/examples/mine.npz   a file of examples, with its mark beside it
    data/uploads/.photos.1a2b3c4d.tmp   an archive that was being unpacked when the program ended

What a training was begun with stays as long as the list of trainings has it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

EXAMPLES = "examples"
DAYS = 7.0  # that an upload stays of which nothing is trained
MOST_BYTES = 10 * 2**30  # of such uploads; beyond, the oldest go first
SPARED_S = 3_600.0  # younger ones stay even then: somebody is about to train
_MARK = ".upload"
_DAY_S = 86_400.0
_UNFINISHED = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")


@dataclass(frozen=True)
class Upload:
    """Something that was uploaded.

    Attributes:
        path: the folder, or the file of examples.
        since: when it came, in seconds since 1970.
        size: bytes on the disk.
    """

    path: Path
    since: float
    size: int


def mark(path: Path) -> None:
    """Say that something was uploaded now."""
    _mark_of(path).touch()


def remove(path: Path) -> None:
    """Remove an upload."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
    _mark_of(path).unlink(missing_ok=True)


def sweep(uploads: Path, used: Iterable[Path], now: float) -> list[Path]:
    """Remove what was uploaded and never trained on: after `DAYS`, and the oldest beyond `MOST_BYTES`.

    Args:
        uploads: their folder.
        used: paths that trainings were begun with; what they name, or lie in, stays.
        now: seconds since 1970.

    Returns:
        What was removed.
    """
    kept = {path.resolve() for path in used}
    idle = [one for one in marked(uploads) if not any(path.is_relative_to(one.path.resolve()) for path in kept)]
    gone, room = list[Path](), MOST_BYTES
    for one in sorted(idle, key=lambda upload: upload.since, reverse=True):
        age = now - one.since
        room -= one.size
        if age > DAYS * _DAY_S or (room < 0 and age > SPARED_S):
            remove(one.path)
            gone.append(one.path)
    for path in _unfinished(uploads):
        if now - path.stat().st_mtime > _DAY_S:
            shutil.rmtree(path, ignore_errors=True)
            gone.append(path)
    return gone


def marked(uploads: Path) -> list[Upload]:
    """What this program put into the folder of uploads, and is still there."""
    found = []
    for folder in (uploads, uploads / EXAMPLES):
        for note in sorted(folder.glob(f".*{_MARK}")):
            path = note.with_name(note.name[1 : -len(_MARK)])
            if path.exists() and not path.is_symlink():
                found.append(Upload(path, note.stat().st_mtime, _size(path)))
            else:
                note.unlink(missing_ok=True)
    return found


def private(uploads: Path) -> frozenset[Path]:
    """The folders that hold what was uploaded: each of them, and those above, in which all of them lie."""
    marks = [note for folder in (uploads, uploads / EXAMPLES) for note in folder.glob(f".*{_MARK}")]
    inner = {note.with_name(note.name[1 : -len(_MARK)]) for note in marks}
    return frozenset({*inner, *(note.parent for note in marks), *({uploads} if marks else ())})


def _mark_of(path: Path) -> Path:
    return path.with_name(f".{path.name}{_MARK}")


def _unfinished(uploads: Path) -> list[Path]:
    return [path for path in uploads.glob(".*.tmp") if _UNFINISHED.fullmatch(path.name) and path.is_dir()]


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(one.lstat().st_size for one in files if not one.is_dir())
