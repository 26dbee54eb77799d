"""Training signals from networks alone, where nobody knows the shapes behind them.

A network is a function: bent, it is another one, and the blend of two is a third. Both are signals that no network of
the zoo represents, read by the `probe` encoder as the networks are: *bent* shapes are stretched along each axis,
sheared, turned a little about the upright axis, or mirrored; a *blend* lies at a share t between two of them, and its
signed distance is the mean of theirs. As for furniture, the latent at t between the ends' must decode to it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.kinds.shapes.furniture import FLOOR
from explorer.kinds.shapes.mesh import sdf_to_mesh
from explorer.kinds.shapes.signals import Between, Signals
from explorer.netspace.model import NetSpace
from explorer.networks.fastsiren import FastSiren
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren_batch

SURFACE = 64  # samples per axis of the surface on which points are drawn
SURFACE_SHARE, CLOSE_SHARE, SPREADS = 0.75, 0.6, (0.01, 0.05)  # of the points, as `furniture.near_surface_samples`
STRETCH = 0.25  # of each axis, at most, as the logarithm of the factor
SHEAR = 0.15
TURN = 0.35  # radians about the upright axis, at most
MIRRORED = 0.5  # share of the bent shapes that are mirrored, left and right
STEPS = 3  # of Newton, that bring points to the surface of a blend
LONGEST = 0.1  # such a step, in cube units
CHUNK = 16

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Bent:
    """Networks, each seen through an affine map of space that keeps the middle of the floor where it is.

    Attributes:
        network: whose function.
        back: from a place in the bent shape to the place in the network's own: y = back (x - floor) + floor.
    """

    network: Int[Tensor, " n"]
    back: Float[Tensor, "n 3 3"]

    def __len__(self) -> int:
        return len(self.network)

    def rows(self, pick: Tensor | slice) -> Bent:
        """Some of them."""
        return Bent(self.network[pick], self.back[pick])


def own_signals(model: NetSpace, weights: Float[Tensor, "n count"], points: int, seed: int) -> Signals:
    """Networks as they are: their own distances, at points near their own surfaces and in the cube."""
    if len(weights) == 0:
        empty = torch.zeros(0, points, 3, dtype=torch.half)
        return Signals(model.read(weights), empty, empty[..., 0])
    generator = torch.Generator().manual_seed(seed)
    with torch.inference_mode():
        readings = model.read(weights)
        readings = readings.half() if model.encoder.reads == "answers" else readings
        where = scattered(surfaces(model, weights, points, seed), generator).half()
        wanted = torch.cat(
            [
                siren_batch(model.arch, unflatten(model.layout, w), x.float())[..., 0].half()
                for w, x in zip(weights.split(CHUNK), where.split(CHUNK), strict=True)
            ]
        )
    return Signals(readings.clone(), where.clone(), wanted.clone())


def bent_shapes(
    model: NetSpace, weights: Float[Tensor, "n count"], count: int, points: int, seed: int, progress: Progress
) -> tuple[Signals, Between]:
    """`count` bent shapes of networks, and as many blends, each of two of the former.

    Args:
        model: whose `probe` encoder reads them.
        weights: of the training networks, at least one.
        count: of each.
        points: of each, at which they are compared.
        seed: of everything drawn.
        progress: called with what is done, of how much.
    """
    generator = torch.Generator().manual_seed(seed)
    with torch.inference_mode():
        found = surfaces(model, weights, points, seed)
    bent = Bent(torch.randint(0, len(weights), (count,), generator=generator), _maps(count, generator))
    start, end = (torch.randint(0, count, (count,), generator=generator) for _ in range(2))
    share = torch.rand(count, generator=generator)
    shapes, blends = list[Signals](), list[Signals]()
    for k in range(0, count, CHUNK):
        some = slice(k, k + CHUNK)
        one = bent.rows(some)
        places = scattered(_forward(one, found[one.network]), generator)
        shapes.append(_signals(model, weights, [(one, torch.ones(len(one)))], places))
        ends = [(bent.rows(start[some]), 1 - share[some]), (bent.rows(end[some]), share[some])]
        blends.append(_signals(model, weights, ends, scattered(_blended(model, weights, ends, found), generator)))
        progress(min(k + CHUNK, count), count)
    return _joined(shapes), Between(_joined(blends), start, end, share)


def surfaces(model: NetSpace, weights: Float[Tensor, "n count"], points: int, seed: int) -> Float[Tensor, "n points 3"]:
    """So many points on the surface of each network, over and over if it has fewer; in the whole cube without one."""
    rng = np.random.default_rng(seed)
    out = torch.empty(len(weights), points, 3)
    for row, one in zip(out, weights, strict=True):
        found = np.asarray(sdf_to_mesh(_field(model, one), SURFACE).mesh.points, dtype=np.float32)
        drawn = found[rng.integers(0, len(found), points)] if len(found) else rng.uniform(-1, 1, (points, 3))
        row.copy_(torch.from_numpy(drawn.astype(np.float32)))
    return out


def _field(model: NetSpace, weights: Float[Tensor, " count"]) -> Callable[[Tensor], Tensor]:
    network = FastSiren(model.arch, model.layout, weights[None])
    return lambda points: network(points)[0]


def scattered(surface: Float[Tensor, "n p 3"], generator: torch.Generator) -> Float[Tensor, "n p 3"]:
    """As many points in random order, most of them near those given, the others anywhere in the cube."""
    n, count, _ = surface.shape
    near = int(count * SURFACE_SHARE)
    spread = torch.where(torch.rand(n, near, 1, generator=generator) < CLOSE_SHARE, *SPREADS)
    moved = surface[:, torch.randperm(count, generator=generator)[:near]]
    moved = moved + spread * torch.randn(n, near, 3, generator=generator)
    anywhere = torch.rand(n, count - near, 3, generator=generator) * 2 - 1
    return torch.cat([moved, anywhere], 1)[:, torch.randperm(count, generator=generator)]


def _maps(count: int, generator: torch.Generator) -> Float[Tensor, "n 3 3"]:
    """Random maps from bent shapes back to the networks' own."""

    def drawn(size: float) -> Tensor:
        return (torch.rand(count, generator=generator) * 2 - 1) * size

    stretch = torch.diag_embed(torch.stack([drawn(STRETCH) for _ in range(3)], 1).exp())
    shear = torch.eye(3).repeat(count, 1, 1)
    shear[:, 0, 1], shear[:, 2, 1] = drawn(SHEAR), drawn(SHEAR)
    angle = drawn(TURN)
    turn = torch.eye(3).repeat(count, 1, 1)
    turn[:, 0, 0] = turn[:, 2, 2] = angle.cos()
    turn[:, 0, 2], turn[:, 2, 0] = angle.sin(), -angle.sin()
    mirror = torch.eye(3).repeat(count, 1, 1)
    mirror[:, 0, 0] = torch.where(torch.rand(count, generator=generator) < MIRRORED, -1.0, 1.0)
    maps: Tensor = stretch @ shear @ turn @ mirror
    return maps


def _floor() -> Float[Tensor, " 3"]:
    return torch.tensor([0.0, FLOOR, 0.0])


def _forward(bent: Bent, places: Float[Tensor, "n p 3"]) -> Float[Tensor, "n p 3"]:
    """Places of the networks' own shapes, in the bent ones."""
    moved: Tensor = (places - _floor()) @ torch.linalg.inv(bent.back).mT + _floor()
    return moved


def _distances(
    model: NetSpace, weights: Float[Tensor, "nets count"], bent: Bent, places: Float[Tensor, "n p 3"]
) -> tuple[Float[Tensor, "n p"], Float[Tensor, "n p 3"]]:
    """Signed distances of bent shapes, and their directions.

    A map changes lengths, along the surface's normal n by |back^T n|: over that, a distance is one again, exactly
    where the surface is flat.
    """
    own = unflatten(model.layout, weights[bent.network])
    with torch.enable_grad():
        asked = ((places - _floor()) @ bent.back.mT + _floor()).detach().requires_grad_()
        values = siren_batch(model.arch, own, asked)[..., 0]
        (slope,) = torch.autograd.grad(values.sum(), asked)
    normal = slope / slope.norm(dim=-1, keepdim=True).clamp(min=1e-6)
    back = normal @ bent.back
    length = back.norm(dim=-1, keepdim=True).clamp(min=1e-3)
    return values.detach() / length[..., 0], back / length


Ends = list[tuple[Bent, Float[Tensor, " n"]]]


def _mixed(
    model: NetSpace, weights: Float[Tensor, "nets count"], ends: Ends, places: Float[Tensor, "n p 3"]
) -> tuple[Float[Tensor, "n p"], Float[Tensor, "n p 3"]]:
    """The blend of bent shapes: the mean of their distances, each with its share; and its slope."""
    values, slope = torch.zeros(places.shape[:2]), torch.zeros_like(places)
    for bent, share in ends:
        one, direction = _distances(model, weights, bent, places)
        values += share[:, None] * one
        slope += share[:, None, None] * direction
    return values, slope


def _blended(
    model: NetSpace, weights: Float[Tensor, "nets count"], ends: Ends, found: Float[Tensor, "nets p 3"]
) -> Float[Tensor, "n p 3"]:
    """Points on the surfaces of blends: those of both ends, brought there along the slope."""
    halves = [_forward(bent, found[bent.network, k::2]) for k, (bent, _) in enumerate(ends)]
    places = torch.cat(halves, 1)
    for _ in range(STEPS):
        values, slope = _mixed(model, weights, ends, places)
        step = values[..., None] * slope / slope.square().sum(-1, keepdim=True).clamp(min=0.05)
        places = places - step * (LONGEST / step.norm(dim=-1, keepdim=True).clamp(min=LONGEST))
    return places


def _signals(
    model: NetSpace, weights: Float[Tensor, "nets count"], ends: Ends, places: Float[Tensor, "n p 3"]
) -> Signals:
    """What the encoder reads of blends, and their distances at places."""
    probes = model.encoder.probes[None].expand(len(places), -1, -1)
    asked = torch.cat([probes, places], 1)
    values, count = _mixed(model, weights, ends, asked)[0], probes.shape[1]
    return Signals(values[:, :count].half(), asked[:, count:].half(), values[:, count:].half())


def _joined(parts: list[Signals]) -> Signals:
    return Signals(*(torch.cat([getattr(one, name) for one in parts]) for name in ("readings", "points", "distances")))
