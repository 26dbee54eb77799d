"""Networks of shapes from elsewhere: Sirens and ReLU networks of any width and depth, also with encoded positions.

A state_dict does not say how its numbers are meant: with which frequency, activation and encoding of positions. But a
signed distance has gradients of length 1 (the eikonal equation), its values are the distances to its own surface, and
its shape does not stick out of the cube. Of all readings that have a surface there, the one that fits all of that best
is taken, and said. One cue is not enough for networks trained in haste: their gradients are rough, and those of a wrong
frequency may be smoother. What is unusual must fit better: neighbouring frequencies give nearly the same function.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import torch
from jaxtyping import Float
from scipy.spatial import cKDTree
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.chains import Chain, chain_of
from explorer.foreign.coordinates import meanings, told_of
from explorer.foreign.hints import Hints
from explorer.foreign.onnx import OnnxNetwork
from explorer.foreign.tensors import read_weights

PROBED, SEED = 4096, 0  # points drawn in the cube
NEAR = 512  # of them, those nearest to the surface, whose gradients are looked at
CLOSER = 6  # readings whose values are looked at, too
SURFACE, STEPS, STEP, ON = 1536, 4, 0.1, 5e-3  # points brought onto the surface; steps; the longest; how near is on it
AROUND = 0.3  # distance up to which values are compared with those to the surface
CLOSE = 0.2  # in the units of `_unlikely`: up to here another frequency fits about as well
CHUNK = 1 << 15
DOUBTFUL = 0.5  # mean distance of the gradients' lengths to 1, from which on the reading is doubted
_EXPORT = "Export the network as ONNX: then it is run as it is."

Function = Callable[[Float[Tensor, "n 3"]], Float[Tensor, " n"]]


@dataclass(frozen=True)
class Reading:
    """One thing that a chain may mean: in words, and as a function.

    Attributes:
        words: what it is.
        run: signed distances at points.
        rare: how much better than a usual one it must fit, in the units of `_unlikely`.
        omegas: frequencies of the first and of the other sines; None: another activation.
    """

    words: str
    run: Function
    rare: float
    omegas: tuple[float, float] | None = None


@dataclass(frozen=True)
class Slopes:
    """How like those of a signed distance a function's gradients are, and whether its shape is in the cube.

    Attributes:
        all: mean distance of the gradients' lengths to 1, each at most 1.
        near: the same near the surface.
        outside: share of the cube's sides that is inside: shapes do not stick out.
    """

    all: float
    near: float
    outside: float

    @property
    def doubt(self) -> float:
        """How little it is like the signed distance of a shape in the cube."""
        return (self.all + self.near) / 2 + self.outside


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
    readings = [*_meanings(chain, told_of(weights, hints))]
    if not readings:
        raise DataError(
            f"{name} wants {chain.sizes[0]} inputs; a shape's network wants 3 coordinates, or 6 or 3 + 6 times as many "
            "as its encoding has frequencies.",
            "Take a network of 3D shapes.",
        )
    with torch.inference_mode(False):  # gradients are looked at, whoever asks
        judged = _judged(readings)
    if judged is None:
        raise DataError(f"{name} has no surface in the cube, however it is read.", _EXPORT)
    best, slopes, close = judged
    doubt = slopes.doubt
    found = "" if len(readings) == 1 else ", found out"
    doubted = "" if doubt < DOUBTFUL else f"; so it is no true distance (off by {doubt:.2f}): perhaps meant otherwise"
    shape = "-".join(str(size) for size in chain.sizes)
    return ForeignShape(name, f"{shape}, {best.words}{found}{close}{doubted}", weights.count, best.run)


def _judged(readings: list[Reading]) -> tuple[Reading, Slopes, str] | None:
    """The likeliest reading, its slopes, and in words another frequency that fits about as well; None: no surface."""
    points = _probes()
    looked = [(one, slopes) for one in readings if (slopes := _slopes(one.run, points))]
    looked.sort(key=lambda one: one[0].rare + 1.5 * _unlikely(one[1].near, one[1].outside))
    if len(readings) == 1 or not looked:
        return (*looked[0], "") if looked else None
    fits = [
        (1.5 * _unlikely(slopes.near, slopes.outside) + _unlikely(*_strays(one.run, points)), one, slopes)
        for one, slopes in looked[:CLOSER]
    ]
    fit, best, slopes = min(fits, key=lambda one: one[0] + one[1].rare)  # of two alike the first, and that is 30
    rivals = [one for one in fits if one[0] < fit + CLOSE and one[1] is not best and one[1].omegas and best.omegas]
    if not rivals:
        return best, slopes, ""
    other, rival, _ = min(rivals, key=lambda one: one[0])
    how = "better, but is unusual" if other < fit - CLOSE else "about as well"
    return best, slopes, f" ({rival.words.removeprefix('Siren, ')} fits {how})"


def _unlikely(*off: float) -> float:
    """How unlikely distances from what they should be are together; what is below 0.05 is as good as nothing."""
    return sum(math.log(0.05 + max(one, 0.0)) for one in off)


def _meanings(chain: Chain, told: Hints) -> Iterator[Reading]:
    """Everything that a chain may mean."""
    for one in meanings(chain, told, 3):
        yield Reading(one.words, _first_value(one.run), one.rare, one.omegas)


def _first_value(run: Callable[[Tensor], Tensor]) -> Function:
    return lambda points: run(points)[:, 0]


def _probes() -> Float[Tensor, "p 3"]:
    return torch.rand(PROBED, 3, generator=torch.Generator().manual_seed(SEED)) * 2 - 1


def _slopes(run: Function, points: Float[Tensor, "p 3"]) -> Slopes | None:
    """How a function's gradients are, and where it is negative; None without a surface in the cube."""
    values, gradient = _gradients(run, points)
    if not bool(torch.isfinite(values).all()) or not 0 < int((values < 0).sum()) < len(values):
        return None
    off = (gradient.norm(dim=1) - 1).abs().nan_to_num(1.0).clamp(max=1)
    near = off[values.abs().argsort()[:NEAR]]
    sides = points[:NEAR] / points[:NEAR].abs().amax(1, keepdim=True)
    with torch.no_grad():
        outside = float((run(sides) < 0).float().mean())
    return Slopes(float(off.mean()), float(near.mean()), outside)


def _strays(run: Function, points: Float[Tensor, "p 3"]) -> tuple[float, float]:
    """How little a function's values are the distances to its own surface: everywhere, and around it.

    The surface is made of the points nearest to it, brought there by Newton's steps along the gradients.

    Returns:
        1 less the correlation of sizes and distances; mean relative difference, at most 1, around the surface. Values
        of rough networks are often far off away from the surface, and still grow with the distance.
    """
    with torch.no_grad():
        sizes = run(points).abs()
    near = points[sizes.argsort()[:SURFACE]]
    for _ in range(STEPS):
        values, gradient = _gradients(run, near)
        step = values[:, None] * gradient / gradient.square().sum(1, keepdim=True).clamp(min=1e-3)
        near = near - step * (STEP / step.norm(dim=1, keepdim=True).clamp(min=STEP))
    with torch.no_grad():
        surface = near[(run(near).abs() < ON) & (near.abs().amax(1) < 1.1)]
    if len(surface) < 20 or not float(sizes.std()) > 0:
        return 2.0, 1.0
    distances = torch.from_numpy(cKDTree(surface.numpy()).query(points.numpy())[0]).float()
    together = float(torch.corrcoef(torch.stack([sizes, distances]))[0, 1])
    around = distances < AROUND
    off = ((sizes - distances).abs() / (distances + 0.03)).clamp(max=1)[around]
    return 1 - together, float(off.mean()) if len(off) else 1.0


def _gradients(run: Function, points: Float[Tensor, "n 3"]) -> tuple[Float[Tensor, " n"], Float[Tensor, "n 3"]]:
    """A function's values at points, and its gradients there."""
    with torch.enable_grad():
        asked = points.clone().requires_grad_()
        values = run(asked)
        (gradient,) = torch.autograd.grad(values.sum(), asked)
    return values.detach(), gradient


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
