"""A signed distance field on a grid, evaluated only where its surface is.

The grid has r samples per axis over [-1, 1]^3, the outermost ones on the cube's faces. Space outside the cube
counts as outside the shape, so that every surface is closed: a shape that reaches the cube's faces gets a flat
cap there (`CAP`).

**Coarse to fine.** Samples are grouped in blocks of 16^3 or 8^3, then 4^3, then 2^3. The field is evaluated at
a block's centre; with a field that changes by at most L per unit of length, every sample of the block, none
farther from the centre than the block's radius q, has the centre's sign if |f(centre)| > L q. Such a block is
done; the others are divided, in the end into single samples, which are evaluated.

**Closing the front.** Marching cubes interpolates along the grid edges whose ends differ in sign, so both ends
must be exact. Two undivided blocks of 2^3 that touch and differ in sign are therefore divided as well, and every
inferred sample next to an evaluated one of the other sign is evaluated too, until there is none. That costs far
less than a margin wider by one sample.

**The margin L.** An exact signed distance has L = 1, and then the above is a proof. A fitted network is only
nearly one, so L starts at `SLOPE` and is checked against the field itself: in every divided block in which the
sign turns, |f(centre)| / q says which L would just have missed it. Does that exceed L / `SAFETY`, or does an
evaluated sample contradict its inferred sign, all is done again with a larger L. So a piece of surface can be
missed only where its blocks stand out from all others of the same field, and where it touches none of them.
(Over 100 fitted networks at 64^3 and 128^3 the largest such value was 1.11; all needed one attempt.)
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

from explorer.errors import DataError, SelectionError
from explorer.kinds.shapes.occupancy import grid_points, place_samples

Field = Callable[[Float[Tensor, "p 3"]], Float[Tensor, " p"]]
"""Signed distances (negative inside) at points of the cube; may raise to stop the work."""

SLOPE = 1.2
SAFETY = 1.05
CAP = 1e-3  # value, in voxels, of the samples on the cube's faces where the shape is cut off: the cap lies on the face
LARGEST_BLOCK = 16
FEWEST_BLOCKS = 8  # per axis at the coarsest level: fewer would all be divided anyway
LEAST_SAMPLES, MOST_SAMPLES = 8, 512
DENSE_CHUNK = 1 << 16  # points


@dataclass(frozen=True)
class Grid:
    """Values on a box of the grid that holds the whole surface, enough of them to mesh it.

    Attributes:
        values: index order x, y, z. Exact at both ends of every edge that crosses the surface; elsewhere exact,
            or an infinity of the right sign. Samples on the cube's faces are positive.
        first: index of the box's first sample in the whole grid.
        resolution: samples per axis of the whole grid.
        evaluations: points at which the field was evaluated.
    """

    values: Float[Tensor, "x y z"]
    first: tuple[int, int, int]
    resolution: int
    evaluations: int


def dense_grid(field: Field, resolution: int, device: torch.device | None = None) -> Grid:
    """The reference: the field at every sample. Arguments and errors as `sparse_grid`."""
    _check_resolution(resolution)
    with torch.inference_mode():
        points = grid_points(resolution, device)
        values = torch.cat([field(part) for part in points.split(DENSE_CHUNK)]).reshape([resolution] * 3)
        _check_finite(values)
        _close_faces(values, 2 / (resolution - 1))
        return Grid(values, (0, 0, 0), resolution, len(points))


def sparse_grid(field: Field, resolution: int, device: torch.device | None = None) -> Grid:
    """The field where its surface is; the same surface as `dense_grid` (see the module's docstring).

    Args:
        field: values at float32 points on `device`.
        resolution: samples per axis, `LEAST_SAMPLES` to `MOST_SAMPLES`.
        device: where the points are made; None: the CPU.

    Raises:
        SelectionError: the resolution is out of range.
        DataError: the field gives values that are not finite.
    """
    _check_resolution(resolution)
    slope, evaluations = SLOPE, 0
    with torch.inference_mode():
        while True:
            attempt = _Attempt(field, resolution, device or torch.device("cpu"), slope)
            values, first = attempt.run()
            evaluations += attempt.evaluations
            if not attempt.contradicted and attempt.steepest * SAFETY <= slope:
                return Grid(values, first, resolution, evaluations)
            slope = 1.25 * max(attempt.steepest, slope)


class _Attempt:
    """One run over all levels with a given slope.

    Attributes:
        evaluations: points evaluated so far.
        steepest: largest |f(centre)| / radius of a divided block in which the sign turns.
        contradicted: whether an inferred sign turned out wrong.
    """

    def __init__(self, field: Field, resolution: int, device: torch.device, slope: float) -> None:
        self.field, self.r, self.device, self.slope = field, resolution, device, slope
        self.step = 2 / (resolution - 1)
        self.evaluations, self.steepest, self.contradicted = 0, 0.0, False
        self.corners = torch.tensor(list(itertools.product((0, 1), repeat=3)), device=device)
        self.infinity = torch.tensor(math.inf, device=device)

    def run(self) -> tuple[Float[Tensor, "x y z"], tuple[int, int, int]]:
        """The values on the surface's box, and where it begins."""
        size = LARGEST_BLOCK
        while size > 2 and size * FEWEST_BLOCKS > self.r:
            size //= 2
        level = self.coarsest(size)
        while size > 2:
            divided = level.abs() <= self.margin(size)
            blocks, parents = divided.nonzero(), level[divided]
            level, size = _double(level), size // 2
            self.fill(level, blocks, parents, size)
        n = (self.r + 1) // 2
        level = level[:n, :n, :n]  # larger blocks may have stuck out of the grid
        divided = level.abs() <= self.margin(2)
        _divide_between(divided, level)
        return self.samples(level, divided)

    def margin(self, size: int) -> float:
        """The largest value that the centre of a block with a sample of the other sign may have."""
        return self.slope * self.radius(size)

    def radius(self, size: int) -> float:
        """Distance from the centre of a block to its outermost samples."""
        return math.sqrt(3) * (size - 1) / 2 * self.step

    def evaluate(self, index: Float[Tensor, "p 3"], size: int = 1) -> Float[Tensor, " p"]:
        """The field at the centres of blocks of `size` samples per axis; `index` is overwritten."""
        self.evaluations += len(index)
        if not len(index):
            return index.new_empty(0)
        values = self.field(place_samples(index, size * self.step, (size - 1) / 2 * self.step))
        _check_finite(values)
        return values

    def coarsest(self, size: int) -> Float[Tensor, "n n n"]:
        """All blocks of that size."""
        n = -(-self.r // size)
        axis = torch.arange(n, dtype=torch.float32, device=self.device)
        return self.evaluate(torch.cartesian_prod(axis, axis, axis), size).reshape(n, n, n)

    def fill(
        self,
        level: Float[Tensor, "x y z"],
        blocks: Int[Tensor, "b 3"],
        parents: Float[Tensor, " b"],
        size: int,
        first: Int[Tensor, " axes"] | None = None,
    ) -> Int[Tensor, "b 8"]:
        """Evaluate the eight children of each block and put them into `level`; returns their flat indices there.

        `level` may begin at block `first` instead of the cube's corner.
        """
        index = (blocks * 2)[:, None] + self.corners
        strides = torch.tensor(level.stride(), device=self.device)
        inner = blocks if first is None else blocks - first
        flat = (inner * (2 * strides)).sum(1, keepdim=True) + (self.corners * strides).sum(1)
        values = self.evaluate(index.flatten(0, 1).to(torch.float32), size)
        level.view(-1)[flat.view(-1)] = values
        turned = (values.view(-1, 8) * parents[:, None]).amin(1) < 0 if len(parents) else parents.bool()
        if turned.any():
            nearest = float(parents[turned].abs().max())
            self.steepest = max(self.steepest, nearest / self.radius(2 * size))
        return flat

    def samples(
        self, level: Float[Tensor, "n n n"], divided: Bool[Tensor, "n n n"]
    ) -> tuple[Float[Tensor, "x y z"], tuple[int, int, int]]:
        """The last step, from blocks of 2^3 to samples: their values on the surface's box, and where it begins."""
        blocks, parents = divided.nonzero(), level[divided]
        faces = torch.cat([level.select(dim, end).flatten() for dim in range(3) for end in (0, -1)])
        at_faces = float(faces.min()) <= self.margin(2)  # the shape may reach the cube's faces: the box is all of it
        low, high = self.bounds(blocks, len(level), at_faces)
        box = level[low[0] : high[0], low[1] : high[1], low[2] : high[2]]
        values = _double(torch.copysign(self.infinity, box))
        first = torch.tensor(low, device=self.device)
        flat = self.fill(values, blocks, parents, 1, first)
        self.close_front(values, flat, 2 * first, at_faces)
        values = values[: self.r - 2 * low[0], : self.r - 2 * low[1], : self.r - 2 * low[2]]
        return values, (2 * low[0], 2 * low[1], 2 * low[2])

    def bounds(self, blocks: Int[Tensor, "b 3"], n: int, at_faces: bool) -> tuple[list[int], list[int]]:
        """First and one past the last block of the surface's box; one block where there is no surface."""
        if at_faces:
            return [0] * 3, [n] * 3
        if not len(blocks):
            return [0] * 3, [1] * 3
        # A block more on each side: the front may need samples of it.
        return [max(0, v - 1) for v in blocks.amin(0).tolist()], [min(n, v + 2) for v in blocks.amax(0).tolist()]

    def close_front(
        self, values: Float[Tensor, "x y z"], flat: Int[Tensor, "b 8"], first: Int[Tensor, " axes"], at_faces: bool
    ) -> None:
        """Evaluate inferred samples, in place, until no edge that crosses the surface has one.

        Args:
            values: the samples of the box; inferred ones are infinite.
            flat: flat indices of the samples evaluated so far, in blocks of 2^3.
            first: index of the box's first sample.
            at_faces: whether the shape may reach the cube's faces; then the box is the whole grid.
        """
        strides = torch.tensor(values.stride(), device=self.device)
        # Only the neighbours outside a sample's own block can be inferred.
        wanted = _inferred(values, flat.view(-1), flat[..., None] + (2 * self.corners - 1) * strides)
        if at_faces:
            _close_faces(values[: self.r, : self.r, : self.r], self.step)
            wanted = torch.cat([wanted, self.behind_faces(values)])
        around = torch.cat([strides, -strides])
        while len(wanted):
            there = values.view(-1)
            inside = there[wanted] < 0
            order = torch.arange(len(wanted), dtype=torch.float32, device=self.device)
            there[wanted] = order  # of several that want a sample, the one whose number stays there gets it
            chosen = there[wanted] == order
            wanted, inside = wanted[chosen], inside[chosen]
            index = torch.stack([wanted // strides[0], wanted % strides[0] // strides[1], wanted % strides[1]], 1)
            exact = self.evaluate((index + first).to(torch.float32))
            self.contradicted |= bool(((exact < 0) != inside).any())
            there[wanted] = exact
            if at_faces:
                _close_faces(values[: self.r, : self.r, : self.r], self.step)
            wanted = _inferred(values, wanted, wanted[:, None] + around)

    def behind_faces(self, values: Float[Tensor, "x y z"]) -> Int[Tensor, " p"]:
        """Inferred samples of the shape right behind the closed faces of the cube: flat indices."""
        shell = torch.zeros_like(values, dtype=torch.bool)
        shell[1 : self.r - 1, 1 : self.r - 1, 1 : self.r - 1] = True
        shell[2 : self.r - 2, 2 : self.r - 2, 2 : self.r - 2] = False
        return (shell & (values == -math.inf)).view(-1).nonzero()[:, 0]


def _inferred(
    values: Float[Tensor, "x y z"], flat: Int[Tensor, " p"], neighbours: Int[Tensor, "*p k"]
) -> Int[Tensor, " q"]:
    """Those of each evaluated sample's neighbours that are inferred and of the other sign: flat indices."""
    # Beyond the box a flat index wraps to some other sample: at worst that one is evaluated for nothing.
    neighbours = neighbours.flatten(0, -2).clamp_(0, values.numel() - 1)
    opposite = torch.where(values.view(-1)[flat] < 0, math.inf, -math.inf)
    return neighbours[values.view(-1)[neighbours] == opposite[:, None]]


def _double(level: Float[Tensor, "x y z"]) -> Float[Tensor, "x2 y2 z2"]:
    """Every value repeated twice along each axis."""
    x, y, z = level.shape
    rows = level[..., None].expand(x, y, z, 2).reshape(x, 1, y, 1, 2 * z)  # long rows make the next copy fast
    return rows.expand(x, 2, y, 2, 2 * z).contiguous().view(2 * x, 2 * y, 2 * z)


def _divide_between(divided: Bool[Tensor, "n n n"], level: Float[Tensor, "n n n"]) -> None:
    """Divide undivided blocks that touch an undivided one of the other sign, in place: the surface lies between."""
    signs = torch.where(level < 0, -1, 1).to(torch.int8).masked_fill_(divided, 0)
    last = len(signs) - 1
    for dim in range(3):
        between = signs.narrow(dim, 0, last) * signs.narrow(dim, 1, last) < 0
        divided.narrow(dim, 0, last).logical_or_(between)
        divided.narrow(dim, 1, last).logical_or_(between)


def _close_faces(values: Float[Tensor, "r r r"], step: float) -> None:
    """Make the samples on the cube's faces outside, in place."""
    for dim, end in itertools.product(range(3), (0, -1)):
        values.select(dim, end).clamp_(min=CAP * step)


def _check_resolution(resolution: int) -> None:
    if not LEAST_SAMPLES <= resolution <= MOST_SAMPLES:
        raise SelectionError(
            f"A resolution of {resolution} is not possible.", f"Choose {LEAST_SAMPLES} to {MOST_SAMPLES}."
        )


def _check_finite(values: Float[Tensor, "*any"]) -> None:
    if not math.isfinite(float(values.sum())):
        raise DataError("The field gives values that are not finite.", "Its network is damaged: choose another.")
