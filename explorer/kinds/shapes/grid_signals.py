"""Training signals from shapes that are known as signed distances on a grid, of which no network need exist.

Each shape gives as many signals as one likes: stretched along each axis, mirrored, turned a little about the upright
axis, tapered and bent toward its top, made thicker or thinner. What two of them give is in `mixed_signals`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float, Float16, Int
from scipy.ndimage import minimum_filter
from torch import Tensor

from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.occupancy import grid_points
from explorer.kinds.shapes.signals import Signals

STRETCH, SHRINK = 0.22, (-0.28, 0.08)  # of each axis, and of all, as the logarithm of the factor
TURN = 0.12  # radians about the upright axis, at most
MIRRORED = 0.5  # share that is mirrored, left and right
TAPER, BEND = 0.18, 0.14  # per unit of height, at most
WARPED = 0.5  # share that is tapered or bent
THICKER = (-0.006, 0.018)  # cube units
TRUTH = 64  # samples per axis by which networks are measured
LARGEST = 0.97  # how far from the middle a shape may reach
SHARES, SPREADS = (0.48, 0.2, 0.14), (0.012, 0.05, 0.012)  # of points near the surface, farther off, in thin parts
THIN = 0.06  # depth of what is thin
SURFACE, MEDIAL = 6000, 2000  # points kept of each shape
FIELDS, NAMES = ("forward", "taper", "bend", "thicker"), ("readings", "points", "distances")  # of `Bends`, of `Signals`
HIDDEN = 0.3  # share of the readings that see less of the depth, as where parts of a mesh lie in each other

Progress = Callable[[int, int], None]


Grids = Sequence[Float16[np.ndarray, "r r r"]]
"""Shapes as signed distances at samples of a grid over the cube, (x, y, z) order; may be memory maps."""


@dataclass(frozen=True)
class Bends:
    """Ways of bending shapes; all keep the middle of the floor where it is.

    Attributes:
        forward: the linear part, from a shape's own places to those of the bent one.
        taper: how much wider per unit of height, along x and z.
        bend: how far it leans, per squared unit of height, along x and z.
        thicker: how far the surface is moved outwards.
    """

    forward: Float[Tensor, "n 3 3"]
    taper: Float[Tensor, "n 2"]
    bend: Float[Tensor, "n 2"]
    thicker: Float[Tensor, " n"]

    def __len__(self) -> int:
        return len(self.thicker)

    def rows(self, pick: Tensor | slice) -> Bends:
        """Some of them."""
        return Bends(self.forward[pick], self.taper[pick], self.bend[pick], self.thicker[pick])

    def there(self, places: Float[Tensor, "n p 3"]) -> Float[Tensor, "n p 3"]:
        """Places of the shapes, in the bent ones."""
        moved = (places - floor()) @ self.forward.mT
        height = moved[..., 1:2]
        sides = moved[..., ::2] * (1 + self.taper[:, None] * height) + self.bend[:, None] * height.square()
        return torch.stack([sides[..., 0], moved[..., 1], sides[..., 1]], -1) + floor()

    def back(self, places: Float[Tensor, "n p 3"]) -> Float[Tensor, "n p 3"]:
        """The inverse of `there`."""
        moved = places - floor()
        height = moved[..., 1:2]
        wide = (1 + self.taper[:, None] * height).clamp(min=0.3)
        sides = (moved[..., ::2] - self.bend[:, None] * height.square()) / wide
        straight = torch.stack([sides[..., 0], moved[..., 1], sides[..., 1]], -1)
        own: Tensor = straight @ torch.linalg.inv(self.forward).mT + floor()
        return own


def no_bends(count: int) -> Bends:
    """Ways that leave shapes as they are."""
    zero = torch.zeros(count, 2)
    return Bends(torch.eye(3).repeat(count, 1, 1), zero, zero.clone(), torch.zeros(count))


def drawn_bends(surface: Float[Tensor, "n p 3"], generator: torch.Generator) -> Bends:
    """One way for each shape, of which points on the surface are given: so that it stays in the cube."""
    count = len(surface)

    def drawn(*size: int) -> Tensor:
        return torch.rand(count, *size, generator=generator) * 2 - 1

    low, high = SHRINK
    overall = (drawn() + 1) / 2 * (high - low) + low
    stretch = torch.diag_embed((drawn(3) * STRETCH + overall[:, None]).exp())
    stretch[:, 0, 0] *= torch.where(drawn() < 2 * MIRRORED - 1, -1.0, 1.0)
    angle = drawn() * TURN
    turn = torch.eye(3).repeat(count, 1, 1)
    turn[:, 0, 0] = turn[:, 2, 2] = angle.cos()
    turn[:, 0, 2], turn[:, 2, 0] = angle.sin(), -angle.sin()
    warped = (drawn(1) < 2 * WARPED - 1).float()
    thin, thick = THICKER
    thicker = (drawn() + 1) / 2 * (thick - thin) + thin
    bends = Bends(turn @ stretch, drawn(2) * TAPER * warped, drawn(2) * BEND * warped, thicker)
    reach = bends.there(surface) - floor()
    limit = torch.tensor([LARGEST, LARGEST - FLOOR, LARGEST])
    shrink = (limit / reach.abs().amax(1).clamp(min=1e-3)).amin(1).clamp(max=1)
    return Bends(bends.forward * shrink[:, None, None], bends.taper, bends.bend, bends.thicker)


Asked = Callable[[Float[Tensor, "n p 3"]], Float[Tensor, "n p"]]


def ask(asked: Asked, bends: Bends, places: Float[Tensor, "n p 3"]) -> Float[Tensor, "n p"]:
    """Signed distances of shapes, each bent in its way, at places of each.

    Bending changes lengths along the normal: over that, a distance is one again, exactly where the surface is flat.

    Args:
        asked: gives the distances of the shapes as they are, differentiably.
        bends: as many ways as shapes.
        places: in the bent shapes.
    """
    with torch.enable_grad():
        there = places.detach().requires_grad_()
        own = bends.back(there)
        at = own.detach().requires_grad_()
        inside = at.clamp(-1, 1)  # beyond the cube the way to it is added
        values = asked(inside) + (at - inside).square().sum(-1).clamp(min=1e-12).sqrt()
        (slope,) = torch.autograd.grad(values.sum(), at)
        slope = slope / slope.norm(dim=-1, keepdim=True).clamp(min=1e-6)
        (moved,) = torch.autograd.grad((own * slope).sum(), there)
    length = moved.norm(dim=-1).clamp(0.4, 2.5)
    found: Tensor = values.detach() / length - bends.thicker[:, None]
    return found


def on_grid(field: Float16[np.ndarray, "r r r"]) -> Asked:
    """The distances of one shape, between the samples of its grid."""
    values = torch.from_numpy(np.array(field, dtype=np.float32))[None, None]

    def asked(places: Float[Tensor, "n p 3"]) -> Float[Tensor, "n p"]:
        # `grid_sample` wants the fastest axis first.
        where = places.flip(-1)[None, :, :, None]
        found: Tensor = torch.nn.functional.grid_sample(values, where, align_corners=True)[0, 0, :, :, 0]
        return found

    return asked


def grid_distances(field: Float16[np.ndarray, "r r r"], places: Float[Tensor, "p 3"]) -> Float[Tensor, " p"]:
    """The distances of one shape at places of the cube."""
    return on_grid(field)(places[None])[0]


def inside_of(field: Float16[np.ndarray, "r r r"], resolution: int = TRUTH) -> Bool[Tensor, "t t t"]:
    """Which samples of another grid over the cube lie inside one shape."""
    return (grid_distances(field, grid_points(resolution)) < 0).reshape((resolution,) * 3)


def grid_samples(
    field: Float16[np.ndarray, "r r r"], count: int, generator: torch.Generator
) -> tuple[Float[Tensor, "count 3"], Float[Tensor, " count"]]:
    """Places in random order, most of them where it matters, and the distances of one shape there."""
    seed = int(torch.randint(0, 2**31 - 1, (1,), generator=generator))
    marks = marks_of([field], seed)
    places = places_of(marks, torch.zeros(1, dtype=torch.long), no_bends(1), count, generator)[0]
    return places, grid_distances(field, places)


@dataclass(frozen=True)
class Marks:
    """Places of each shape at which it is looked at: on its surface, and in the middle of its thin parts."""

    surface: Float[Tensor, "n s 3"]
    medial: Float[Tensor, "n m 3"]


def marks_of(grids: Grids, seed: int) -> Marks:
    """Places of all shapes; over and over where a shape has fewer."""
    rng = np.random.default_rng(seed)
    surface, medial = torch.empty(len(grids), SURFACE, 3), torch.empty(len(grids), MEDIAL, 3)
    for k in range(len(grids)):
        field = np.array(grids[k], dtype=np.float32)
        step = 2 / (len(field) - 1)
        near = np.stack(np.nonzero(np.abs(field) < 0.75 * step), 1)
        thin = np.stack(np.nonzero((field < 0) & (field > -THIN) & (field <= minimum_filter(field, 3) + 0.2 * step)), 1)
        for out, found in ((surface, near), (medial, thin if len(thin) else near)):
            drawn = found[rng.integers(0, len(found), out.shape[1])] + rng.uniform(-0.4, 0.4, (out.shape[1], 3))
            out[k] = torch.from_numpy((drawn * step - 1).astype(np.float32))
        places = surface[k][None].clone().requires_grad_()  # moved onto the surface
        values = on_grid(grids[k])(places)[0]
        (slope,) = torch.autograd.grad(values.sum(), places)
        slope = slope / slope.norm(dim=-1, keepdim=True).clamp(min=0.5)
        surface[k] = (places - values.detach()[None, :, None].clamp(-step, step) * slope)[0].detach()
    return Marks(surface, medial)


def places_of(marks: Marks, rows: Int[Tensor, " n"], bends: Bends, count: int, generator: torch.Generator) -> Tensor:
    """So many places in random order for each bent shape, (n, count, 3): most of them where it matters."""
    n = len(rows)
    parts = []
    for found, share, spread in zip((marks.surface, marks.surface, marks.medial), SHARES, SPREADS, strict=True):
        number = int(count * share)
        chosen = torch.randint(0, found.shape[1], (n, number), generator=generator)
        own = found[rows[:, None], chosen]
        parts.append(bends.there(own) + spread * torch.randn(n, number, 3, generator=generator))
    rest = count - sum(part.shape[1] for part in parts)
    parts.append(torch.rand(n, rest, 3, generator=generator) * 2 - 1)
    order = torch.randperm(count, generator=generator)
    return torch.cat(parts, 1).clamp(-1, 1)[:, order]


def seen(readings: Float[Tensor, "n p"], generator: torch.Generator) -> Float[Tensor, "n p"]:
    """Readings as meshes give them: where parts lie in each other, some see less of the depth."""
    n, p = readings.shape
    least = torch.rand(n, 1, generator=generator)
    factor = torch.where(
        torch.rand(n, 1, generator=generator) < HIDDEN, least + (1 - least) * torch.rand(n, p, generator=generator), 1.0
    )
    return torch.where(readings < 0, readings * factor, readings)


def bent_signals(
    grids: Grids, marks: Marks, probes: Float[Tensor, "q 3"], each: int, count: int, seed: int, progress: Progress
) -> tuple[Signals, Int[Tensor, " n"], Bends]:
    """`each` bent shapes of every shape, the first of them as it is: (shape, variant) order.

    Returns:
        The signals, the shape of each, and how it is bent.
    """
    generator = torch.Generator().manual_seed(seed)
    found, ways = list[Signals](), list[Bends]()
    for k in range(len(grids)):
        rows = torch.full((each,), k)
        bends = drawn_bends(marks.surface[rows, :500], generator)
        plain = no_bends(1)
        bends = Bends(*(torch.cat([getattr(plain, f), getattr(bends, f)[1:]]) for f in FIELDS))
        places = places_of(marks, rows, bends, count, generator)
        asked = torch.cat([probes[None].expand(each, -1, -1), places], 1)
        values = ask(on_grid(grids[k]), bends, asked)
        readings = seen(values[:, : len(probes)], generator)
        found.append(Signals(readings.half(), places.half(), values[:, len(probes) :].half()))
        ways.append(bends)
        progress(k + 1, len(grids))
    rows = torch.arange(len(grids)).repeat_interleave(each)
    return joined(found), rows, Bends(*(torch.cat([getattr(one, f) for one in ways]) for f in FIELDS))


def joined(parts: Sequence[Signals]) -> Signals:
    """Signals of several sources, one after the other."""
    return Signals(*(torch.cat([getattr(one, name) for one in parts]) for name in NAMES))


def floor() -> Float[Tensor, " 3"]:
    """The middle of the floor."""
    return torch.tensor([0.0, FLOOR, 0.0])
