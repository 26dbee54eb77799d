"""A zip archive of somebody's, unpacked: bounded, never outside of its folder. One bad entry never stops the rest."""

from __future__ import annotations

import errno
import io
import re
import shutil
import stat
import unicodedata
import uuid
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from explorer.errors import DataError
from explorer.sources.roots import systems

MOST_ENTRIES = 50_000
MOST_BYTES = 2 * 2**30  # unpacked
SPARE_BYTES = 2**30  # that must stay free on the disk
MOST_DEEP = 20
LONGEST = 200  # bytes of one name
CHUNK = 2**20
ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
CODE = (".exe", ".dll", ".so", ".sh", ".bat", ".cmd")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ENCRYPTED = 0x1
_UTF8 = 0x800
# What other kinds of file begin with, and what they are.
HEADS: Mapping[bytes, str] = {
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x1f\x8b": "a gzip archive (.gz, .tgz)",
    b"\xfd7zXZ": "an xz archive",
    b"BZh": "a bzip2 archive",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"%PDF": "a PDF",
}


@dataclass(frozen=True)
class Unpacked:
    """What came of an archive.

    Attributes:
        folder: where it lies.
        taken: files that were written.
        refused: entries that were not, with their reasons.
        passed: entries of systems (`__MACOSX`, `.DS_Store`) that nobody misses.
    """

    folder: Path
    taken: int
    refused: tuple[tuple[str, str], ...]
    passed: int


@dataclass
class _Work:
    root: Path
    left: int  # bytes that may still be written
    written: int = 0
    seen: dict[str, str] = field(default_factory=dict)  # paths as a system that ignores case has them
    refused: list[tuple[str, str]] = field(default_factory=list)
    passed: int = 0


def unpack(file: io.BytesIO, name: str, target: Path) -> Unpacked:
    """Unpack an archive to a folder that is not there yet; a folder that holds all of it is left out.

    Args:
        file: the archive.
        name: of it, to be named in what is said.
        target: the folder.

    Raises:
        DataError: it is no zip archive, is encrypted, unpacks to too much, or holds nothing that can be taken. Nothing
            of it stays then.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex[:8]}.tmp")
    temporary.mkdir()
    try:
        free = shutil.disk_usage(temporary).free - SPARE_BYTES
        work = _Work(temporary, min(MOST_BYTES, free))
        try:
            with zipfile.ZipFile(file) as archive:
                _unpack(archive, name, work)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DataError(f"The disk is full: {name} cannot be unpacked.", "Free the disk.") from error
            raise
        except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, ValueError, NotImplementedError) as error:
            raise DataError(f"{name} is {_what(file)}.", "Give a zip archive of a folder.") from error
        if not work.written:
            first = (
                f" The first of {len(work.refused)}: {work.refused[0][0]}: {work.refused[0][1]}" if work.refused else ""
            )
            raise DataError(f"{name} holds no file that can be taken.{first}", "Give an archive of files.")
        _inner(temporary).rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return Unpacked(target, work.written, tuple(work.refused), work.passed)


def _unpack(archive: zipfile.ZipFile, name: str, work: _Work) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise DataError(f"{name} has {len(entries):,} entries.", f"At most {MOST_ENTRIES:,} are unpacked.")
    if entries and all(one.flag_bits & _ENCRYPTED for one in entries if not one.is_dir()):
        raise DataError(f"{name} is encrypted.", "Give it without a password.")
    stated = sum(one.file_size for one in entries)
    if stated > work.left:
        small = work.left < MOST_BYTES
        raise DataError(
            f"{name} unpacks to {stated:,} bytes"
            + (f"; the disk has room for {max(work.left, 0):,}." if small else "."),
            f"At most {MOST_BYTES:,} are unpacked.",
        )
    for entry in entries:
        path = _path(entry)
        if not entry.is_dir() and not path.endswith("/"):
            _entry(archive, entry, path, name, work)


def _path(entry: zipfile.ZipInfo) -> str:
    """The path as it was meant: UTF-8 where nobody said so, and slashes for the backslashes of Windows."""
    path = entry.filename
    if not entry.flag_bits & _UTF8:
        try:
            path = path.encode("cp437").decode("utf-8")
        except UnicodeError:
            path = entry.filename
    return unicodedata.normalize("NFC", path.replace("\\", "/"))


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, name: str, work: _Work) -> None:
    parts = PurePosixPath(path).parts
    if any(systems(part) for part in parts if part not in ("..", ".")):
        work.passed += 1
        return
    reason = _against(entry, path, work)
    if reason:
        work.refused.append((path[:LONGEST], reason))
        return
    target = work.root.joinpath(*parts)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as out:
            _write(archive, entry, out.write, target, name, work)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        work.refused.append((path[:LONGEST], f"It cannot be unpacked: {str(error)[:200]}."))
        return
    except (NotADirectoryError, IsADirectoryError, FileExistsError):
        work.refused.append((path[:LONGEST], "It lies in what is a file, too, or is a folder, too."))
        return
    work.written += 1


def _against(entry: zipfile.ZipInfo, path: str, work: _Work) -> str:
    """What speaks against an entry; empty: nothing."""
    parts = PurePosixPath(path).parts
    kind = stat.S_IFMT(entry.external_attr >> 16)
    suffix = PurePosixPath(path).suffix.lower()
    key = path.casefold()
    twin = work.seen.setdefault(key, path)
    checks = (
        (path.startswith("/") or bool(re.match(r"[A-Za-z]:", path)), "Its path begins at the root of a disk."),
        (".." in parts, "Its path leads out of the archive."),
        (kind == stat.S_IFLNK, "It is a link."),
        (kind not in (0, stat.S_IFREG, stat.S_IFLNK), "It is no file."),
        (bool(entry.flag_bits & _ENCRYPTED), "It is encrypted."),
        (any(ord(letter) < 32 for letter in path), "Its name holds control characters."),
        (any(len(part.encode()) > LONGEST for part in parts), "Its name is too long."),
        (
            any(RESERVED.fullmatch(part) or part.endswith((".", " ")) for part in parts),
            "Its name is none on all systems.",
        ),
        (len(parts) > MOST_DEEP, f"It lies more than {MOST_DEEP} folders deep."),
        (suffix in ARCHIVES, "It is an archive in an archive, which is not unpacked."),
        (suffix in CODE, "It is a program."),
        (twin is not path, f"There is a file of this name before it: {twin[:100]}."),
    )
    return next((reason for found, reason in checks if found), "")


def _write(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    write: Callable[[bytes], int],
    target: Path,
    name: str,
    work: _Work,
) -> None:
    """Write an entry, counting what really comes, whatever the archive states; of a damaged one nothing stays."""
    whole = False
    try:
        with archive.open(entry) as source:
            while chunk := source.read(CHUNK):
                work.left -= len(chunk)
                if work.left < 0:
                    raise DataError(
                        f"{name} unpacks to more than it states.", f"At most {MOST_BYTES:,} bytes are unpacked."
                    )
                write(chunk)
        whole = True
    finally:
        if not whole:
            target.unlink()


def _inner(folder: Path) -> Path:
    """The folder that holds everything, where there is one."""
    while len(found := list(_entries(folder))) == 1 and found[0].is_dir():
        folder = found[0]
    return folder


def _entries(folder: Path) -> Iterator[Path]:
    yield from folder.iterdir()


def _what(file: io.BytesIO) -> str:
    """What a file is that is no zip archive."""
    file.seek(0)
    head = file.read(512)
    if not head:
        return "empty"
    if head[257:262] == b"ustar":
        return "a tar archive, whatever it is called"
    if head[:2] == b"PK":
        return "a zip archive that is damaged or incomplete"
    if head[8:9] == b"{":  # the size of a header, and the header
        return "one file of tensors (safetensors), and a space needs many networks"
    return next((what for magic, what in HEADS.items() if head.startswith(magic)), "no zip archive")
