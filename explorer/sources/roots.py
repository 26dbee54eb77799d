"""The folders that the screen may look into: below configured roots, and nowhere else."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import DataError
from explorer.sources import uploads

DATA = "NETSPACE_DATA"
"""Environment variable: the one folder whose folders can be chosen, instead of `zoos/` and `data/` in the working
directory."""

DEEPEST = 4  # levels below a root that are listed
MOST_FOLDERS = 400  # that are listed
MANY = 8  # folders in one: more are not listed
MOST_FILES = 50_000  # of a folder that is looked at
LONGEST = 60  # letters of a name
ZOOS, UPLOADS = "zoos", "uploads"
SUFFIXES = (".npz", ".npy")  # of files; folders have what they are called
SPELLED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
"""Letters that are no plain letter with a mark, by what they are written as without."""

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


@dataclass(frozen=True)
class Roots:
    """Where data lie.

    Attributes:
        folders: the roots; some may not be there.
        zoos: where new zoos are made.
        uploads: where uploads are unpacked.
    """

    folders: tuple[Path, ...]
    zoos: Path
    uploads: Path

    @classmethod
    def configured(cls) -> Roots:
        """As the environment says."""
        stated = os.environ.get(DATA)
        if stated:
            root = Path(stated).absolute()
            return cls((root,), root / ZOOS, root / UPLOADS)
        here = Path.cwd()
        return cls((here / "zoos", here / "data"), here / "zoos", here / "data" / UPLOADS)

    def listed(self) -> list[Path]:
        """The folders that can be chosen, those on top first; not those inside of a zoo.

        Hidden folders and links are left out, and folders in one that has many: they are its classes, or its runs. So
        are uploads: they are of whoever uploaded them, and this list is everybody's.
        """
        private = uploads.private(self.uploads)
        level, found = [path for root in self.folders for path in _folders(root)], list[Path]()
        for _ in range(DEEPEST):
            found += [path for path in level if path not in private]
            level = [
                inner
                for path in level
                if path == self.uploads or (path not in private and not (path / "zoo.json").exists())
                for inner in _few([one for one in _folders(path) if one not in private])
            ]
        return found[:MOST_FOLDERS]

    def called(self, folder: Path) -> str:
        """A folder as one says it: its path from its root on, the root's own name before it where there are several."""
        for root in self.folders:
            if folder.is_relative_to(root):
                inner = folder.relative_to(root).as_posix()
                return inner if len(self.folders) == 1 else f"{root.name}/{inner}"
        return folder.name

    def inside(self, folder: Path) -> Path:
        """A folder that somebody chose, if it may be.

        Raises:
            DataError: it is no folder, or lies outside of the roots, as it is or by links.
        """
        try:
            real = folder.resolve(strict=True)
            roots = [root.resolve() for root in self.folders]
        except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: links in a circle; ValueError: a NUL
            raise DataError(f"There is no folder {str(folder)[:100]!r}.", "Choose one from the list.") from error
        if not any(real != root and real.is_relative_to(root) for root in roots):
            raise DataError(
                f"{folder.name!r} does not lie below {' or '.join(str(root) for root in self.folders)}.",
                f"Put it there, or set {DATA} to a folder above it and start the app again.",
            )
        if not real.is_dir():
            raise DataError(f"{folder.name!r} is no folder.", "Choose a folder.")
        return real


def _folders(root: Path) -> list[Path]:
    try:
        inner = sorted(one for one in root.iterdir() if not systems(one.name) and not one.is_symlink())
        return [one for one in inner if one.is_dir()]
    except OSError:  # not there, or not to be read: nothing can be chosen in it
        return []


def _few(folders: list[Path]) -> list[Path]:
    return folders if len(folders) <= MANY else []


@dataclass(frozen=True)
class Listing:
    """What lies in a folder, at any depth; hidden files and those that systems leave about are passed over.

    Attributes:
        folder: the folder.
        files: paths relative to it, sorted.
        more: whether there are more than are listed.
    """

    folder: Path
    files: tuple[str, ...]
    more: bool

    def ending(self, *suffixes: str) -> list[str]:
        """Files with one of these suffixes (".png"), whichever way they are written."""
        return [name for name in self.files if name.lower().endswith(suffixes)]


def listing(folder: Path) -> Listing:
    """List a folder.

    Raises:
        DataError: a link in it leads out of it; it cannot be read.
    """
    files = list[str]()
    real = folder.resolve()
    try:
        for path in _walk(folder):
            if path.is_symlink() and not path.resolve().is_relative_to(real):
                raise DataError(
                    f"{path.relative_to(folder).as_posix()} is a link that leads out of {folder.name}.",
                    "Put the files themselves there.",
                )
            files.append(path.relative_to(folder).as_posix())
            if len(files) >= MOST_FILES:
                return Listing(folder, tuple(sorted(files)), more=True)
    except OSError as error:
        raise DataError(
            f"{folder.name} cannot be read: {error.strerror or error}.", "Check its permissions."
        ) from error
    return Listing(folder, tuple(sorted(files)), more=False)


def _walk(folder: Path) -> Iterator[Path]:
    for one in sorted(folder.iterdir()):
        if systems(one.name):
            continue
        if one.is_dir() and not one.is_symlink():
            yield from _walk(one)
        else:
            yield one


def systems(name: str) -> bool:
    """Whether a file or folder is one that systems leave about, or hidden."""
    return name.startswith(".") or name in ("__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__")


def folder_name(text: str) -> str:
    """A name that a folder can have on any system, made of what somebody wrote; empty if nothing is left."""
    spelled = "".join(SPELLED.get(letter, letter) for letter in unicodedata.normalize("NFC", text.lower()))
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-._")[:LONGEST].strip("-._")
    return name if _NAME.fullmatch(name) else ""


def unused(folder: Path, name: str) -> Path:
    """A path in a folder that nothing has yet: the name, or with a number, which comes before a file's suffix."""
    path, number = folder / name, 2
    whole = Path(name)
    stem, suffix = (whole.stem, whole.suffix) if whole.suffix in SUFFIXES else (name, "")
    while path.exists():
        path, number = folder / f"{stem}-{number}{suffix}", number + 1
    return path
