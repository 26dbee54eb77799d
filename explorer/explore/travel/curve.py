"""What the networks along a tour are worth, where the kind can say it by one number."""

from __future__ import annotations

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import Tour
from explorer.kinds.protocols import Check, Curve, Valuing, Worth
from explorer.kinds.registry import promise, promised
from explorer.space.bundle import Space

POINTS = 33
SHARES = tuple(k / (POINTS - 1) for k in range(POINTS))
"""Shares of a tour at which its networks are looked at."""


def valuing_of(space: Space) -> tuple[Valuing, Worth] | None:
    """What networks of a space are worth, and by which number; None where nobody can say."""
    valuing = promised(space.kind, Valuing)
    worth = None if valuing is None else valuing.worth(space)
    return None if valuing is None or worth is None else (valuing, worth)


def valued(space: Space, use: str) -> tuple[Valuing, Worth]:
    """The same of a space that must have it.

    Args:
        space: the space.
        use: what cannot be done without it, after "cannot": "have a terrain".

    Raises:
        SelectionError: nobody can say what its networks are worth.
    """
    promise(space.kind, Valuing, use)
    found = valuing_of(space)
    if found is None:
        raise SelectionError(
            f"The space {space.name} cannot {use}: it is not known what its networks should do.",
            "Make it again with examples that have targets.",
        )
    return found


def curve(engine: Engine, space: Space, tour: Tour, check: Check = lambda: None) -> Curve:
    """Networks at `SHARES` of a tour, all in one batch.

    Raises:
        SelectionError: networks of this kind have no such number, or the tour averages weights that have no average.
    """
    return valued(space, "be valued by one number")[0].along(engine, space, tour, SHARES, check)
