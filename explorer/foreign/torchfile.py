"""What a torch file holds, read without running anything that it names.

`torch.load(weights_only=True)` calls nothing but torch's own functions that rebuild tensors, and refuses a file that
names any other class. Many checkpoints do: Lightning's hold an `argparse.Namespace`, Hydra's an `omegaconf` tree,
`torch.save(model)` a whole module. Here every other name stands for an inert object of this file, which keeps what it
was given and does nothing; the module of the name is never imported. Names of `os` and `sys` torch refuses always.
"""

from __future__ import annotations

import io
import math
import struct
import threading
import warnings
import zipfile
import zlib
from _compat_pickle import IMPORT_MAPPING, NAME_MAPPING
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from pathlib import Path
from pickle import UnpicklingError
from pickletools import genops
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer.errors import DataError
from explorer.files import regular
from explorer.foreign.torchscript import is_script, script_tensors, without_code

MOST_UNPACKED = 256 * 2**20  # bytes that a zip may claim
MOST_ENTRIES = 10_000
MOST_PICKLE = 64 * 2**20  # bytes of the part of a file that names its tensors
PICKLES = 5  # in a file of torch before 1.6: magic number, protocol, system, the object, keys of its storages
# How files of torch before 1.6 begin: the pickled number 0x1950A86A20F9469CFC6C.
MAGIC = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19."
AGAIN = "Save its state_dict as safetensors, with torch.save, or export the network as ONNX."

_NUMBERS = {f"{kind}{size}" for kind in "fiu" for size in (1, 2, 4, 8)} - {"f1"} | {"b1"}
# What Python's reader of zips raises for damaged ones.
_NO_ZIP = (
    zipfile.BadZipFile, ValueError, OSError, RuntimeError, NotImplementedError, EOFError, LookupError, struct.error,
    zlib.error, MemoryError, OverflowError,
)  # fmt: skip
_allowing = threading.Lock()  # torch's list of names that may be read is the process's


class NumpyType:
    """A numpy type: its code, and the order of its bytes."""

    def __init__(self, code: Any = "", *_: Any) -> None:
        self.code, self.order = str(code), "<"

    def __setstate__(self, state: Any) -> None:
        if isinstance(state, tuple) and len(state) > 1 and state[1] in (">", "<"):
            self.order = state[1]

    @property
    def dtype(self) -> np.dtype[Any] | None:
        """The type, where it is one of plain numbers."""
        return np.dtype(self.order + self.code) if self.code in _NUMBERS else None


class NumpyValue:
    """A numpy array or number, as it was pickled."""

    def __init__(self, *args: Any) -> None:
        self.args, self.state = args, None

    def __setstate__(self, state: Any) -> None:
        self.state = state

    def array(self) -> np.ndarray | None:
        """The numbers; None where they are no plain ones, or not as many as they claim to be."""
        parts: Any = self.state
        if len(self.args) == 2:  # a number: its type and bytes
            parts = (1, (), self.args[0], False, self.args[1])
        if not isinstance(parts, tuple) or len(parts) != 5:  # version, shape, type, order, bytes
            return None
        _, shape, kind, fortran, data = parts
        dtype = kind.dtype if isinstance(kind, NumpyType) else None
        if dtype is None or not isinstance(data, bytes) or not isinstance(shape, tuple):
            return None
        if any(not isinstance(n, int) or n < 0 for n in shape) or len(data) != dtype.itemsize * math.prod(shape):
            return None
        native = np.frombuffer(data, dtype).astype(dtype.newbyteorder("="))
        return native.reshape(shape, order="F" if fortran else "C")


class Inert:
    """An object of a class that is not known: a dictionary, whose own attributes are in `vars()`.

    It is a dictionary because torch's reader fills none but these, and dictionaries of many classes are pickled.
    """

    def __new__(cls, *_: Any) -> OrderedDict[str, Any]:  # type: ignore[misc]
        """Whatever it is called with is forgotten."""
        return OrderedDict()


class Opaque:
    """An object of a class that is not known and that is restored from anything but a dictionary."""

    def __init__(self, *_: Any) -> None:
        pass

    def __setstate__(self, state: Any) -> None:
        for part in state if isinstance(state, tuple) and len(state) == 2 else (state,):  # attributes, and slots
            if isinstance(part, dict):
                self.__dict__.update({str(key): value for key, value in part.items()})


class Listed:
    """A list of another class."""

    def __new__(cls, *_: Any) -> list[Any]:  # type: ignore[misc]
        """Empty; its entries are appended."""
        return []


KNOWN: Mapping[str, type] = {
    "numpy.dtype": NumpyType,
    "collections.deque": Listed,
    "functools.partial": Opaque,
    "numpy.core.multiarray.scalar": NumpyValue,
    "numpy._core.multiarray.scalar": NumpyValue,
    "numpy.core.multiarray._reconstruct": NumpyValue,
    "numpy._core.multiarray._reconstruct": NumpyValue,
}


def load(source: Path | bytes, name: str, most_unpacked: int = MOST_UNPACKED) -> Any:
    """What a torch file holds: plain values, tensors, and inert objects in place of all others.

    Args:
        source: the file, or its content. A file's tensors are mapped into memory, not copied.
        name: what messages call it.
        most_unpacked: bytes that a zip may claim.

    Raises:
        DataError: it is damaged, claims too much, or is of a form that is not read.
    """
    zipped, stored, script = _starts_as_zip(source), False, False
    if zipped:
        source, stored, script = _checked_zip(source, name, most_unpacked)
        zipped = _starts_as_zip(source)
    names = _names(source, zipped, name)
    problem = f"{name} holds more than tensors, or is damaged; code in it was not run."
    first: Exception | None = None
    for unknown in (Inert, Opaque):
        try:
            held = _load(source, names, unknown, mapped=stored)
            return _of_script(held, name) if script else held
        except DataError:
            raise
        except (UnpicklingError, TypeError, ValueError, AttributeError) as error:
            first = error
        except Exception as error:
            # torch's readers raise whatever a damaged file makes them meet; none of it may end the program.
            raise DataError(f"{name} is no torch file that can be read: {short(error)}.", AGAIN) from error
    refusal = _refusal(source, zipped, name)
    raise DataError(refusal or problem, AGAIN if refusal else "Save the state_dict alone.") from first


def _of_script(held: Any, name: str) -> dict[str, Tensor]:
    found = script_tensors(held)
    if not found:
        raise DataError(
            f"{name} is TorchScript without weights beside its code, which is not run (torch.jit.freeze does that).",
            "Save the weights of the module that it was made of: torch.save(model.state_dict(), ...).",
        )
    return found


def _refusal(source: Path | bytes, zipped: bool, name: str) -> str:
    """What a file is that torch's reader of tensors does not take; "": nothing special."""
    if zipped:
        try:
            with zipfile.ZipFile(_opened(source)) as archive:
                entry = next(held for held in archive.infolist() if held.filename.endswith("/data.pkl"))
                with archive.open(entry) as file:
                    version = file.read(2)[1:]
        except _NO_ZIP:
            return f"{name} is a damaged torch file."
        other = version != b"\x02"
        return f"{name} was saved with another pickle_protocol than torch.save's own." if other else ""
    head = _head(source, 2)
    if head[:1] != b"\x80":
        return f"{name} is none of torch's files, nor safetensors."
    if _head(source, len(MAGIC)) != MAGIC:
        return f"{name} is a pickle that torch.save did not write; code in it was not run."
    return ""


def _load(source: Path | bytes, names: list[str], unknown: type, *, mapped: bool) -> Any:
    stands: list[Any] = [(KNOWN.get(name, unknown), name) for name in names]
    with _allowing, torch.serialization.safe_globals(stands), warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # that it was pickled by another protocol than torch's
        if isinstance(source, bytes):
            return torch.load(io.BytesIO(source), map_location="cpu", weights_only=True)
        if mapped and is_text(source):
            return torch.load(regular(source), map_location="cpu", weights_only=True, mmap=True)
        with regular(source).open("rb") as file:  # by its name, torch would take some files for something else
            return torch.load(file, map_location="cpu", weights_only=True)


def is_text(path: Path) -> bool:
    """Whether a path is text that libraries in other languages take: the bytes of a name need not be UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def _starts_as_zip(source: Path | bytes) -> bool:
    return _head(source, 2) == b"PK"


def _head(source: Path | bytes, count: int) -> bytes:
    if isinstance(source, bytes):
        return source[:count]
    with regular(source).open("rb") as file:
        return file.read(count)


def _opened(source: Path | bytes) -> io.BytesIO | Path:
    return io.BytesIO(source) if isinstance(source, bytes) else regular(source)


def _checked_zip(source: Path | bytes, name: str, most: int) -> tuple[Path | bytes, bool, bool]:
    """What the zip claims, before any of it is unpacked.

    Returns:
        The source, or the file of the policy if it is Stable-Baselines3's (`save_to_zip_file` keeps `policy.pth`
        beside `data` and the optimizer's state), or without its code if it is TorchScript; whether it is a file whose
        tensors can be mapped into memory; and whether it is TorchScript.
    """
    try:
        with zipfile.ZipFile(_opened(source)) as archive:
            entries = archive.infolist()
            stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)  # as torch.save writes them
            most = most if stored else MOST_UNPACKED
            unpacked = sum(entry.file_size for entry in entries)
            if unpacked > most or len(entries) > MOST_ENTRIES:
                raise DataError(
                    f"{name} claims to unpack to {unpacked:,} bytes in {len(entries):,} files.",
                    f"At most {most:,} bytes in {MOST_ENTRIES:,} files are unpacked.",
                )
            held = {entry.filename for entry in entries}
            if "policy.pth" in held:
                return archive.read("policy.pth"), False, False
            if is_script(held):
                if unpacked > MOST_UNPACKED:
                    raise DataError(f"{name} is TorchScript of {unpacked:,} bytes.", AGAIN)
                return without_code(archive), False, True
    except _NO_ZIP as error:
        raise DataError(f"{name} is a damaged torch file: {short(error)}.", AGAIN) from error
    if not any(entry.endswith("/data.pkl") for entry in held):
        raise DataError(f"{name} is a zip, but none of torch's.", AGAIN)
    return source, stored and isinstance(source, Path), False


def _names(source: Path | bytes, zipped: bool, name: str) -> list[str]:
    """All names of classes and functions in a file, as far as it can be read; nothing of it is looked up."""
    found: dict[str, None] = {}
    try:
        for data in _pickles(source, zipped, name):
            for opcode, arg, _ in genops(data):
                if opcode.name == "GLOBAL":
                    module, _, last = str(arg).partition(" ")
                    found[f"{module}.{last}"] = None  # torch asks by this name, or by Python 3's for the same
                    module, last = NAME_MAPPING.get((module, last), (IMPORT_MAPPING.get(module, module), last))
                    found[f"{module}.{last}"] = None
    except (
        ValueError,
        IndexError,
        struct.error,
        MemoryError,
        OverflowError,
    ):  # damaged, or no file of torch's: its reader says so
        return list(found)
    except _NO_ZIP as error:
        raise DataError(f"{name} is no torch file that can be read: {short(error)}.", AGAIN) from error
    return list(found)


def _pickles(source: Path | bytes, zipped: bool, name: str) -> Iterator[io.BytesIO | io.BufferedReader]:
    if zipped:
        with zipfile.ZipFile(_opened(source)) as archive:
            entry = min(
                (held for held in archive.infolist() if held.filename.endswith("/data.pkl")),
                key=lambda held: len(held.filename),
            )
            if entry.file_size > MOST_PICKLE:
                raise DataError(f"{name} claims {entry.file_size:,} bytes of names of tensors.", AGAIN)
            yield io.BytesIO(archive.read(entry))
        return
    data = io.BytesIO(source) if isinstance(source, bytes) else regular(source).open("rb")
    with data:
        for _ in range(PICKLES):
            yield data


def short(error: Exception) -> str:
    """What an error of a library says, in a line."""
    return " ".join(str(error).split())[:160].rstrip(".") or type(error).__name__
