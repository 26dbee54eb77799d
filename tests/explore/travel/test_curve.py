from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from explorer.errors import SelectionError
from explorer.explore.engine.engine import Engine
from explorer.explore.travel.curve import POINTS, SHARES, curve
from explorer.explore.travel.paths import PathKind, Tour, make_tour
from explorer.kinds.protocols import Check, Curve, Valuing, Worth
from explorer.space.bundle import Space


class Counting:
    """Values networks by where they are on the way."""

    def worth(self, space: Space) -> Worth | None:
        return Worth(0.0, 1.0, "share", "{:.2f}")

    def along(self, engine: Engine, space: Space, tour: Tour, shares: Sequence[float], check: Check) -> Curve:
        check()
        return Curve(np.asarray(shares), None)

    def at(self, engine: Engine, space: Space, latents: np.ndarray, check: Check) -> Curve:
        raise AssertionError

    def groups(self, space: Space) -> tuple[str, ...]:
        return ()


def test_a_tour_is_looked_at_from_end_to_end(tiny_space: Space, instead: Callable[..., None]) -> None:
    tour, asked = make_tour(tiny_space, [0, 3], PathKind.STRAIGHT), []
    with pytest.raises(SelectionError, match="Spaces of shapes cannot be valued"):
        curve(Engine("cpu"), tiny_space, tour)
    instead("sdf", {Valuing: Counting()})
    found = curve(Engine("cpu"), tiny_space, tour, lambda: asked.append(1))
    assert asked == [1]
    assert found.groups is None
    assert found.values.tolist() == list(SHARES)
    assert (len(SHARES), SHARES[0], SHARES[-1]) == (POINTS, 0, 1)
