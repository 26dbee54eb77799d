"""Training signals for a NetSpace of shapes: zoo networks, exact shapes, and shapes in between.

A `probe` encoder reads a function, so the exact distance of a shape that no network represents is a training
signal like any other, and costs no fitting. In-between signals carry the paper's *interpolation loss* (section
3.3 there: latents in between must decode to the architectures in between) over to shapes: at
(1 - t) z_i + t z_j must be the piece of furniture whose parameters are (1 - t) p_i + t p_j.

Everything is drawn once, in half precision, and read by row afterwards. Held-out networks are never in here;
exact and in-between shapes come from seeds of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from jaxtyping import Float, Int
from torch import Tensor

from explorer.kinds.shapes import furniture
from explorer.netspace.model import NetSpace
from explorer.networks.prep import unflatten
from explorer.networks.siren import siren_batch

SHAPE_SEED = 7_000_001  # far from any zoo's seed: these shapes are in no zoo
CHUNK = 32

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Signals:
    """A set of training signals.

    Attributes:
        readings: what the encoder reads of each.
        points: points near the surface and in the cube, half precision.
        distances: wanted signed distances there, half precision.
    """

    readings: Tensor
    points: Float[Tensor, "n points 3"]
    distances: Float[Tensor, "n points"]

    def __len__(self) -> int:
        return self.readings.shape[0]


@dataclass(frozen=True)
class Between:
    """In-between signals: row k lies at `share[k]` between the exact shapes `start[k]` and `end[k]`."""

    signals: Signals
    start: Int[Tensor, " n"]
    end: Int[Tensor, " n"]
    share: Float[Tensor, " n"]


def network_signals(
    model: NetSpace, weights: Float[Tensor, "n count"], parameters: Float[Tensor, "n 18"], points: int, seed: int,
    evened: float = 0.0,
) -> Signals:  # fmt: skip
    """Networks of a furniture zoo: the target is the *network's* distance, at points near the exact surface."""
    with torch.inference_mode():
        readings = model.read(weights)
        readings = readings.half() if model.encoder.reads == "answers" else readings
        where = _near_surface(parameters, points, seed, lambda done, total: None, evened)[0]
        wanted = torch.cat(
            [
                siren_batch(model.arch, unflatten(model.layout, w), x.float())[..., 0].half()
                for w, x in zip(weights.split(CHUNK), where.split(CHUNK), strict=True)
            ]
        )
    return Signals(readings.clone(), where.clone(), wanted.clone())


def shape_signals(
    probes: Float[Tensor, "probes 3"], parameters: Float[Tensor, "n 18"], points: int, seed: int, progress: Progress,
    evened: float = 0.0,
) -> Signals:  # fmt: skip
    """Exact shapes, read at the probes of a `probe` encoder."""
    where, wanted = _near_surface(parameters, points, seed, progress, evened)
    readings = torch.cat(
        [furniture.furniture_sdf(p, probes[None].expand(len(p), -1, -1)).half() for p in parameters.split(CHUNK)]
    )
    return Signals(readings, where, wanted)


def exact_shapes(
    probes: Float[Tensor, "probes 3"], count: int, points: int, seed: int, progress: Progress, evened: float = 0.0
) -> tuple[Signals, Between]:
    """`count` exact shapes and as many in-between ones, each between two of the former.

    `evened`: how evenly points are shared out among the parts of a piece (see `furniture.surface_points`).
    """
    pieces = torch.from_numpy(furniture.sample_furniture(count, SHAPE_SEED + seed).parameters)
    generator = torch.Generator().manual_seed(seed)
    start = torch.randint(0, count, (count,), generator=generator)
    end = torch.randint(0, count, (count,), generator=generator)
    share = torch.rand(count, generator=generator)
    mixed = pieces[start] + share[:, None] * (pieces[end] - pieces[start])
    shapes = shape_signals(probes, pieces, points, seed + 1, lambda done, total: progress(done, 2 * total), evened)
    between = shape_signals(
        probes, mixed, points, seed + 2, lambda done, total: progress(total + done, 2 * total), evened
    )
    return shapes, Between(between, start, end, share)


def _near_surface(
    parameters: Float[Tensor, "n 18"], points: int, seed: int, progress: Progress, evened: float
) -> tuple[Float[Tensor, "n points 3"], Float[Tensor, "n points"]]:
    where, wanted = [], []
    done = 0
    for k, part in enumerate(parameters.split(CHUNK)):
        generator = torch.Generator().manual_seed(seed * 1_000_003 + k)
        x, d = furniture.near_surface_samples(furniture.parts(part), points, generator, evened=evened)
        where.append(x.half())
        wanted.append(d.half())
        done += len(part)
        progress(done, len(parameters))
    return torch.cat(where), torch.cat(wanted)
