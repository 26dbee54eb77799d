"""Networks drawn for the screen, by way of the engine: at any resolution, in a few milliseconds, once each."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import torch
from jaxtyping import Float, UInt8
from torch import Tensor

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Input, Source
from explorer.kinds.images.pictures import as_bytes, pixel_centres, psnr
from explorer.kinds.images.space import ImageSpace, images_only
from explorer.networks.fastsiren import FastSiren
from explorer.space.bundle import Space

MOST_SIDE = 4096  # pixels of an edge: the browser takes no larger picture
PART = 2**17  # points between two looks at whether somebody still waits
PSNR_BYTES = 64  # that a number takes where it is kept


def picture_of(
    engine: Engine, space: Space, source: Source, side: int, cancelled: Cancelled | None = None
) -> UInt8[np.ndarray, "side side channels"]:
    """A network drawn, rows from the top.

    The array is shared: never write into it.

    Args:
        engine: decodes, and keeps the picture.
        space: the space.
        source: which network.
        side: pixels of an edge.
        cancelled: see `Engine.once`.

    Raises:
        Dropped: nobody waits any more.
        SelectionError: the source is not possible, the side is out of range, or the space is none of pictures.
    """
    pictures = images_only(space)
    if not 1 <= side <= MOST_SIDE:
        raise SelectionError(f"A picture of {side} pixels is not drawn.", f"Choose 1 to {MOST_SIDE:,} pixels an edge.")

    def work(check: Callable[[], None]) -> UInt8[np.ndarray, "side side channels"]:
        network = _network(pictures, engine.weights(space, [source]))
        parts = []
        for points in _centres(side).split(PART):
            check()
            parts.append(as_bytes(network.values(points.to(engine.device))[0]).cpu())
        drawn = np.asarray(torch.cat(parts).reshape(side, side, pictures.arch.outputs).numpy())
        drawn.flags.writeable = False
        return drawn

    return engine.once(space, source, ("picture", side), work, lambda drawn: int(drawn.nbytes), cancelled)


def original_of(space: Space, network: int) -> UInt8[np.ndarray, "side side channels"]:
    """The picture that a network was fitted to, at its own size."""
    return np.ascontiguousarray(images_only(space).pictures.pixels[network].transpose(1, 2, 0))


def values_of(engine: Engine, space: ImageSpace, source: Source) -> Float[Tensor, "1 c s s"]:
    """A network at the centres of its pictures' own pixels, cut off at 0 and 1: what is measured."""
    side = space.pictures.side
    network = _network(space, engine.weights(space, [source]))
    values = network.values(_centres(side).to(engine.device)).cpu().clamp(0, 1)
    return values.mT.reshape(1, space.arch.outputs, side, side)


def likeness_to_input(
    engine: Engine, space: Space, source: Source, network: int, cancelled: Cancelled | None = None
) -> float:
    """PSNR of a network against an input network of the zoo, in dB, at the centres of the pictures' own pixels.

    Raises:
        Dropped, SelectionError: as `picture_of`.
    """
    pictures = images_only(space)

    def work(check: Callable[[], None]) -> float:
        del check  # both are small
        own = values_of(engine, pictures, Input(network))
        return float(psnr(values_of(engine, pictures, source), own))

    return engine.once(space, source, ("psnr to input", network), work, lambda _: PSNR_BYTES, cancelled)


def likeness_to_original(
    engine: Engine, space: Space, source: Source, network: int, cancelled: Cancelled | None = None
) -> float:
    """PSNR of a network against the picture that a network of the zoo was fitted to, in dB.

    Raises:
        Dropped, SelectionError: as `picture_of`.
    """
    pictures = images_only(space)

    def work(check: Callable[[], None]) -> float:
        del check
        return float(psnr(values_of(engine, pictures, source), pictures.originals([network])))

    return engine.once(space, source, ("psnr to original", network), work, lambda _: PSNR_BYTES, cancelled)


def _network(space: ImageSpace, weights: Float[Tensor, "n count"]) -> FastSiren:
    return FastSiren(space.arch, space.layout, weights)


@lru_cache(maxsize=16)
def _centres(side: int) -> Float[Tensor, "pixels 2"]:
    return pixel_centres(side, side)
