"""What the networks along a tour are worth, where the kind can say it by one number."""

from __future__ import annotations

from explorer.explore.engine.engine import Engine
from explorer.explore.travel.paths import Tour
from explorer.kinds.protocols import Check, Curve, Valuing
from explorer.kinds.registry import promise
from explorer.space.bundle import Space

POINTS = 33
SHARES = tuple(k / (POINTS - 1) for k in range(POINTS))
"""Shares of a tour at which its networks are looked at."""


def curve(engine: Engine, space: Space, tour: Tour, check: Check = lambda: None) -> Curve:
    """Networks at `SHARES` of a tour, all in one batch.

    Raises:
        SelectionError: networks of this kind have no such number, or the tour averages weights that have no average.
    """
    return promise(space.kind, Valuing, "be valued by one number").along(engine, space, tour, SHARES, check)
