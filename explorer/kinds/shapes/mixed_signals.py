"""Training signals from two shapes on a grid, and all that a space of solid shapes learns, put together.

Of two shapes come others: a part of one beside a part of the other, cut along an axis; a small one somewhere on a large
one; and what lies at a share t between them, which the latent at t between theirs must decode to.

The mean of the distances of two shapes loses whatever is thin in one and not in the other, so that legs would vanish
on the way. What lies between two is therefore grown a little, most in the middle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.kinds.protocols import Report
from explorer.kinds.shapes import furniture
from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.grid_signals import (
    NAMES,
    Bends,
    Grids,
    Marks,
    Progress,
    ask,
    bent_signals,
    drawn_bends,
    floor,
    joined,
    marks_of,
    on_grid,
    places_of,
    seen,
)
from explorer.kinds.shapes.signals import Between, Signals, exact_shapes

GROWN = 0.045  # cube units, of what lies in the middle between two
MIXES = 4  # signals of each pair of shapes
ADDED, SMALL = 0.3, (0.35, 0.8)  # share of the exchanges that put a smaller shape on another, and how much smaller
UPRIGHT = 0.5  # share of the cuts that are level
OVERLAP = 0.01  # cube units, of the two parts
BENT_SEED = 11_000_001  # far from those of zoos, of training and of tests
CHUNK = 32


@dataclass(frozen=True)
class Pairs:
    """Two bent shapes each, by their rows among the signals of `bent_signals`."""

    first: Int[Tensor, " n"]
    second: Int[Tensor, " n"]

    def __len__(self) -> int:
        return len(self.first)


@dataclass(frozen=True)
class Bent:
    """Shapes on grids, and how they are bent.

    Attributes:
        grids: the shapes.
        marks: places of them.
        shape: whose shape each bent one is.
        bends: how.
    """

    grids: Grids
    marks: Marks
    shape: Int[Tensor, " n"]
    bends: Bends

    def ask(self, row: int, places: Float[Tensor, "n p 3"]) -> Float[Tensor, "n p"]:
        """Distances of one bent shape."""
        bends = self.bends.rows(torch.full((len(places),), row))
        return ask(on_grid(self.grids[int(self.shape[row])]), bends, places)

    def places(self, row: int, each: int, count: int, generator: torch.Generator) -> Float[Tensor, "each count 3"]:
        """Places of one bent shape, so many times."""
        rows = torch.full((each,), row)
        return places_of(self.marks, self.shape[rows], self.bends.rows(rows), count, generator)


def exchanged_signals(
    bent: Bent, pairs: Pairs, probes: Float[Tensor, "q 3"], count: int, each: int, seed: int, progress: Progress
) -> Signals:
    """Of each pair `each` shapes that are made of both."""
    generator = torch.Generator().manual_seed(seed)
    found = list[Signals]()

    def drawn(low: float, high: float, *size: int) -> Tensor:
        return low + (high - low) * torch.rand(each, *size, generator=generator)

    for done, (a, b) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True), 1):
        added = drawn(0.0, 1.0, 1) < ADDED
        scale = torch.where(added, drawn(*SMALL, 1), 1.0)[..., None]
        shift = torch.stack([drawn(-0.5, 0.5), drawn(0.0, 1.0), drawn(-0.5, 0.5)], -1) * added
        moved = shift[:, None] + (1 - scale) * floor()  # of the second, on the floor's middle and from there
        halves = [bent.places(a, each, count, generator), bent.places(b, each, count, generator) * scale + moved]
        asked = torch.cat([probes[None].expand(each, -1, -1), *halves], 1).clamp(-1, 1)
        one, two = bent.ask(a, asked), bent.ask(b, (asked - moved) / scale) * scale[..., 0]
        axis = torch.where(drawn(0.0, 1.0) < UPRIGHT, 1, 2 * torch.randint(0, 2, (each,), generator=generator))
        cut = torch.where(axis == 1, drawn(FLOOR + 0.15, FLOOR + 1.25), drawn(-0.25, 0.25))[:, None]
        side = torch.where(drawn(0.0, 1.0, 1) < 0.5, 1.0, -1.0)
        beyond = side * (asked.gather(2, axis[:, None, None].expand(-1, asked.shape[1], 1))[..., 0] - cut)
        cut_off = torch.minimum(torch.maximum(one, -beyond), torch.maximum(two, beyond - OVERLAP))
        found.append(_of(torch.where(added, torch.minimum(one, two), cut_off), asked, len(probes), count, generator))
        progress(done, len(pairs))
    return joined(found)


def between_signals(
    bent: Bent, pairs: Pairs, probes: Float[Tensor, "q 3"], count: int, each: int, seed: int, progress: Progress
) -> Between:
    """Of each pair `each` shapes in between."""
    generator = torch.Generator().manual_seed(seed)
    found, shares = list[Signals](), list[Tensor]()
    for done, (a, b) in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True), 1):
        halves = [bent.places(row, each, count, generator) for row in (a, b)]
        asked = torch.cat([probes[None].expand(each, -1, -1), *halves], 1)
        share = torch.rand(each, 1, generator=generator)
        values = bent.ask(a, asked).lerp(bent.ask(b, asked), share) - GROWN * 4 * share * (1 - share)
        found.append(_of(values, asked, len(probes), count, generator))
        shares.append(share[:, 0])
        progress(done, len(pairs))
    start, end = (rows.repeat_interleave(each) for rows in (pairs.first, pairs.second))
    return Between(joined(found), start, end, torch.cat(shares))


def _of(values: Tensor, asked: Tensor, probes: int, count: int, generator: torch.Generator) -> Signals:
    """Signals at the half of the places that lies nearest to the surface, and some of the others."""
    there, places = values[:, probes:], asked[:, probes:]
    score = there.abs() + 0.05 * torch.rand(there.shape, generator=generator)
    near = score.argsort(1)[:, : int(0.8 * count)]
    anywhere = torch.randint(0, there.shape[1], (len(there), count - near.shape[1]), generator=generator)
    pick = torch.cat([near, anywhere], 1)
    pick = pick[:, torch.randperm(count, generator=generator)]
    points = places.gather(1, pick[..., None].expand(-1, -1, 3))
    return Signals(seen(values[:, :probes], generator).half(), points.half(), there.gather(1, pick).half())


def bent_furniture(probes: Float[Tensor, "q 3"], count: int, points: int, seed: int, progress: Progress) -> Signals:
    """Pieces of procedural furniture, bent: splayed legs, backs that lean, rounded edges."""
    pieces = torch.from_numpy(furniture.sample_furniture(count, BENT_SEED + seed).parameters)
    generator = torch.Generator().manual_seed(seed)
    found = list[Signals]()
    for some in pieces.split(CHUNK):
        boxes = furniture.parts(some)
        own, _ = furniture.near_surface_samples(boxes, points, generator)
        bends = drawn_bends(own[:, :300].clamp(-0.9, 0.9), generator)
        places = bends.there(own).clamp(-1, 1)
        asked = torch.cat([probes[None].expand(len(some), -1, -1), places], 1)
        values = ask(partial(furniture.parts_sdf, boxes), bends, asked)
        readings = seen(values[:, : len(probes)], generator)
        found.append(Signals(readings.half(), places.half(), values[:, len(probes) :].half()))
        progress(sum(len(one) for one in found), count)
    return joined(found)


@dataclass(frozen=True)
class Wanted:
    """How many signals of each kind, about.

    Attributes:
        bent: bent shapes, every one as it is among them.
        exchanged: shapes made of two.
        blended: shapes in between two.
        furniture: pieces of procedural furniture, bent; as many as they are; and as many in between two of these.
        points: at which each is compared.
    """

    bent: int
    exchanged: int
    blended: int
    furniture: int
    points: int


def solid_signals(
    grids: Grids, probes: Float[Tensor, "q 3"], wanted: Wanted, seed: int, report: Report
) -> tuple[Signals, Between]:
    """All that is learned of solid shapes beside their networks: the shapes, and what lies in between."""
    generator = torch.Generator().manual_seed(seed + 2)
    marks = marks_of(grids, seed)
    each = max(2, round(wanted.bent / len(grids)))
    bending = partial(report, "bending shapes")
    signals, rows, ways = bent_signals(grids, marks, probes, each, wanted.points, seed + 1, bending)
    bent, shapes, between = Bent(grids, marks, rows, ways), [signals], list[Between]()

    def pairs(count: int) -> Pairs:
        return Pairs(*torch.randint(0, len(signals), (2, max(1, count // MIXES)), generator=generator))

    if wanted.exchanged:
        mixing = partial(report, "exchanging parts")
        some = pairs(wanted.exchanged)
        shapes.append(exchanged_signals(bent, some, probes, wanted.points, MIXES, seed + 3, mixing))
    if wanted.blended:
        mixing = partial(report, "blending shapes")
        some = pairs(wanted.blended)
        between.append(between_signals(bent, some, probes, wanted.points, MIXES, seed + 6, mixing))
    if wanted.furniture:
        drawing = partial(report, "drawing shapes")
        shapes.append(bent_furniture(probes, wanted.furniture, wanted.points, seed + 4, drawing))
        exact, on_the_way = exact_shapes(probes, wanted.furniture, wanted.points, seed + 5, drawing)
        start = sum(map(len, shapes))
        shapes.append(exact)
        between.append(Between(on_the_way.signals, on_the_way.start + start, on_the_way.end + start, on_the_way.share))
    if not between:
        zero = torch.zeros(1, dtype=torch.long)
        between = [Between(Signals(*(getattr(signals, name)[:1] for name in NAMES)), zero, zero, torch.zeros(1))]
    return joined(shapes), Between(
        joined([one.signals for one in between]),
        *(torch.cat([getattr(one, name) for one in between]) for name in ("start", "end", "share")),
    )
