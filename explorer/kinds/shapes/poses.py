"""How a shape's own coordinates become the cube's: which axis is up, turned how, how large.

A file does not say so. Tried are all six ways up, turns and sizes, always on the floor; kept is the pose whose decoded
shape covers most of the shape (IoU). No distance to the shape is asked anew for any of them: its own grid is, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from jaxtyping import Bool, Float
from scipy.spatial import cKDTree
from torch import Tensor
from torch.nn import functional as F  # noqa: N812 - its customary name

from explorer.explore.engine.engine import Engine
from explorer.explore.read.encode import probes_of
from explorer.foreign.hints import UPS
from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.mesh_truth import SIZES
from explorer.kinds.shapes.meshfile import EXTENT
from explorer.kinds.shapes.space import ShapeSpace
from explorer.networks.fastsiren import FastSiren

QUARTERS, FINE_TURNS = (0, 90, 180, 270), (-30, -15, 15, 30)  # degrees about the upright axis
SCALES = (0.625, 0.8, 1.0)  # of the longest side, over `EXTENT`
FINE_SCALES = (0.8, 0.9, 1.1)  # over that of the best pose so far; none over `LARGEST`
LARGEST = 1.125
LAST_SCALES = (0.925, 0.96, 1.04, 1.08)  # the same, at last
FINER = 3  # poses of the first search that are searched around
RARE = {"y": 1.0, "z": 0.95, "x": 0.75, "-y": 0.75, "-z": 0.75, "-x": 0.75}  # a pose that is rare must cover more
ODD_TURN = 0.9
ODD_SIZE, LEAST_SPREAD = 0.75, 0.1  # least factor of a size that no network has; spread of sizes, as a logarithm
AS_IT_IS = 1.15  # what was made for the cube stays as it is unless another pose is clearly better
STANDS = 0.1  # cube units from the cube's floor, within which a shape in it was made for the cube
CLEARLY = 0.05  # share of a shape that another pose must cover more
SAMPLES, SURFACE = 48, 30_000  # of the own grid, each way; points drawn on the surface
REACH = 0.3  # own cube units, up to which distances are known
WEIGHED, ANYWHERE = 1200, 400  # points inside and outside of it at which a decoded shape is asked; in all of the cube
QUARTILES_APART = 1.349  # of a normal distribution, in standard deviations
SHARE_EACH = 2  # of `WEIGHED`: inside, and outside near it


@dataclass(frozen=True)
class Pose:
    """A turn, a size and a place.

    Attributes:
        matrix: from the shape's coordinates to the cube's, which are in columns.
        words: what was done.
    """

    matrix: Float[np.ndarray, "4 4"] = field(default_factory=lambda: np.eye(4))
    words: str = "as it is"

    @property
    def scale(self) -> float:
        """Cube units for each of the shape's."""
        return float(np.cbrt(np.linalg.det(self.matrix[:3, :3])))

    @property
    def stays(self) -> bool:
        """Whether it leaves everything as it lies."""
        return np.array_equal(self.matrix, np.eye(4))

    def to_cube(self, points: Float[np.ndarray, "n 3"]) -> Float[np.ndarray, "n 3"]:
        """The shape's points in the cube."""
        inside: np.ndarray = points @ self.matrix[:3, :3].T + self.matrix[:3, 3]
        return inside

    def to_own(self, points: Float[np.ndarray, "n 3"]) -> Float[np.ndarray, "n 3"]:
        """Points of the cube in the shape's coordinates."""
        own: np.ndarray = (points - self.matrix[:3, 3]) @ np.linalg.inv(self.matrix[:3, :3]).T
        return own

    def after(self, matrix: Float[np.ndarray, "4 4"]) -> Pose:
        """The same of coordinates that `matrix` makes the shape's."""
        return Pose(self.matrix @ matrix, self.words)


@dataclass(frozen=True)
class Told:
    """What of a pose need not be found out.

    Attributes:
        up: the axis of the shape that is up.
        scale: cube units for each of the shape's.
    """

    up: str | None = None
    scale: float | None = None


class OwnGrid:
    """A shape's signed distances on a grid of its own coordinates, up to `REACH`.

    Args:
        surface: points on it, at least one.
        inside: whether points lie inside.
    """

    def __init__(self, surface: Float[np.ndarray, "m 3"], inside: Callable[[Tensor], Bool[Tensor, " n"]]) -> None:
        self.low, self.high = surface.min(0).astype(np.float64), surface.max(0).astype(np.float64)
        self.surface = surface
        # Distances are kept in parts of the longest side, so that a shape in millimetres is as any other.
        self.side = float((self.high - self.low).max()) / EXTENT
        self.reach = REACH * self.side
        self.start = self.low - self.reach
        self.span = self.high - self.low + 2 * self.reach
        axes = [np.linspace(a, a + b, SAMPLES) for a, b in zip(self.start, self.span, strict=True)]
        points = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 3)
        away = cKDTree(surface).query(points, distance_upper_bound=self.reach)[0].clip(max=self.reach)
        within = inside(torch.from_numpy(points.astype(np.float32))).numpy()
        self.points, self.within = points, within
        signed = np.where(within, -away, away).astype(np.float32).reshape((SAMPLES,) * 3)
        self.values = torch.from_numpy(signed)[None, None]

    def distances(self, points: Float[np.ndarray, "n 3"]) -> Float[Tensor, " n"]:
        """Signed distances at points, in between by interpolation; beyond the grid `reach`."""
        unit = torch.from_numpy(((points - self.start) / self.span * 2 - 1).astype(np.float32))
        beyond = (unit.abs() > 1).any(1)
        asked = unit.flip(1)[None, None, None]  # grid_sample wants the last axis first
        found = F.grid_sample(self.values, asked, align_corners=True, padding_mode="border")[0, 0, 0, 0]
        return torch.where(beyond, torch.full_like(found, self.reach), found)

    @property
    def weighed(self) -> tuple[Float[np.ndarray, "n 3"], Bool[np.ndarray, " n"], Float[np.ndarray, " n"]]:
        """Some samples, whether they lie inside, and how many samples each stands for."""
        rng = np.random.default_rng(0)
        chosen, weight = [], []
        for there in (np.flatnonzero(self.within), np.flatnonzero(~self.within)):
            count = min(len(there), WEIGHED // SHARE_EACH)
            chosen.append(rng.choice(there, count, replace=False) if count else there)
            weight.append(np.full(count, len(there) / max(count, 1)))
        rows = np.concatenate(chosen)
        return self.points[rows], self.within[rows], np.concatenate(weight)


def find_pose(engine: Engine, space: ShapeSpace, own: OwnGrid, told: Told | None = None) -> Pose:
    """The pose that the space reads best.

    Args:
        engine: decodes.
        space: a space whose encoder is `probe`.
        own: the shape.
        told: what of it is known.

    Raises:
        SelectionError: the space's encoder reads networks alone.
    """
    told = told or Told()
    judge = _Judge(engine, space, own)
    first = [*_first(own, told)]
    ranked = sorted(zip(judge.covered(first), first, strict=True), key=lambda one: -one[0])
    near = [close for _, one in ranked[:FINER] for close in _near(own, one, told)]
    best = max([*ranked[:1], *zip(judge.covered(near), near, strict=True)], key=lambda one: one[0])
    sizes = [*_sizes(own, best[1], told)]
    best = max([best, *zip(judge.covered(sizes), sizes, strict=True)], key=lambda one: one[0])
    # What stands in the cube was mostly made for it: a pose must be clearly better to be believed instead.
    clearly = CLEARLY if _stands(own) else 0.0
    stays = next((one for one in ranked if one[1].up is None and one[0] > best[0] - clearly), best)
    return stays[1].pose


@dataclass(frozen=True)
class _Tried:
    """A pose that may be, and what it must be divided by to be as likely as others; what it was made of."""

    pose: Pose
    rare: float
    up: str | None = None
    turn: float = 0.0
    scale: float = 0.0


def usual_size(space: ShapeSpace) -> Callable[[float], float]:
    """How usual a size is among the training networks: a factor up to 1 for a longest side over `EXTENT`.

    Where all shapes were brought to one size, something small that is decoded well is mostly another thing than the
    file's, and what is thin is too thin then to be decoded at all. 1 for every size where sizes are not known.
    """
    if not all(name in space.labels and space.labels[name].dtype.kind == "f" for name in SIZES[:3]):
        return lambda scale: 1.0
    longest = np.max([space.labels[name][space.train] for name in SIZES[:3]], axis=0)
    sides = np.log(longest[longest > 0].astype(np.float64) / EXTENT)
    if not len(sides):
        return lambda scale: 1.0
    low, middle, high = np.quantile(sides, (0.25, 0.5, 0.75))
    spread = max(float(high - low) / QUARTILES_APART, LEAST_SPREAD)
    return lambda scale: max(ODD_SIZE, float(np.exp(-0.5 * ((np.log(scale) - middle) / spread) ** 2)))


class _Judge:
    """How much of a shape is decoded in a pose."""

    def __init__(self, engine: Engine, space: ShapeSpace, own: OwnGrid) -> None:
        self.engine, self.space, self.own = engine, space, own
        self.probes = probes_of(space)
        self.points, self.within, self.weight = own.weighed
        self.anywhere = np.random.default_rng(1).uniform(-1, 1, (ANYWHERE, 3))
        self.cell = float(np.prod(own.span / (SAMPLES - 1)))
        self.usual = usual_size(space)

    def covered(self, tried: list[_Tried]) -> list[float]:
        """IoU of the decoded shape with the shape, times how usual the pose is."""
        if not tried:
            return []
        probes = self.probes.numpy().astype(np.float64)
        readings = torch.stack([one.pose.scale * self.own.distances(one.pose.to_own(probes)) for one in tried])
        with torch.inference_mode():
            latents = self.space.model.encode(readings).numpy()
            weights = self.engine.decode(self.space, latents)
            return [
                self._iou(row, one.pose) * one.rare * (1.0 if one.up is None else self.usual(one.scale))
                for row, one in zip(weights, tried, strict=True)
            ]

    def _iou(self, weights: Float[Tensor, " count"], pose: Pose) -> float:
        asked = np.concatenate([pose.to_cube(self.points), self.anywhere]).astype(np.float32)
        network = FastSiren(self.space.arch, self.space.layout, weights[None])
        found = (network(torch.from_numpy(asked).to(weights.device))[0] < 0).cpu().numpy()
        near, far = found[: len(self.points)], found[len(self.points) :]
        cell = self.cell * pose.scale**3
        # What is decoded beside the shape's own grid counts, too.
        unit = (pose.to_own(self.anywhere) - self.own.start) / self.own.span
        beside = float((far & ((unit < 0) | (unit > 1)).any(1)).sum()) * 8 / ANYWHERE
        both = float((self.weight * (near & self.within)).sum()) * cell
        either = float((self.weight * (near | self.within)).sum()) * cell + beside
        return both / max(either, 1e-12)


def _first(own: OwnGrid, told: Told) -> Iterator[_Tried]:
    inside_cube = max(np.abs(own.low).max(), np.abs(own.high).max()) <= 1 + 1e-6
    if inside_cube and told.up in (None, "y") and told.scale in (None, 1.0):
        yield _Tried(Pose(), AS_IT_IS if _stands(own) else 1.0)
    for up in UPS if told.up is None else (told.up,):
        for turn in QUARTERS:
            for scale in SCALES if told.scale is None else (told.scale * own.side,):
                yield _made(own, up, float(turn), scale, told)


def _stands(own: OwnGrid) -> bool:
    """Whether a shape stands on the cube's floor, as all do that are made for it; others may be of any size there."""
    return bool(abs(own.low[1] - FLOOR) <= STANDS)


def _near(own: OwnGrid, one: _Tried, told: Told) -> Iterator[_Tried]:
    """Poses around one."""
    if one.up is None:
        return
    for fine in FINE_TURNS:
        yield _made(own, one.up, one.turn + float(fine), one.scale, told)
    for factor in FINE_SCALES if told.scale is None else ():
        for turn in (0.0, *FINE_TURNS):
            if one.scale * factor <= LARGEST:
                yield _made(own, one.up, one.turn + turn, one.scale * factor, told)


def _sizes(own: OwnGrid, one: _Tried, told: Told) -> Iterator[_Tried]:
    """The same pose somewhat smaller and larger."""
    if one.up is not None and told.scale is None:
        for factor in LAST_SCALES:
            yield _made(own, one.up, one.turn, min(one.scale * factor, LARGEST), told)


def _made(own: OwnGrid, up: str, turn: float, scale: float, told: Told) -> _Tried:
    """A pose on the floor, in the middle."""
    angle = np.deg2rad(turn)
    c, s = np.cos(angle), np.sin(angle)
    linear = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]]) @ upright(up)
    turned = own.surface.astype(np.float64) @ linear.T
    low, high = turned.min(0), turned.max(0)
    factor = scale / own.side  # the longest side of the file, and not of its turned box: a turn is no change of size
    if told.scale is None:
        factor = min(factor, 1.98 / float((high - low).max()))
    middle = (low + high) / 2 * factor
    matrix = np.eye(4)
    matrix[:3, :3] = linear * factor
    matrix[:3, 3] = [-middle[0], FLOOR - low[1] * factor, -middle[2]]
    side = float((own.high - own.low).max()) * factor
    words = f"{up} up, turned by {turn % 360:g} degrees, longest side {side:.2f}"
    rare = (1.0 if told.up else RARE[up]) * (1.0 if turn % 90 == 0 else ODD_TURN)
    return _Tried(Pose(matrix, words), rare, up, turn, scale)


def upright(up: str) -> Float[np.ndarray, "3 3"]:
    """The rotation that brings an axis to y."""
    axis, sign = up[-1], -1.0 if up[0] == "-" else 1.0
    if axis == "y":
        return np.diag([1.0, sign, sign])
    if axis == "z":  # z to y, and y to -z
        return np.array([[1, 0, 0], [0, 0, sign], [0, -sign, 0]], dtype=float)
    return np.array([[0, -sign, 0], [sign, 0, 0], [0, 0, 1]], dtype=float)
