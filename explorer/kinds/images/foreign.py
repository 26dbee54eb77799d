"""Networks of pictures from elsewhere: Sirens and other networks of the plane, of any width and depth.

Positions may be encoded (NeRF's octaves, random Fourier features). What a chain of layers may mean says
`explorer.foreign.coordinates`; which of it, and how its points and values are meant, is found out by what the space
reads best (`conventions`).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError
from explorer.explore.engine.engine import Engine
from explorer.foreign.apart import open_onnx, read_weights
from explorer.foreign.chains import chain_of
from explorer.foreign.coordinates import Function, Meaning, fourier_features, meanings, told_of
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import Weights
from explorer.kinds.images.conventions import check_outputs, columns, find_way
from explorer.kinds.images.networks import GIVEN
from explorer.kinds.images.space import ImageSpace

CHUNK = 1 << 14  # points at a time
_EXPORT = "Export the network as ONNX: then it is run as it is."


@dataclass(frozen=True)
class ForeignPicture:
    """A network that gives a picture's values at points.

    Attributes:
        name: of its file.
        words: what it is, in one line.
        parameters: how many it has.
        run: values at points, both as those of a space's networks.
    """

    name: str
    words: str
    parameters: int
    run: Function

    def __call__(self, points: Float[Tensor, "n 2"]) -> Float[Tensor, "n c"]:
        """Values at points, a few at a time."""
        with torch.no_grad():
            return torch.cat([self.run(part) for part in points.float().split(CHUNK)])


def read_foreign_picture(
    engine: Engine, space: ImageSpace, data: bytes, name: str, hints: Hints | None = None
) -> ForeignPicture:
    """A network of a picture from a safetensors, torch or ONNX file.

    Raises:
        DataError: it cannot be read, wants other inputs than points of the plane, gives anything but one value or
            three, or shows nothing; names the file and the reason.
    """
    hints = hints or Hints()
    if name.lower().endswith(".onnx"):
        network = open_onnx(data, name, hints.folder)
        own, words, count = False, network.words, network.parameters
        readings = [Meaning("ONNX", columns(network), 0.0)]
    else:
        weights = read_weights(data, name)
        own, count = weights.facts.get("input") == GIVEN, weights.count
        words, readings = _readings(weights, name, hints)
    check_outputs(readings[0].run, name)
    found = find_way(engine, space, readings, hints, own=own)
    if found is None:
        raise DataError(f"{name} shows nothing, however it is read.", _EXPORT)
    meant = "" if len(readings) == 1 else ", found out"
    what = f"{words}, {found.meaning.words}{meant}{found.close}"
    return ForeignPicture(name, f"{what}; {found.words}.", count, found.run)


def _readings(weights: Weights, name: str, hints: Hints) -> tuple[str, list[Meaning]]:
    """The layers in words, and all that they may mean."""
    features, tensors = fourier_features(weights.tensors, 2) or (None, weights.tensors)
    chain = chain_of(tensors)
    if chain is None:
        raise DataError(f"{name} is no chain of linear layers: weights alone do not say what it does.", _EXPORT)
    if chain.sizes[-1] not in (1, 3):
        raise DataError(f"{name} gives {chain.sizes[-1]} values at a point.", "A picture has one value, or three.")
    readings = [*meanings(chain, told_of(weights, hints), 2, features)]
    if not readings:
        raise DataError(
            f"{name} wants {chain.sizes[0]} inputs; a picture's network wants 2 coordinates, or 4 or 2 + 4 times as "
            "many as its encoding has frequencies.",
            "Take a network of the plane.",
        )
    return "-".join(str(size) for size in chain.sizes), readings
