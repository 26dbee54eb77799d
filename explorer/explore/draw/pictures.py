"""Small pictures of networks: beside their names, and on the contact sheet."""

from __future__ import annotations

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Source
from explorer.kinds.protocols import Frames
from explorer.kinds.registry import promise
from explorer.space.bundle import Space

THUMB_RESOLUTION = 48  # of a network's small picture
THUMB_SIZE = 144  # pixels of it; shown at half of that on a dense screen


def small_picture(
    engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
    cancelled: Cancelled | None = None,
) -> bytes:  # fmt: skip
    """A PNG of a network, as its kind draws it.

    Args:
        engine: decodes.
        space: the space.
        source: which network.
        resolution: how finely the network is evaluated.
        size: pixels, each way.
        colour: "#rrggbb".
        cancelled: see `Engine.once`.

    Raises:
        Dropped: nobody waits any more.
        SelectionError: networks of this kind have no picture.
    """
    frames = promise(space.kind, Frames, "be drawn")
    return frames.picture(engine, space, source, resolution, size, colour, cancelled)
