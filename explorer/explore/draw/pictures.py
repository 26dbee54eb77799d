"""Small pictures of networks of either kind: a shape, or a confusion matrix."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import pyvista as pv
from jaxtyping import Float
from torch import Tensor

from explorer.data.images import Images
from explorer.errors import SelectionError
from explorer.explore.engine.jobs import Cancelled
from explorer.explore.engine.network_refs import Source
from explorer.kinds.classifiers.classification import Judgement
from explorer.kinds.shapes.thumbnail import confusion_picture, picture_of, png
from explorer.space.bundle import ClassifierSpace, Space

IMAGES = 500  # that a picture of a classifier is judged on


@runtime_checkable
class Meshes(Protocol):
    """What makes meshes: `engine.Engine`, or a test's stand-in."""

    def mesh(self, space: Space, source: Source, resolution: int, cancelled: Cancelled | None = None) -> pv.PolyData:
        """See `engine.Engine.mesh`."""
        ...


@runtime_checkable
class Judges(Protocol):
    """What judges classifiers: `engine.Engine`."""

    def judge(
        self, space: ClassifierSpace, source: Source, count: int | None = None, cancelled: Cancelled | None = None
    ) -> Judgement:
        """See `engine.Engine.judge`."""
        ...

    def answers(
        self, space: ClassifierSpace, sources: Sequence[Source], images: Images, check: Callable[[], None] = ...
    ) -> tuple[list[int], Float[Tensor, "n images classes"]]:
        """See `engine.Engine.answers`."""
        ...


def judging(engine: Meshes) -> Judges:
    """An engine that must be able to judge classifiers.

    Raises:
        SelectionError: it cannot.
    """
    if not isinstance(engine, Judges):
        raise SelectionError("This engine makes meshes alone.", "Use the one that judges classifiers too.")
    return engine


def small_picture(
    engine: Meshes, space: Space, source: Source, resolution: int, size: int, colour: str,
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
        judged = judging(engine).judge(space, source, IMAGES, cancelled)
        return png(confusion_picture(judged.confusion, size, colour))
    return png(picture_of(engine.mesh(space, source, resolution, cancelled), size, colour))
