"""Networks of coordinates from elsewhere: all that a chain of linear layers may mean.

A state_dict does not say how its numbers are meant: with which frequency, activation and encoding of positions. Here
are all readings of it; which of them is right, a kind finds out by what its networks are.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import SelectionError
from explorer.foreign.chains import ACTIVATIONS, Chain
from explorer.foreign.hints import Hints
from explorer.foreign.tensors import Weights

OMEGAS = (30.0, *(float(omega) for omega in range(1, 30)), 45.0, 60.0, 90.0, 100.0)
USUAL = {30.0: 0.0, **dict.fromkeys((10.0, 20.0, 45.0, 60.0), 0.5)}  # how rare, in the units of a kind's misfit
USUAL[1.0] = 0.9  # a sine so slow is nearly a tanh
UNUSUAL = 1.4  # any other frequency
PAIRS = [(30.0, 1.0), (10.0, 30.0), (60.0, 30.0)]  # of the first and of the other sines
PAIR = 1.3
RARE = 0.4  # activations other than the usual ones, ReLU and sine: they are near each other

Function = Callable[[Float[Tensor, "n inputs"]], Float[Tensor, "n outputs"]]
Encoding = tuple[str, Callable[[Tensor], Tensor]]


@dataclass(frozen=True)
class Meaning:
    """One thing that a chain may mean: in words, and as a function of coordinates.

    Attributes:
        words: what it is.
        run: its values at points.
        rare: how much better than a usual one it must fit; a kind weighs it.
        omegas: frequencies of the first and of the other sines; None: another activation.
    """

    words: str
    run: Function
    rare: float
    omegas: tuple[float, float] | None = None


def told_of(weights: Weights, hints: Hints) -> Hints:
    """What the user says, else what the file says of itself (as our own exports do)."""
    omega = weights.facts.get("omega")
    if hints.omega is not None or hints.activation is not None or omega is None:
        return hints
    try:
        return dataclasses.replace(hints, omega=float(omega), activation="sine")
    except (ValueError, SelectionError):  # what the file says is not possible: it is found out instead
        return hints


def meanings(chain: Chain, told: Hints, inputs: int, features: Tensor | None = None) -> Iterator[Meaning]:
    """Everything that a chain may mean; nothing, where it takes another number of inputs.

    Args:
        chain: the layers.
        told: what is known of them.
        inputs: coordinates of a point.
        features: frequencies by which points are encoded first (`fourier_features`).
    """
    if chain.skip is not None and not chain.first:
        yield from meanings(dataclasses.replace(chain, first=True), told, inputs, features)
    encodings = _encodings(chain.sizes[0], inputs) if features is None else _projections(features)
    for encoding, encode in encodings:
        if told.activation in (None, "sine") and encoding == "":
            for omegas, rare in _frequencies(told):
                yield Meaning(f"Siren, {_frequency(omegas)}", _chained(chain, encode, _sines(*omegas)), rare, omegas)
        if told.omega is None and told.activation != "sine":
            names = [told.activation] if told.activation else list(ACTIVATIONS)
            for name in names:
                run = _chained(chain, encode, lambda x, _, name=name: ACTIVATIONS[name](x))  # type: ignore[misc]
                yield Meaning(f"{name} network{encoding}", run, 0.0 if name == "relu" else RARE)


def fourier_features(tensors: Mapping[str, Tensor], inputs: int) -> tuple[Tensor, dict[str, Tensor]] | None:
    """The frequencies of random Fourier features (Tancik et al. 2020), and the other tensors; None: there are none.

    They are kept beside the layers, as a matrix that is followed by twice as many inputs as it has frequencies.
    """
    matrices = [(key, value) for key, value in tensors.items() if value.ndim == 2]
    for key, value in matrices:
        rows = value if value.shape[1] == inputs else value.T
        others = {name: other for name, other in tensors.items() if name != key}
        first = next((other for other in others.values() if other.ndim == 2), None)
        if rows.shape[1] == inputs and first is not None and first.shape[1] == 2 * len(rows):
            return rows, others
    return None


def _frequencies(told: Hints) -> list[tuple[tuple[float, float], float]]:
    """Frequencies of the first and of the other sines, and how rare they are."""
    if told.omega is not None:
        return [((told.omega, told.omega), 0.0)]
    same = [((omega, omega), USUAL.get(omega, UNUSUAL)) for omega in OMEGAS]
    return [*same, *((pair, PAIR) for pair in PAIRS)]


def _frequency(omegas: tuple[float, float]) -> str:
    first, other = omegas
    return f"omega {first:g}" if first == other else f"omega {first:g}, then {other:g}"


def _sines(first: float, other: float) -> Callable[[Tensor, int], Tensor]:
    return lambda x, layer: torch.sin((first if layer == 0 else other) * x)


def _chained(chain: Chain, encode: Callable[[Tensor], Tensor], activation: Callable[[Tensor, int], Tensor]) -> Function:
    return lambda points: chain.run(encode(points), activation)


def _encodings(entries: int, inputs: int) -> Iterator[Encoding]:
    """Encodings of positions that make a point to so many entries (NeRF, arXiv 2003.08934, eq. 4)."""
    if entries == inputs:
        yield "", lambda points: points
    own = entries % (2 * inputs) == inputs
    count = (entries - inputs * own) // (2 * inputs)
    if count < 1 or 2 * inputs * count + inputs * own != entries:
        return
    for factor, said in ((1.0, ""), (math.pi, " times pi")):
        octaves = factor * 2.0 ** torch.arange(count)
        for order in ("by frequency", "sines first", "by coordinate"):
            words = f", positions encoded at {count} octaves{said} ({order})"
            yield words, _encoder(octaves, order, own)


def _encoder(octaves: Float[Tensor, " k"], order: str, own: bool) -> Callable[[Tensor], Tensor]:
    def encode(points: Float[Tensor, "n inputs"]) -> Float[Tensor, "n entries"]:
        angles = points[:, None] * octaves[:, None]  # n, k, inputs
        sines, cosines = angles.sin(), angles.cos()
        if order == "by frequency":
            parts = torch.stack([sines, cosines], 2).flatten(1)
        elif order == "sines first":
            parts = torch.cat([sines.flatten(1), cosines.flatten(1)], 1)
        else:
            parts = torch.cat([sines.transpose(1, 2).flatten(1), cosines.transpose(1, 2).flatten(1)], 1)
        return torch.cat([points, parts], 1) if own else parts

    return encode


def _projections(features: Float[Tensor, "k inputs"]) -> Iterator[Encoding]:
    """Random Fourier features: sines and cosines of points projected onto frequencies."""
    for factor, said in ((2 * math.pi, ""), (1.0, ", without 2 pi"), (math.pi, ", times pi")):
        for sines_first, order in ((True, "sines first"), (False, "cosines first")):
            words = f", {len(features)} random Fourier features ({order}{said})"
            yield words, _projector(factor * features, sines_first)


def _projector(frequencies: Float[Tensor, "k inputs"], sines_first: bool) -> Callable[[Tensor], Tensor]:
    def project(points: Float[Tensor, "n inputs"]) -> Float[Tensor, "n entries"]:
        angles = points @ frequencies.T
        parts = (angles.sin(), angles.cos()) if sines_first else (angles.cos(), angles.sin())
        return torch.cat(parts, 1)

    return project
