"""Parts of a measurement that are done, kept on disk until all are: so that a measurement can be resumed."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from explorer.files import read_json, write_atomically


class KeptParts:
    """A folder with one JSON file a part. What was measured of another version of a space is not used.

    Args:
        folder: made when the first part is kept.
        version: of the space (`Space.version`).
        resume: whether parts that are there already count; else they are removed.
    """

    def __init__(self, folder: Path, version: str, *, resume: bool) -> None:
        self._folder, self._version = folder, version
        if not resume:
            self.clear()

    def known(self, part: str) -> dict[str, Any] | None:
        """The numbers of a part; None: it was not measured, of this version, or its file is damaged."""
        try:
            kept = read_json(self._file(part))
        except (OSError, ValueError):
            return None
        if not isinstance(kept, dict) or kept.get("version") != self._version or kept.get("part") != part:
            return None
        numbers = kept.get("numbers")
        return numbers if isinstance(numbers, dict) else None

    def keep(self, part: str, numbers: dict[str, Any]) -> None:
        """Write the numbers of a part."""
        self._folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"version": self._version, "part": part, "numbers": numbers})
        write_atomically(self._file(part), text.encode())

    def clear(self) -> None:
        """Remove what was kept."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _file(self, part: str) -> Path:
        return self._folder / f"{hashlib.sha256(part.encode()).hexdigest()[:16]}.json"
