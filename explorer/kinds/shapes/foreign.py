"""Networks of shapes from elsewhere: Sirens and ReLU networks of any width and depth, also with encoded positions.

A state_dict does not say how its numbers are meant: with which frequency, activation and encoding of positions, in
which cube, inside positive or negative, as distances or as anything that grows with them (occupancy logits, scaled
distances). But a signed distance has gradients of length 1 (the eikonal equation), its values are the distances to its
own surface, and its shape does not stick out of the cube. Of all readings that have a surface there, the one that fits
all of that best is taken, and said. One cue is not enough for networks trained in haste: their gradients are rough, and
those of a wrong frequency may be smoother. What is unusual must fit better: neighbouring frequencies give nearly the
same function. Values that are no distances must at least be alike along the surface: then the surface is taken, and the
distances to it.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import torch
from jaxtyping import Float
from torch import Tensor

from explorer.errors import DataError
from explorer.foreign.apart import open_onnx, read_weights
from explorer.foreign.chains import Chain, chain_of
from explorer.foreign.coordinates import fourier_features, meanings, told_of
from explorer.foreign.hints import Hints
from explorer.kinds.shapes.grid import dense_grid
from explorer.kinds.shapes.meaning import NEAR, PLACES, Function, Reading, goes_on, gradients, strays
from explorer.kinds.shapes.mesh import contour, triangles
from explorer.kinds.shapes.windings import Triangles

PROBED, SEED = 4096, 0  # points drawn in the cube
FEWER, FEW = 1536, 1024  # the same of large networks, and where the likeliest readings of these are picked out
LARGE, SCREENED = 30_000, 12  # parameters; readings that are picked out
ON_SIDES = 512  # points on the cube's sides
CLOSER = 6  # readings whose values are looked at, too
CLOSE = 0.2  # in the units of `_unlikely`: up to here another frequency fits about as well
CHUNK = 1 << 15
DOUBTFUL = 0.5  # mean distance of the gradients' lengths to 1, from which on the reading is doubted
STICKS_OUT = 0.1  # share of the cube's sides that may be inside, where a reading is unusual
SIDES = 0.65  # share of the cube's sides that is negative, from which on inside must be positive
SCALED, FLIPPED = 0.8, 1.2  # how rare it is that values are no distances, and that inside is positive
SMALL = 0.3  # the same of each e-fold by which values are smaller than distances: logits are larger
ALIKE = (0.5, 2.0)  # lengths of gradients that are taken for 1
DOUBTFUL_PLACE = 0.3  # doubt from which on other cubes are tried
RESOLUTION = 80  # samples per axis of a surface to which distances are measured
_EXPORT = "Export the network as ONNX: then it is run as it is."


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
        place: middle and half of the edge of the network's own cube.
        doubt: how little it is like a signed distance (see `Slopes.doubt`).
        posed: whether its file says that it was decoded here: then it lies as the shapes of its space do.
    """

    name: str
    words: str
    parameters: int
    run: Function
    place: tuple[float, float] = (0.0, 1.0)
    doubt: float = 0.0
    posed: bool = False

    @property
    def matrix(self) -> Float[np.ndarray, "4 4"]:
        """From the network's own coordinates to those of `run`."""
        middle, half = self.place
        made = np.diag([1 / half, 1 / half, 1 / half, 1.0])
        made[:3, 3] = -middle / half
        return made

    def __call__(self, points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
        """Signed distances at points, a few at a time; beyond the cube the distance to it is added."""
        with torch.no_grad():
            return torch.cat([self._some(part) for part in points.float().split(CHUNK)])

    def _some(self, points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
        within = points.clamp(-1, 1)
        distances: Tensor = self.run(within) + (points - within).norm(dim=1)
        return distances


def read_foreign_shape(data: bytes, name: str, hints: Hints | None = None) -> ForeignShape:
    """A network of a shape from a safetensors, torch or ONNX file.

    Raises:
        DataError: it cannot be read, wants other inputs than points in space, gives anything but one value, or has no
            surface in the cube; names the file and the reason.
    """
    hints = hints or Hints()
    if name.lower().endswith(".onnx"):
        return _from_onnx(data, name, hints)
    weights = read_weights(data, name)
    features, tensors = fourier_features(weights.tensors, 3) or (None, weights.tensors)
    chain = chain_of(tensors)
    if chain is None:
        raise DataError(f"{name} is no chain of linear layers: weights alone do not say what it does.", _EXPORT)
    if chain.sizes[-1] != 1:
        raise DataError(f"{name} gives {chain.sizes[-1]} values at a point.", "A shape is one signed distance.")
    told = told_of(weights, hints)
    readings = [*_meanings(chain, told, features)]
    if not readings:
        raise DataError(
            f"{name} wants {chain.sizes[0]} inputs; a shape's network wants 3 coordinates, or 6 or 3 + 6 times as many "
            "as its encoding has frequencies.",
            "Take a network of 3D shapes.",
        )
    shape = "-".join(str(size) for size in chain.sizes)
    if told is not hints:  # a file that says what it is, as our own do, is taken as it is
        readings = [dataclasses.replace(one, stated=True) for one in readings]
    read = _read(readings, name, shape, weights.count, hints, [*weights.notes, *_notes(chain)])
    return dataclasses.replace(read, posed="space_version" in weights.facts)


def _notes(chain: Chain) -> list[str]:
    left = [f"left aside: {', '.join(chain.left)[:80]}"] if chain.left else []
    return [*left, "layers in the order in which they fit"] if chain.ordered else left


def _read(
    readings: list[Reading], name: str, shape: str, parameters: int, hints: Hints, notes: Sequence[str] = ()
) -> ForeignShape:
    with torch.inference_mode(False):  # gradients are looked at, whoever asks
        judged = _judged(readings, parameters, hints)
    if judged is None:
        raise DataError(f"{name} has no surface in the cube, however it is read.", _EXPORT)
    best, slopes, close = judged
    found = ", found out" if len(readings) > 1 else ""
    doubted = f"; so it is no true distance (off by {slopes.doubt:.2f}): perhaps meant otherwise"
    words = f"{shape}, {best.words}{found}{close}{best.remarks}{doubted if slopes.doubt >= DOUBTFUL else ''}"
    words = "; ".join([words, *notes])
    run = best.unit if abs(best.scale) == 1 else _distances(best.unit)
    return ForeignShape(name, words, parameters, run, best.place, slopes.doubt)


def _distances(run: Function) -> Function:
    """Distances to a function's surface, with its signs: its values are none."""
    grid = dense_grid(lambda points: run(points).detach(), RESOLUTION)
    surface = contour(grid)
    if not surface.n_points:
        return run
    mesh = Triangles(np.asarray(surface.points, dtype=np.float64), triangles(surface).astype(np.int64))

    def signed(points: Float[Tensor, "n 3"]) -> Float[Tensor, " n"]:
        away = torch.from_numpy(mesh.away(points.detach().numpy().astype(np.float64)).astype(np.float32))
        return torch.where(run(points) < 0, -away, away)

    return signed


def _judged(readings: list[Reading], parameters: int, hints: Hints) -> tuple[Reading, Slopes, str] | None:
    """The likeliest reading, its slopes, and in words another frequency that fits about as well; None: no surface."""
    points = _probes(PROBED if parameters < LARGE else FEWER)
    if parameters >= LARGE and len(readings) > SCREENED:  # all at all points would take half a minute
        looked = _looked(readings, _probes(FEW), hints)
        kept = {one.words for one, _ in looked[:SCREENED]}
        readings = [one for one in readings if one.words in kept]
    found = _judged_at(readings, points, hints)
    if found is not None and (found[0].stated or found[1].doubt < DOUBTFUL_PLACE):
        return found
    elsewhere = [
        dataclasses.replace(one, place=place, rare=one.rare + rare) for place, _, rare in PLACES[1:] for one in readings
    ]
    other = _judged_at([*readings, *elsewhere], points, hints)
    return found if other is None else other


def _judged_at(
    readings: list[Reading], points: Float[Tensor, "p 3"], hints: Hints
) -> tuple[Reading, Slopes, str] | None:
    looked = [*islice((pair for pair in _looked(readings, points, hints) if not goes_on(pair[0], points)), CLOSER)]
    if len(looked) < 2:
        return (*looked[0], "") if looked else None
    fits = [
        (1.5 * _unlikely(slopes.near, slopes.outside) + _unlikely(*strays(one, points)), one, slopes)
        for one, slopes in looked
    ]
    fit, best, slopes = min(fits, key=lambda one: one[0] + one[1].rare)  # of two alike the first, and that is 30
    rivals = [
        one for one in fits if one[0] < fit + CLOSE and one[1].omegas != best.omegas and one[1].omegas and best.omegas
    ]
    if not rivals:
        return best, slopes, ""
    other, rival, _ = min(rivals, key=lambda one: one[0])
    how = "better, but is unusual" if other < fit - CLOSE else "about as well"
    return best, slopes, f" ({rival.words.removeprefix('Siren, ')} fits {how})"


def _looked(readings: list[Reading], points: Float[Tensor, "p 3"], hints: Hints) -> list[tuple[Reading, Slopes]]:
    """Readings that have a surface in the cube, the likeliest by their slopes first."""
    found = [pair for one in readings for pair in _scaled(one, points, hints)]
    return sorted(found, key=lambda one: one[0].rare + 1.5 * _unlikely(one[1].near, one[1].outside))


def _scaled(one: Reading, points: Float[Tensor, "p 3"], hints: Hints) -> Iterator[tuple[Reading, Slopes]]:
    """A reading with the sign that leaves the cube's sides outside; and once more, where its values are no distances.

    The second is scaled so that gradients near the surface have a length of 1 in the middle.
    """
    values, gradient = gradients(one, points)
    if not bool(torch.isfinite(values).all()) or not 0 < int((values < 0).sum()) < len(values):
        return
    sides = points[:ON_SIDES] / points[:ON_SIDES].abs().amax(1, keepdim=True)
    with torch.no_grad():
        below = float((one.unit(sides) < 0).float().mean())
    turned = below > SIDES and not one.stated if hints.flip is None else hints.flip
    sign, outside = (-1.0, 1 - below) if turned else (1.0, below)
    lengths = gradient.norm(dim=1).nan_to_num(torch.inf)
    near = values.abs().argsort()[: len(points) // NEAR]
    length = float(lengths[near].median())
    alike = one.stated or ALIKE[0] < length < ALIKE[1] or not 1e-6 < length < 1e6
    scales = [1.0] if alike else [1.0, length]
    for scale in scales:
        unusual = scale != 1 or one.place != PLACES[0][0]
        if unusual and outside > STICKS_OUT:  # many a wrong reading is nearly a plane, whose distances are perfect
            continue
        off = (lengths / scale - 1).abs().clamp(max=1)
        yield (
            dataclasses.replace(
                one,
                scale=sign * scale,
                rare=one.rare * (1 + unusual) + _rarity(scale) + FLIPPED * turned,
            ),
            Slopes(float(off.mean()), float(off[near].mean()), outside),
        )


def _rarity(scale: float) -> float:
    """How rare values are that are to be divided by this to be distances."""
    return 0.0 if scale == 1 else SCALED + SMALL * max(-math.log(scale), 0.0)


def _unlikely(*off: float) -> float:
    """How unlikely distances from what they should be are together; what is below 0.05 is as good as nothing."""
    return sum(math.log(0.05 + max(one, 0.0)) for one in off)


def _meanings(chain: Chain, told: Hints, features: Tensor | None) -> Iterator[Reading]:
    """Everything that a chain may mean."""
    for one in meanings(chain, told, 3, features):
        yield Reading(one.words, _first_value(one.run), one.rare, one.omegas)


def _first_value(run: Callable[[Tensor], Tensor]) -> Function:
    return lambda points: run(points)[:, 0]


def _probes(count: int = PROBED) -> Float[Tensor, "p 3"]:
    return torch.rand(count, 3, generator=torch.Generator().manual_seed(SEED)) * 2 - 1


def _from_onnx(data: bytes, name: str, hints: Hints) -> ForeignShape:
    network = open_onnx(data, name, hints.folder)
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
    # What stays between 0 and 1, on both sides of one half, are probabilities of being inside.
    probability = bool((flat >= 0).all() and (flat <= 1).all() and (flat < 0.5).any() and (flat > 0.5).any())
    level = 0.5 if probability else 0.0
    reading = Reading(network.words, lambda p: network(p).reshape(-1) - level, 0.0, exact=False)
    return _read([reading], name, "ONNX", network.parameters, hints, ["probabilities"] if probability else [])
