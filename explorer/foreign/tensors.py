"""A network's tensors from a file: safetensors or torch's, never running code that the file brings along."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from safetensors import SafetensorError
from safetensors.torch import load as load_safetensors
from torch import Tensor

from explorer.errors import DataError
from explorer.files import impostor, within
from explorer.foreign.statedicts import averaged_beside, state_dict_in
from explorer.foreign.tidying import one_copy, tidied
from explorer.foreign.torchfile import AGAIN, load, short

FORMATS = ("safetensors", "pt", "pth", "ckpt", "bin", "tar", "pkl", "onnx")  # `.pth.tar` ends in "tar"
MOST_BYTES = 64 * 2**20
PACKED = b"_packed_params"  # how torch calls what quantised layers keep instead of weights
MOST_NUMBERS = 64_000_000
MOST_HEADER = 1 << 20  # bytes of a safetensors header


@dataclass(frozen=True)
class Weights:
    """What a file holds.

    Attributes:
        tensors: by name, float32, numbered names in natural order (`layer2` before `layer10`).
        facts: what the file says of itself; empty where it says nothing.
        form: "safetensors" or "torch".
        notes: what was chosen or left out, in words.
    """

    tensors: Mapping[str, Tensor]
    facts: Mapping[str, str]
    form: str
    notes: tuple[str, ...] = ()

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
    if other := impostor(data):
        raise DataError(f"{name} is {other}.", AGAIN)
    facts: Mapping[str, str] = {}
    if name.lower().endswith(".safetensors") or data[8:9] == b"{":  # whatever it is called
        (tensors, facts), form, beside = _safetensors(data, name), "safetensors", ""
    else:
        (tensors, beside), form = _torch(data, name), "torch"
    tensors, copy = one_copy(tensors)
    held = {key: value for key, value in tensors.items() if value.is_floating_point()}
    if not any(value.ndim for value in held.values()):
        if PACKED in data:
            raise DataError(
                f"{name} is of a quantised network.", "Save it before it is quantised, or export it as ONNX."
            )
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
    layers = {
        key: value for key, value in tidied(found, form).items() if value.ndim
    }  # sizes of norms are undone by now
    return Weights(layers, facts, form, tuple(note for note in (beside, copy) if note))


def _safetensors(data: bytes, name: str) -> tuple[dict[str, Tensor], dict[str, str]]:
    size = int.from_bytes(data[:8], "little")
    if len(data) < 8 or size > min(MOST_HEADER, len(data) - 8):
        raise DataError(f"{name} is no sound safetensors file: its header is cut off, or no header.", AGAIN)
    try:
        facts = json.loads(data[8 : 8 + size]).get("__metadata__", {})
        return load_safetensors(data), {str(key): str(value) for key, value in facts.items()}
    except (SafetensorError, ValueError, AttributeError, RuntimeError, RecursionError) as error:
        raise DataError(f"{name} is no sound safetensors file: {short(error)}.", AGAIN) from error


def _torch(data: bytes, name: str) -> tuple[dict[str, Tensor], str]:
    held = load(data, name)
    tensors = state_dict_in(held)
    if not tensors:
        raise DataError(f"{name} holds no tensors by name.", AGAIN)
    averaged = averaged_beside(held)
    return (
        tensors,
        f"the network's own weights were taken, and the averaged ones in {averaged!r} not" if averaged else "",
    )
