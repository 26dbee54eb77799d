"""Where a zoo is written: whether it can be, and whether there is room."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from explorer.errors import ZooError

HEADROOM = 1.1


def check_out(out: Path) -> None:
    """Whether a zoo can be written there, before anything is read.

    Raises:
        ZooError: something is there already, or it lies in something that is no folder or may not be written.
    """
    try:
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            raise ZooError(f"{out} is there already.", "Choose another --out.")
        place = next(path for path in (out.absolute(), *out.absolute().parents) if path.exists())
        if not place.is_dir():
            raise ZooError(f"{out} lies in {place}, which is no folder.", "Choose another --out.")
        if not os.access(place, os.W_OK | os.X_OK):
            raise ZooError(f"{place} may not be written.", "Choose another --out.")
    except OSError as error:
        raise ZooError(f"{out} cannot be written: {error.strerror or error}.", "Choose another --out.") from error


def check_space(out: Path, count: int, most: int) -> None:
    """Whether the disk has room for the zoo.

    Raises:
        ZooError: it has not.
    """
    place = next(folder for folder in (out.absolute(), *out.absolute().parents) if folder.is_dir())
    wanted, free = int(HEADROOM * 4 * count * most), shutil.disk_usage(place).free
    if wanted > free:
        raise ZooError(
            f"{count:,} networks of {most:,} parameters need {wanted:,} bytes; {free:,} are free at {place}.",
            "Choose another --out, or fewer networks: --epochs last, --limit.",
        )
