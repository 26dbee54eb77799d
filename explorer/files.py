"""Writing files so that nothing half-written stays, and hashing them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import DataError

if TYPE_CHECKING:
    from torch import Tensor


def write_atomically(path: Path, data: bytes) -> None:
    """Write to a temporary file beside `path`, flush it to disk, rename it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def save_tensors(path: Path, tensors: dict[str, Tensor], metadata: dict[str, str] | None = None) -> None:
    """Write tensors as safetensors; never leaves half a file under that name."""
    from safetensors.torch import save_file  # noqa: PLC0415 - torch, which not all who write files need

    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        save_file({k: v.contiguous() for k, v in tensors.items()}, temporary, metadata)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def read_bounded(path: Path, most: int) -> bytes:
    """A file's content; not one byte is read of a file of more than `most` bytes.

    Raises:
        DataError: it is no file, cannot be read, or is too large.
    """
    try:
        if not path.is_file():
            raise DataError(f"{path} cannot be read: it is no file.", "Check the path.")
        if path.stat().st_size > most:
            raise DataError(f"{path} has {path.stat().st_size:,} bytes.", f"At most {most:,} are read.")
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror or error}.", "Check the path.") from error


def within(data: bytes, name: str, most: int) -> bytes:
    """The same of a file's content that is there already.

    Raises:
        DataError: it is too large.
    """
    if len(data) > most:
        raise DataError(f"{name} has {len(data):,} bytes.", f"At most {most:,} are read.")
    return data


def sha256(path: Path) -> str:
    """Hash of a file's content, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
