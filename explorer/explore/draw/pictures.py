"""Small pictures of networks of either kind: a shape, or a confusion matrix."""

from __future__ import annotations

from explorer.explore.engine.engine import Engine
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Source
from explorer.kinds.classifiers.judging import judge_network
from explorer.kinds.classifiers.space import ClassifierSpace
from explorer.kinds.shapes.meshes import mesh_of
from explorer.kinds.shapes.thumbnail import confusion_picture, picture_of, png
from explorer.space.bundle import Space

IMAGES = 500  # that a picture of a classifier is judged on


def small_picture(
    engine: Engine, space: Space, source: Source, resolution: int, size: int, colour: str,
    cancelled: Cancelled | None = None,
) -> bytes:  # fmt: skip
    """A PNG of a network: its shape, or how it confuses classes.

    Args:
        engine: makes it.
        space: the space.
        source: which network.
        resolution: of a shape, samples per axis.
        size: pixels, each way.
        colour: "#rrggbb".
        cancelled: see `engine.Engine.mesh`.

    Raises:
        Dropped: nobody waits any more.
    """
    if isinstance(space, ClassifierSpace):
        judged = judge_network(engine, space, source, IMAGES, cancelled)
        return png(confusion_picture(judged.confusion, size, colour))
    return png(picture_of(mesh_of(engine, space, source, resolution, cancelled), size, colour))
