"""A network's tensors from a file: safetensors or torch's, never running code that the file brings along."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_safetensors
from torch import Tensor

from explorer.errors import DataError
from explorer.files import within
from explorer.foreign.torchfile import AGAIN, load, short, state_dict_in

FORMATS = ("safetensors", "pt", "pth", "onnx")
MOST_BYTES = 64 * 2**20
MOST_NUMBERS = 64_000_000
MOST_HEADER = 1 << 20  # bytes of a safetensors header
WEIGHT_NORM = (  # endings of size, direction, and of what both make
    ("weight_g", "weight_v", "weight"),
    ("parametrizations.weight.original0", "parametrizations.weight.original1", "weight"),
)


@dataclass(frozen=True)
class Weights:
    """What a file holds.

    Attributes:
        tensors: by name, float32, numbered names in natural order (`layer2` before `layer10`).
        facts: what the file says of itself; empty where it says nothing.
        form: "safetensors" or "torch".
    """

    tensors: Mapping[str, Tensor]
    facts: Mapping[str, str]
    form: str

    @property
    def count(self) -> int:
        """Numbers in all tensors."""
        return sum(value.numel() for value in self.tensors.values())


def is_network(name: str) -> bool:
    """Whether a file's name says that it holds a network."""
    return "." in name and name.rpartition(".")[2].lower() in FORMATS


def read_weights(data: bytes, name: str) -> Weights:
    """Tensors of a safetensors or a torch file.

    A torch file is read with `weights_only`: nothing that it names is run (`torchfile`). Prefixes that all names share
    (`module.`) are taken off.

    Raises:
        DataError: it is too large, damaged, holds anything else, no tensors, or values that are not finite; names the
            file and the reason.
    """
    within(data, name, MOST_BYTES)
    if name.lower().endswith(".safetensors"):
        tensors, facts = _safetensors(data, name)
        form = "safetensors"
    else:
        tensors, facts, form = _torch(data, name), {}, "torch"
    held = {key: value for key, value in tensors.items() if value.is_floating_point() and value.ndim}
    if not held:
        raise DataError(f"{name} holds no weights.", AGAIN)
    # Counted before anything is made of them: a tensor may claim more numbers than the file has.
    count = sum(value.numel() for value in held.values())
    if count > MOST_NUMBERS or any(v.layout != torch.strided or v.device.type != "cpu" for v in held.values()):
        raise DataError(
            f"{name} claims {count:,} numbers, or tensors that are not plain ones.",
            f"At most {MOST_NUMBERS:,} numbers in dense tensors are read.",
        )
    found = {key: value.detach().float() for key, value in held.items()}
    for key, value in found.items():
        if not bool(torch.isfinite(value).all()):
            raise DataError(f"{name} holds NaN or infinite values in {key!r}.", "Train the network again.")
    return Weights(tidied(found, form), facts, form)


def tidied(tensors: dict[str, Tensor], form: str) -> dict[str, Tensor]:
    """Tensors in natural order of their names, weight norm undone, without a prefix that all share.

    Args:
        tensors: by name.
        form: "safetensors" or "torch": of the file they are from; torch's keep the order of names without numbers.
    """
    return _without_prefix(_ordered(_unnormalised(tensors), form))


def _safetensors(data: bytes, name: str) -> tuple[dict[str, Tensor], dict[str, str]]:
    size = int.from_bytes(data[:8], "little")
    if len(data) < 8 or size > min(MOST_HEADER, len(data) - 8):
        raise DataError(f"{name} is no sound safetensors file: its header is cut off, or no header.", AGAIN)
    try:
        facts = json.loads(data[8 : 8 + size]).get("__metadata__", {})
        return load_safetensors(data), {str(key): str(value) for key, value in facts.items()}
    except (SafetensorError, ValueError, AttributeError, RuntimeError, RecursionError) as error:
        raise DataError(f"{name} is no sound safetensors file: {short(error)}.", AGAIN) from error


def _torch(data: bytes, name: str) -> dict[str, Tensor]:
    tensors = state_dict_in(load(data, name))
    if not tensors:
        raise DataError(f"{name} holds no tensors by name.", AGAIN)
    return tensors


def _unnormalised(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights that torch's weight norm keeps as size and direction, as one (Salimans and Kingma 2016, eq. 2).

    By the names of both of its versions: `weight_g` and `weight_v`, or `parametrizations.weight.original0` and 1. The
    size is that of each output's row, as is usual.
    """
    out = dict[str, Tensor]()
    for key, value in tensors.items():
        for size, direction, whole in WEIGHT_NORM:
            pair = tensors.get(key.removesuffix(size) + direction) if key.endswith(size) else None
            if pair is not None and value.shape == (len(pair), *(1,) * (pair.ndim - 1)):
                norm = pair.flatten(1).norm(dim=1).clamp(min=1e-12).reshape(value.shape)
                out[key.removesuffix(size) + whole] = pair * (value / norm)
                break
            if key.endswith(direction) and key.removesuffix(direction) + size in tensors:
                break
        else:
            out[key] = value
    return out


def _ordered(tensors: dict[str, Tensor], form: str) -> dict[str, Tensor]:
    """By natural sorting; a torch file without numbers in its names as it is (`input`, `hidden`, `output`)."""
    if form == "torch" and not any(part.isdigit() for key in tensors for part in re.split(r"(\d+)", key)):
        return tensors
    return dict(sorted(tensors.items(), key=lambda item: _natural(item[0])))


def _without_prefix(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    while True:
        heads = {key.partition(".")[0] for key in tensors}
        if len(heads) != 1 or not all(key.count(".") > 1 for key in tensors):
            return tensors
        tensors = {key.partition(".")[2]: value for key, value in tensors.items()}


def _natural(key: str) -> list[tuple[int, str]]:
    """A key that sorts `layer2` before `layer10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", key)]
