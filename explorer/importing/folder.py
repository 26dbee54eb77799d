"""The plain files of a folder, looked at once, and nothing that leads out of it."""

from __future__ import annotations

import json
import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from explorer.errors import DataError
from explorer.files import read_bounded
from explorer.foreign.torchfile import short

MOST_FILES = 2_000_000
MOST_DEPTH = 12  # of folders in folders
MOST_JSON = 64 * 2**20
# What lies in folders that this program wrote, and what they are.
OURS = {
    ("run.json", "checkpoint.pt"): "a training",
    ("space.json", "netspace.safetensors"): "a space",
    ("zoo.json", "networks.json"): "a zoo",
    ("zoo.json", "batches/00000.safetensors"): "a zoo",
}
SKIPPED = ("__pycache__", "__MACOSX", "node_modules")
HYDRA = ".hydra/config.yaml"  # the settings of a run of Hydra: the one hidden file that is looked at


@dataclass(frozen=True)
class Entry:
    r"""A plain file.

    Attributes:
        path: where it is.
        name: its path below the folder, with `/`, as text: bytes that are no UTF-8 are written as `\xff`.
        size: bytes.
        link: the file below the folder that it is a link to; "": it is none.
    """

    path: Path
    name: str
    size: int
    link: str = ""

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its folders below the root, and its own."""
        return tuple(self.name.split("/"))

    @property
    def folder(self) -> str:
        """Its folder's name below the root; "" for the root."""
        return self.name.rpartition("/")[0]

    @property
    def base(self) -> str:
        """Its own name."""
        return self.name.rpartition("/")[2]

    @property
    def suffix(self) -> str:
        """Its suffix, in small letters; "" where it has none, or one that is a number (`ckpt.1000`)."""
        found = PurePosixPath(self.base).suffix.lower()
        return "" if found[1:].isdigit() else found

    @property
    def stem(self) -> str:
        """Its own name without the suffix."""
        return self.base[: -len(self.suffix)] if self.suffix else self.base


@dataclass(frozen=True)
class Folder:
    """A folder's plain files.

    Attributes:
        root: the folder.
        entries: its files in natural order, hidden ones left out.
        odd: what is no plain file or leads out of the folder, with the reason.
        aside: folders that this program wrote, which are not looked into, and what they are.
    """

    root: Path
    entries: tuple[Entry, ...]
    odd: tuple[tuple[str, str], ...]
    aside: tuple[tuple[str, str], ...] = ()

    @classmethod
    def look(cls, root: Path) -> Folder:
        """List a folder.

        Raises:
            DataError: it is no folder, cannot be read, or holds too many files.
        """
        if not root.exists():
            raise DataError(f"{root} does not exist.", "Check the path.")
        if not root.is_dir():
            raise DataError(f"{root} is no folder.", "Give the folder of the networks; unpack an archive first.")
        entries: list[Entry] = []
        odd: list[tuple[str, str]] = []
        for found in _walk(root, _border(root), odd):
            entries.append(found)
            if len(entries) > MOST_FILES:
                raise DataError(f"{root} holds more than {MOST_FILES:,} files.", "Import its subfolders one by one.")
        entries.sort(key=lambda entry: natural(entry.name))
        ours = _ours({entry.name for entry in entries})
        if "" in ours:
            raise DataError(f"{root} is {ours['']}, not a folder of networks.", "Give the folder of their checkpoints.")
        kept = tuple(entry for entry in entries if not any(entry.name.startswith(f"{place}/") for place in ours))
        return cls(root, kept, tuple(odd), tuple(ours.items()))

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        """Its files by their names below it."""
        return {entry.name: entry for entry in self.entries}

    @cached_property
    def by_folder(self) -> dict[str, list[Entry]]:
        """Its files by the folder that they are in."""
        out: dict[str, list[Entry]] = {}
        for entry in self.entries:
            out.setdefault(entry.folder, []).append(entry)
        return out

    @cached_property
    def suffixes(self) -> Counter[str]:
        """How many files it has of each suffix."""
        return Counter(entry.suffix for entry in self.entries)

    def get(self, *parts: str) -> Entry | None:
        """The file of this name; None: there is none."""
        return self.by_name.get("/".join(part for part in parts if part))


def natural(text: str) -> list[tuple[int, int, str]]:
    """A key that sorts `net2` before `net10`."""
    out, number = list[tuple[int, int, str]](), ""
    word = ""
    for letter in text + "\0":
        if letter.isascii() and letter.isdigit():
            if word:
                out.append((1, 0, word))
                word = ""
            number += letter
        else:
            if number:
                out.append((0, int(number[:18]), number))
                number = ""
            word += letter
    return [*out, (1, 0, word)]


def read_json(entry: Entry) -> Any:
    """A JSON file's content.

    Raises:
        DataError: it cannot be read, is too large or no JSON.
    """
    try:
        return json.loads(read_bounded(entry.path, MOST_JSON))
    except (ValueError, RecursionError) as error:
        raise DataError(f"{entry.name} is no JSON: {short(error)}.", "Check the file.") from error


def shown(name: str) -> str:
    """A file's name as text."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _ours(names: set[str]) -> dict[str, str]:
    """The folders that this program wrote, by what lies in them."""
    found = {}
    for name in names:
        place, _, base = name.rpartition("/")
        prefix = f"{place}/" if place else ""
        for marks, words in OURS.items():
            if base == marks[0] and all(f"{prefix}{mark}" in names for mark in marks[1:]):
                found[place] = f"{words} of this program ({base})"
    return dict(sorted(found.items()))


def _border(root: Path) -> Path:
    """What links may not lead out of: the folder, or the repository that it is a snapshot of.

    Hugging Face's cache keeps `models--NAME/snapshots/REVISION` as links to `models--NAME/blobs`.
    """
    whole = root.resolve()
    if whole.parent.name == "snapshots" and whole.parent.parent.name.startswith("models--"):
        return whole.parent.parent
    return whole


def _walk(root: Path, border: Path, odd: list[tuple[str, str]]) -> Iterator[Entry]:
    whole = root.resolve()
    waiting = [(root, "", 0)]
    while waiting:
        folder, prefix, depth = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                found = list(listing)
        except OSError as error:
            if not prefix:
                raise DataError(f"{root} cannot be read: {error.strerror or error}.", "Check permissions.") from error
            odd.append((prefix, f"cannot be read: {error.strerror or error}"))
            continue
        for item in found:
            if item.name == ".hydra" and item.is_dir(follow_symlinks=False):
                yield from _settings(Path(item.path).parent / HYDRA, f"{prefix}/{HYDRA}".lstrip("/"))
            if item.name.startswith(".") or item.name in SKIPPED:
                continue
            name = f"{prefix}/{shown(item.name)}".lstrip("/")
            reason, target = _odd(item, border, depth)
            if reason:
                odd.append((name, reason))
            elif item.is_dir():
                waiting.append((Path(item.path), name, depth + 1))
            else:
                link = ""
                if target is not None:
                    inside = target.is_relative_to(whole)
                    link = shown(target.relative_to(whole if inside else border).as_posix())
                yield Entry(Path(item.path), name, item.stat().st_size, link)


def _settings(path: Path, name: str) -> Iterator[Entry]:
    """A hidden file of settings, if it is there and plain."""
    try:
        state = path.lstat()
    except OSError:
        return
    if stat.S_ISREG(state.st_mode):
        yield Entry(path, name, state.st_size)


def _odd(item: os.DirEntry[str], border: Path, depth: int) -> tuple[str, Path | None]:
    """Why something is not looked at, or ""; and what it is a link to, or None."""
    try:
        linked = item.is_symlink()
        mode = item.stat().st_mode
    except OSError as error:
        return f"a link to nothing: {error.strerror or error}", None
    target = Path(item.path).resolve() if linked else None
    if target is not None and not target.is_relative_to(border):
        return "a link that leads out of the folder", target
    if stat.S_ISDIR(mode):
        reason = "a link to a folder" if linked else f"more than {MOST_DEPTH} folders deep"
        return reason if linked or depth >= MOST_DEPTH else "", target
    return "" if stat.S_ISREG(mode) else "no plain file", target
