"""What a kind's help.json says, as `protocols.Explaining` has it. The browser's build reads the same file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Explained:
    """See `protocols.Explaining`."""

    glossary: tuple[tuple[str, str], ...]
    source: str
    commands: tuple[str, ...]


def explained(file: Path) -> Explained:
    """Of a file of this package."""
    said = json.loads(file.read_text(encoding="utf-8"))
    terms = tuple((term["word"], term["meaning"]) for term in said["glossary"])
    return Explained(terms, said["making"]["from"], tuple(said["making"]["commands"]))
