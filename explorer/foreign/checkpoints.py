"""Checkpoints on disk: the tensors of a network as they are, and what the file says beside them.

Larger than what is dropped on the screen (`tensors`), and read where they lie: nothing is copied that is not asked for.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from safetensors import SafetensorError
from safetensors.torch import load as load_safetensors
from safetensors.torch import load_file
from torch import Tensor

from explorer.errors import DataError
from explorer.files import impostor, regular
from explorer.foreign.statedicts import parts_in, state_dict_in
from explorer.foreign.torchfile import AGAIN, NumpyValue, is_text, load, short

MOST_FILE = 4 * 2**30
MOST_HEADER = 32 * 2**20  # bytes of a safetensors header
MOST_FACTS = 200
MOST_TEXT = 200  # letters of a fact
SETTINGS = ("hyper_parameters", "hparams", "args", "config", "cfg", "hyperparameters", "metrics", "init_args")

Fact: TypeAlias = "float | int | bool | str"


@dataclass(frozen=True)
class Checkpoint:
    """What a file holds.

    Attributes:
        tensors: the network's, by name, as they were saved.
        facts: numbers and short texts that the file has beside them: epoch, accuracy, hyperparameters.
        form: "safetensors" or "torch".
        parts: the networks by name, where the file holds several; `tensors` are the largest's.
    """

    tensors: dict[str, Tensor]
    facts: dict[str, Fact]
    form: str
    parts: Mapping[str, dict[str, Tensor]] = field(default_factory=dict)


def read_checkpoint(path: Path, name: str, most: int = MOST_FILE) -> Checkpoint:
    """The network in a file, by what is in it: its name says nothing.

    Args:
        path: the file.
        name: what messages call it.
        most: bytes.

    Raises:
        DataError: it is no file, cannot be read, is too large, damaged, of another form, or holds no tensors by name.
    """
    head = opened_head(path, name, most)
    if other := impostor(head):
        raise DataError(f"{name} is {other}.", AGAIN)
    size = int.from_bytes(head[:8], "little")
    if len(head) > 8 and head[8:9] == b"{" and size > 1:
        found = _safetensors(path, name, size)
        check_whole(found.tensors, name)
        return found
    try:
        held = load(path, name, most)
    except OSError as error:
        raise DataError(f"{name} cannot be read: {error.strerror or error}.", "Check the file.") from error
    tensors = state_dict_in(held)
    if not tensors:
        listed = isinstance(held, list | tuple) and bool(held) and all(isinstance(part, Tensor) for part in held)
        what = "holds a list of tensors, without their names" if listed else "holds no tensors by name"
        raise DataError(f"{name} {what}.", AGAIN)
    check_whole(tensors, name)
    return Checkpoint(tensors, facts_in(held, tensors), "torch", parts_in(held))


def check_whole(tensors: Mapping[str, Tensor], name: str) -> None:
    """Refuse tensors that are no network: adapters (LoRA) change one that lies elsewhere.

    Raises:
        DataError: they are an adapter's.
    """
    if tensors and all("lora_" in key for key in tensors):
        raise DataError(
            f"{name} holds an adapter (LoRA), no network.",
            "Merge it into its network (peft: merge_and_unload), and save that one's state_dict.",
        )


def opened_head(path: Path, name: str, most: int, count: int = 64) -> bytes:
    """The first bytes of a plain file; a device, a pipe or a folder is not opened for reading.

    Raises:
        DataError: it is no plain file, cannot be read, is empty, or has more than `most` bytes.
    """
    try:
        # Not to wait for whoever would write into a pipe.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise DataError(f"{name} is no plain file.", "Check the folder.")
            if state.st_size > most:
                raise DataError(f"{name} has {state.st_size:,} bytes.", f"At most {most:,} are read.")
            head = file.read(count)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DataError(f"{name} cannot be read: {reason}.", "Check the file and its permissions.") from error
    if not head:
        raise DataError(f"{name} is empty.", "Copy it again.")
    return head


def _safetensors(path: Path, name: str, size: int) -> Checkpoint:
    try:
        if size > min(MOST_HEADER, path.stat().st_size - 8):
            raise DataError(f"{name} is no sound safetensors file: its header is cut off, or no header.", AGAIN)
        with regular(path).open("rb") as file:
            file.seek(8)
            stated = json.loads(file.read(size)).get("__metadata__") or {}
        tensors = load_file(regular(path)) if is_text(path) else load_safetensors(regular(path).read_bytes())
        return Checkpoint(tensors, dict(flat(stated)), "safetensors")
    except (SafetensorError, OSError, ValueError, AttributeError, RuntimeError, RecursionError) as error:
        raise DataError(f"{name} is no sound safetensors file: {short(error)}.", AGAIN) from error


def facts_in(held: Any, tensors: Mapping[str, Tensor]) -> dict[str, Fact]:
    """Numbers and short texts at the top of a checkpoint and in its settings; none of its network's own tensors."""
    if not isinstance(held, Mapping):
        return {}
    found: dict[str, Fact] = {}
    for key, value in held.items():
        if str(key) not in tensors and (fact := fact_of(value)) is not None:
            found[str(key)] = fact
        elif str(key) in SETTINGS:
            found |= dict(flat(plain_tree(value)))
    return dict(list(found.items())[:MOST_FACTS])


def fact_of(value: Any) -> Fact | None:
    """A finite number, a truth value or a short text; None: it is something else."""
    if isinstance(value, NumpyValue):
        array = value.array()
        value = array.item() if array is not None and array.size == 1 else None
    if isinstance(value, Tensor) and value.numel() == 1 and value.device.type == "cpu" and not value.is_quantized:
        value = value.detach().item()
    if isinstance(value, float):
        return value if abs(value) != float("inf") and value == value else None  # noqa: PLR0124 - NaN is not itself
    if isinstance(value, bool | int):
        return value if abs(value) < 2**63 else None
    return value if isinstance(value, str) and value and len(value) <= MOST_TEXT else None


def plain_tree(value: Any, depth: int = 0) -> Any:
    """Settings as dictionaries: those of argparse, of plain objects and of omegaconf are read by their attributes."""
    if depth > 6 or isinstance(value, NumpyValue):
        return None if depth > 6 else value
    attributes = getattr(value, "__dict__", {})
    if "_val" in attributes:  # omegaconf's leaf
        return attributes["_val"]
    for inside in ("_content", "_fields"):  # omegaconf's branch, and ml_collections'
        if inside in attributes:
            return plain_tree(attributes[inside], depth + 1)
    if isinstance(value, Mapping) and value:
        return {str(key): plain_tree(inner, depth + 1) for key, inner in list(value.items())[:MOST_FACTS]}
    if attributes:
        return {
            key: plain_tree(inner, depth + 1)
            for key, inner in list(attributes.items())[:MOST_FACTS]
            if not key.startswith("_")
        }
    return value


def flat(tree: Any, prefix: str = "", depth: int = 0) -> Iterator[tuple[str, Fact]]:
    """The facts of nested dictionaries, names joined by dots; a list of numbers becomes one text."""
    if isinstance(tree, Mapping):
        for key, value in tree.items() if depth < 6 else ():
            yield from flat(value, f"{prefix}.{key}" if prefix else str(key), depth + 1)
    elif isinstance(tree, list | tuple) and tree and all(isinstance(part, int | float | str) for part in tree):
        text = "x".join(str(part) for part in tree)
        if prefix and len(text) <= MOST_TEXT:
            yield prefix, text
    elif prefix and (fact := fact_of(tree)) is not None:
        yield prefix, fact
