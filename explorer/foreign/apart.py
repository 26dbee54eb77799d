"""Networks' files read, and ONNX run, in a process of its own (`explorer.apart`)."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import Any

import numpy as np
import torch
from torch import Tensor

from explorer import apart
from explorer.foreign.onnx import OnnxNetwork
from explorer.foreign.tensors import Weights
from explorer.foreign.tensors import read_weights as read_here

MOST_OPEN = 4  # networks that a reader keeps ready to run


def read_weights(data: bytes, name: str) -> Weights:
    """As `tensors.read_weights`.

    Raises:
        DataError: as there, or what reads the file crashes, or takes too long or too much memory.
    """
    return apart.call(read_here, data, name)


def open_onnx(data: bytes, name: str, *more: Any) -> OnnxNetwork:
    """As `OnnxNetwork`, with the same arguments; the network runs in the other process, too.

    Raises:
        DataError: as there, or what reads or runs the file crashes, or takes too long or too much memory.
    """
    return _ApartNetwork(data, name, more)


class _ApartNetwork(OnnxNetwork):
    """A network of the other process. Batches travel whole: a file may fix the size of a batch to 1."""

    def __init__(self, data: bytes, name: str, more: tuple[Any, ...]) -> None:
        self.__dict__.update(apart.call(_opened, data, name, more))
        self._file = (data, name, more)
        self._key = _key_of(*self._file)

    def answers(self, x: Tensor, names: list[str] | None = None) -> dict[str, Tensor]:
        """See `OnnxNetwork.answers`."""
        given = x.numpy()
        found = apart.call(_answered, self.name, self._key, given, names)
        if found is None:  # another process than the one in which it was opened
            found = apart.call(_opened_and_answered, *self._file, given, names)
        return {key: torch.from_numpy(values) for key, values in found.items()}


# --- in the reader

_open: OrderedDict[str, OnnxNetwork] = OrderedDict()


def _key_of(data: bytes, name: str, more: tuple[Any, ...]) -> str:
    return hashlib.sha256(repr((hashlib.sha256(data).hexdigest(), name, more)).encode()).hexdigest()


def _opened(data: bytes, name: str, more: tuple[Any, ...]) -> dict[str, Any]:
    network = OnnxNetwork(data, name, *more)
    _open[_key_of(data, name, more)] = network
    while len(_open) > MOST_OPEN:
        _open.popitem(last=False)
    return {key: value for key, value in vars(network).items() if key != "_session"}


def _answered(name: str, key: str, given: np.ndarray, names: list[str] | None) -> dict[str, np.ndarray] | None:
    """What a network gives; None: it is not open here. The name is what is said where the process ends."""
    del name
    network = _open.get(key)
    if network is None:
        return None
    _open.move_to_end(key)
    return {key: values.numpy() for key, values in network.answers(torch.from_numpy(given), names).items()}


def _opened_and_answered(
    data: bytes, name: str, more: tuple[Any, ...], given: np.ndarray, names: list[str] | None
) -> dict[str, np.ndarray]:
    _opened(data, name, more)
    found = _answered(name, _key_of(data, name, more), given, names)
    assert found is not None  # it was opened just now
    return found
