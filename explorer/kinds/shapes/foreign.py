"""Networks of shapes from elsewhere: Sirens and ReLU networks of any width and depth, also with encoded positions.

A state_dict does not say how its numbers are meant: with which frequency, activation and encoding of positions. But a
signed distance has gradients of length 1 (the eikonal equation): of all readings that have a surface in the cube, the
one whose gradients near it are closest to that is taken, and said.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.foreign.chains import ACTIVATIONS, Chain, chain_of
from explorer.foreign.hints import Hints
from explorer.foreign.onnx import OnnxNetwork
from explorer.foreign.tensors import Weights, read_weights

OMEGAS = (30.0, *(float(omega) for omega in range(1, 30)), 45.0, 60.0, 90.0, 100.0)
RARE = 1.5  # by which an activation other than the usual ones, ReLU and sine, must fit better: they are near each other
PROBED, NEAR, SEED = (
    4096,
    512,
    0,
)  # points drawn in the cube; those nearest to the surface whose gradients are looked at
CHUNK = 1 << 15
DOUBTFUL = 0.5  # mean distance of the gradients' lengths to 1, from which on the reading is doubted
_EXPORT = "Export the network as ONNX: then it is run as it is."

Function = Callable[[Float[Tensor, "n 3"]], Float[Tensor, " n"]]


@dataclass(frozen=True)
class ForeignShape:
    """A network that gives signed distances at points.

    Attributes:
        name: of its file.
        words: what it is, in one line.
        parameters: how many it has.
        run: signed distances at points in [-1, 1]^3, negative inside.
    """

    name: str
    words: str
    parameters: int
    run: Function

    def __call__(self, points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
        """Signed distances at points, a few at a time."""
        with torch.no_grad():
            return torch.cat([self.run(part) for part in points.float().split(CHUNK)])


def read_foreign_shape(data: bytes, name: str, hints: Hints | None = None) -> ForeignShape:
    """A network of a shape from a safetensors, torch or ONNX file.

    Raises:
        DataError: it cannot be read, wants other inputs than points in space, gives anything but one value, or has no
            surface in the cube; names the file and the reason.
    """
    hints = hints or Hints()
    if name.lower().endswith(".onnx"):
        return _from_onnx(data, name)
    weights = read_weights(data, name)
    chain = chain_of(weights.tensors)
    if chain is None:
        raise DataError(f"{name} is no chain of linear layers: weights alone do not say what it does.", _EXPORT)
    if chain.sizes[-1] != 1:
        raise DataError(f"{name} gives {chain.sizes[-1]} values at a point.", "A shape is one signed distance.")
    readings = [*_readings(chain, _told(weights, hints))]
    if not readings:
        raise DataError(
            f"{name} wants {chain.sizes[0]} inputs; a shape's network wants 3 coordinates, or 6 or 3 + 6 times as many "
            "as its encoding has frequencies.",
            "Take a network of 3D shapes.",
        )
    points = _probes()
    with torch.inference_mode(False):  # gradients are looked at, whoever asks
        judged = [(_doubt(run, points), words, run) for words, run in readings]
    usual = ("Siren", "relu ")
    doubt, words, run = min(judged, key=lambda one: one[0] * (1 if one[1].startswith(usual) else RARE))
    if not math.isfinite(doubt):
        raise DataError(f"{name} has no surface in the cube, however it is read.", _EXPORT)
    found = "" if len(readings) == 1 else ", found out"
    doubted = "" if doubt < DOUBTFUL else f"; so it is no true distance (off by {doubt:.2f}): perhaps meant otherwise"
    shape = "-".join(str(size) for size in chain.sizes)
    return ForeignShape(name, f"{shape}, {words}{found}{doubted}", weights.count, run)


def _told(weights: Weights, hints: Hints) -> Hints:
    """What the user says, else what the file says of itself (as our own exports do)."""
    omega = weights.facts.get("omega")
    if hints.omega is not None or hints.activation is not None or omega is None:
        return hints
    try:
        return Hints(omega=float(omega), activation="sine")
    except (ValueError, SelectionError):  # what the file says is not possible: it is found out instead
        return hints


def _readings(chain: Chain, told: Hints) -> Iterator[tuple[str, Function]]:
    """Everything that a chain may mean: in words, and as a function."""
    if chain.skip is not None and not chain.first:
        yield from _readings(dataclasses.replace(chain, first=True), told)
    for encoding, encode in _encodings(chain.sizes[0]):
        if told.activation in (None, "sine") and encoding == "":
            for first, other in _frequencies(told):
                same = f"omega {first:g}" if first == other else f"omega {first:g}, then {other:g}"
                yield f"Siren, {same}", _chained(chain, encode, _sines(first, other))
        if told.omega is None and told.activation != "sine":
            names = [told.activation] if told.activation else list(ACTIVATIONS)
            for name in names:
                words = f"{name} network{encoding}"
                yield words, _chained(chain, encode, lambda x, _, name=name: ACTIVATIONS[name](x))  # type: ignore[misc]


def _frequencies(told: Hints) -> list[tuple[float, float]]:
    if told.omega is not None:
        return [(told.omega, told.omega)]
    return [*((omega, omega) for omega in OMEGAS), (30.0, 1.0), (10.0, 30.0), (60.0, 30.0)]


def _sines(first: float, other: float) -> Callable[[Tensor, int], Tensor]:
    return lambda x, layer: torch.sin((first if layer == 0 else other) * x)


def _chained(chain: Chain, encode: Callable[[Tensor], Tensor], activation: Callable[[Tensor, int], Tensor]) -> Function:
    return lambda points: chain.run(encode(points), activation)[:, 0]


def _encodings(inputs: int) -> Iterator[tuple[str, Callable[[Tensor], Tensor]]]:
    """Encodings of positions that make three coordinates to so many inputs (NeRF, arXiv 2003.08934, eq. 4)."""
    if inputs == 3:
        yield "", lambda points: points
    own = inputs % 6 == 3
    count = (inputs - 3 * own) // 6
    if inputs < 6 or inputs % 3 or count < 1 or 6 * count + 3 * own != inputs:
        return
    for factor, said in ((1.0, ""), (math.pi, " times pi")):
        octaves = factor * 2.0 ** torch.arange(count)
        for order in ("by frequency", "sines first", "by coordinate"):
            words = f", positions encoded at {count} octaves{said} ({order})"
            yield words, _encoder(octaves, order, own)


def _encoder(octaves: Float[Tensor, " k"], order: str, own: bool) -> Callable[[Tensor], Tensor]:
    def encode(points: Float[Tensor, "n 3"]) -> Float[Tensor, "n inputs"]:
        angles = points[:, None] * octaves[:, None]  # n, k, 3
        sines, cosines = angles.sin(), angles.cos()
        if order == "by frequency":
            parts = torch.stack([sines, cosines], 2).flatten(1)
        elif order == "sines first":
            parts = torch.cat([sines.flatten(1), cosines.flatten(1)], 1)
        else:
            parts = torch.cat([sines.transpose(1, 2).flatten(1), cosines.transpose(1, 2).flatten(1)], 1)
        return torch.cat([points, parts], 1) if own else parts

    return encode


def _probes() -> Float[Tensor, "p 3"]:
    return torch.rand(PROBED, 3, generator=torch.Generator().manual_seed(SEED)) * 2 - 1


def _doubt(run: Function, points: Float[Tensor, "p 3"]) -> float:
    """How little a function is like the signed distance of a shape in the cube; infinite without a surface there.

    The mean distance of the gradients' lengths to 1, half of it near the surface, and the share of the cube's sides
    that is inside: shapes do not stick out.
    """
    with torch.enable_grad():
        asked = points.clone().requires_grad_()
        values = run(asked)
        if not bool(torch.isfinite(values).all()) or not 0 < int((values < 0).sum()) < len(values):
            return math.inf
        (gradient,) = torch.autograd.grad(values.sum(), asked)
    off = (gradient.norm(dim=1) - 1).abs().clamp(max=1)
    near = off[values.detach().abs().argsort()[:NEAR]]
    sides = points[:NEAR] / points[:NEAR].abs().amax(1, keepdim=True)
    with torch.no_grad():
        outside = float((run(sides) < 0).float().mean())
    return float(off.mean() + near.mean()) / 2 + outside


def _from_onnx(data: bytes, name: str) -> ForeignShape:
    network = OnnxNetwork(data, name)
    points = _probes()
    values = network(points)
    if values.shape not in ((PROBED, 1), (PROBED,)):
        raise DataError(
            f"{name} gives values of shape {tuple(values.shape)} at {PROBED} points.",
            "A shape is one distance a point.",
        )
    flat = values.reshape(-1)
    if not bool(torch.isfinite(flat).all()):
        raise DataError(f"{name} gives values that are not finite.", "Export it again.")
    if not 0 < int((flat < 0).sum()) < len(flat):
        raise DataError(f"{name} has no surface in the cube.", "A shape is negative inside, within [-1, 1]^3.")
    return ForeignShape(name, f"ONNX, {network.words}", network.parameters, lambda p: network(p).reshape(-1))
