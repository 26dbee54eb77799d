"""Writing files so that nothing half-written stays; reading plain files only; hashing them."""

from __future__ import annotations

import errno
import glob
import hashlib
import io
import json
import math
import os
import re
import shutil
import stat
import tokenize
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.errors import DataError

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor

CACHE = "NETSPACE_CACHE"
"""Environment variable: the folder for what can be made again and has no place of its own."""

_NAMES = {
    stat.S_IFIFO: "a pipe", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device", stat.S_IFSOCK: "a socket",
    stat.S_IFDIR: "a folder",
}  # fmt: skip
MOST_JSON = 64 * 2**20
MOST_ARRAYS = 4096  # in an .npz
# What readers of zips and of numpy's headers, which they take apart as Python, raise for damaged ones.
_DAMAGED = (
    ValueError, EOFError, TypeError, KeyError, SyntaxError, MemoryError, RecursionError, OverflowError,
    NotImplementedError, RuntimeError, AttributeError, tokenize.TokenError, zipfile.BadZipFile, zipfile.LargeZipFile,
    zlib.error,
)  # fmt: skip


class NoFileError(OSError):
    """A path at which there is something else than a plain file: it could be waited for without end."""

    def __init__(self, what: str) -> None:
        super().__init__(f"it is {what}, not a file")
        self.strerror = str(self)


def regular(path: Path) -> Path:
    """The same path, if a plain file is there, or a link to one. Every reader of a path asks this first.

    Raises:
        NoFileError: it is a pipe, a device, a socket or a folder.
        OSError: there is nothing, or it cannot be looked at.
    """
    kind = stat.S_IFMT(path.stat().st_mode)
    if kind != stat.S_IFREG:
        raise NoFileError(_NAMES.get(kind, "something else"))
    return path


# How files begin that lie beside others or carry their names.
OTHERS = {
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x89HDF": "HDF5 (Keras?)",
    b"\x93NUM": "a numpy array",
    b"%PDF": "a PDF",
    b"\x1f\x8b\x08": "compressed by gzip",
    b"GGUF": "GGUF (quantized)",
    b"version https://git-lfs": "a pointer of git-lfs, not the file itself",
}


def write_atomically(path: Path, data: bytes) -> None:
    """Write to a temporary file beside `path`, flush it to disk, rename it.

    Raises:
        FileNotFoundError: the folder is missing; it names the folder.
        OSError: it cannot be written (a full disk, ...); it names the file.
    """
    with replacing(path) as temporary:
        temporary.write_bytes(data)


def save_tensors(path: Path, tensors: dict[str, Tensor], metadata: dict[str, str] | None = None) -> None:
    """Write tensors as safetensors; never leaves half a file under that name.

    Raises:
        FileNotFoundError, OSError: as `write_atomically`.
    """
    from safetensors import SafetensorError  # noqa: PLC0415 - torch, which not all who write files need
    from safetensors.torch import save_file  # noqa: PLC0415 - as above

    with replacing(path) as temporary:
        try:
            save_file({k: v.contiguous() for k, v in tensors.items()}, temporary, metadata)
        except SafetensorError as error:
            number = re.search(r"\(os error (\d+)\)", str(error))
            if number is None:
                raise
            raise OSError(int(number[1]), os.strerror(int(number[1])), str(path)) from error


def tensor_bytes(tensors: dict[str, Tensor], metadata: dict[str, str]) -> bytes:
    """A safetensors file, of the same tensors and metadata always the same bytes.

    The library (0.8) writes metadata in an order that differs from call to call. What is offered for download must not
    change when the page is drawn anew: Streamlit names it by its content, and drops what has another name.
    """
    from safetensors.torch import save  # noqa: PLC0415 - as above

    data = save(tensors, metadata)
    start = 8 + int.from_bytes(data[:8], "little")
    header = {**json.loads(data[8:start]), "__metadata__": dict(sorted(metadata.items()))}
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # so that the tensors stay aligned
    return len(text).to_bytes(8, "little") + text + data[start:]


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary name beside `path` to write to: at the end it is flushed to disk and takes the place of `path`.

    Where the block raises, nothing of it stays; a process that is killed leaves the temporary file (`remove_left`).

    Raises:
        FileNotFoundError: the folder is missing; it names the folder.
        OSError: what the block raises, of the file's own name.
    """
    _check_folder(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if error.filename is None or str(error.filename) == str(temporary):
            error.filename = str(path)
        raise
    finally:
        with suppress(OSError):  # of a folder that cannot be written, the error before says more
            temporary.unlink(missing_ok=True)


def user_cache() -> Path:
    """The folder for what can be made again: NETSPACE_CACHE, or one of this program's where the system has such."""
    chosen = os.environ.get(CACHE)
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "netspace-explorer"


def remove_left(folder: Path, name: str = "*") -> None:
    """Remove the temporary files and folders of processes that were killed: nothing else cleans up after them.

    Args:
        folder: in which they lie; it may be missing.
        name: what they were to become; "*": whatever it was.
    """
    escaped = name if name == "*" else glob.escape(name)
    for left in folder.glob(f".{escaped}.*.tmp"):
        number = left.name.removesuffix(".tmp").rpartition(".")[2]
        if not number.isdecimal():
            continue
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)
        except (OSError, OverflowError):  # somebody else's process, or no number of one: it is left alone
            continue


def _check_folder(path: Path) -> None:
    """Whether a file can be begun there: else the message would be of a temporary name."""
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "The folder does not exist; make it first", str(path.parent))


def read_bounded(path: Path, most: int) -> bytes:
    """A file's content; not one byte is read of a file of more than `most` bytes.

    Raises:
        DataError: it is no file, cannot be read, or is too large.
    """
    try:
        size = regular(path).stat().st_size
        if size > most:
            raise DataError(f"{path} has {size:,} bytes.", f"At most {most:,} are read.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DataError(f"{path} cannot be read: there is no file.", "Check the path.") from error
    except (OSError, ValueError) as error:  # a name with a zero in it is a ValueError
        raise DataError(
            f"{path} cannot be read: {getattr(error, 'strerror', None) or error}.", "Check the path."
        ) from error


def within(data: bytes, name: str, most: int) -> bytes:
    """The same of a file's content that is there already.

    Raises:
        DataError: it is too large.
    """
    if len(data) > most:
        raise DataError(f"{name} has {len(data):,} bytes.", f"At most {most:,} are read.")
    return data


def read_json(path: Path, most: int = MOST_JSON) -> Any:
    """What a JSON file holds.

    Raises:
        OSError: it cannot be opened; `NoFileError` among them.
        ValueError: it is no JSON, nested too deep, not UTF-8, or of more than `most` bytes; says which.
    """
    size = regular(path).stat().st_size
    if size > most:
        raise ValueError(f"it has {size:,} bytes, and at most {most:,} are read")
    try:
        return json.loads(path.read_bytes())
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def read_npz(source: Path | bytes, most: int) -> dict[str, np.ndarray]:
    """The arrays of an .npz, no objects among them; of one that claims too much nothing is unpacked.

    Args:
        source: the file, or its content.
        most: bytes of all arrays together.

    Raises:
        OSError: it cannot be opened; `NoFileError` among them.
        ValueError: it is damaged, holds objects, or claims more than `most` bytes; says which.
    """
    opened = io.BytesIO(source) if isinstance(source, bytes) else regular(source)
    try:
        with zipfile.ZipFile(opened) as packed:
            entries = packed.infolist()
            claimed = sum(entry.file_size for entry in entries)
            if claimed > most or len(entries) > MOST_ARRAYS:
                raise ValueError(f"it unpacks to {claimed:,} bytes in {len(entries):,} arrays; {most:,} are read")
            arrays: dict[str, np.ndarray] = {}
            for entry in entries:
                with packed.open(entry) as inside:
                    arrays[entry.filename.removesuffix(".npy")] = read_array(inside, most)
            return arrays
    except OSError:
        raise
    except _DAMAGED as error:
        raise ValueError(" ".join(str(error).split())[:200] or type(error).__name__) from error


def read_array(file: Any, most: int) -> np.ndarray:
    """An array in numpy's format, once its header has said that it is not too large, and holds no objects.

    Args:
        file: opened for bytes.
        most: bytes of the array.

    Raises:
        ValueError: it is damaged, holds objects or records, or is of more than `most` bytes.
    """
    import numpy as np  # noqa: PLC0415 - `--help` needs no numpy
    from numpy.lib import format as npy  # noqa: PLC0415 - as above

    try:
        version = npy.read_magic(file)
        read: Any = npy.read_array_header_1_0 if version == (1, 0) else npy.read_array_header_2_0
        shape, fortran, dtype = read(file)
        size = math.prod(shape) * dtype.itemsize
        if dtype.hasobject or dtype.kind not in "biufcUS" or dtype.shape:
            raise ValueError(f"it holds {str(dtype)[:60]}, not numbers or text")
        if size > most or min(shape, default=0) < 0:
            raise ValueError(f"it claims the shape {str(shape)[:60]}, and at most {most:,} bytes are read")
        data = file.read(size)
        if len(data) != size:
            raise ValueError("it is cut short")
        made = np.frombuffer(bytearray(data), dtype) if size else np.empty(math.prod(shape), dtype)
        values: np.ndarray = made.reshape(shape, order="F" if fortran else "C")
    except _DAMAGED as error:
        raise ValueError(" ".join(str(error).split())[:200] or type(error).__name__) from error
    return values


def impostor(head: bytes) -> str:
    """What a file is that carries another's name, by its first bytes; "" where nothing is known."""
    start = head[:512].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "a web page (HTML), not the file itself"
    return next((words for magic, words in OTHERS.items() if head.startswith(magic)), "")


def sha256(path: Path) -> str:
    """Hash of a file's content, in hexadecimal."""
    with regular(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
