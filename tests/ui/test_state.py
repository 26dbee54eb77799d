from __future__ import annotations

import numpy as np
import pytest

from explorer.explore.travel.paths import PathKind
from explorer.ui.state import Choices, Shown, View, first_ends, first_view

OFFER = Choices("furniture", 10, ("kind", "width", "split"), 2, 7)


def test_the_first_view_is_on_its_way() -> None:
    view = first_view(OFFER)
    assert view.shown is Shown.PATH
    assert view.anchors == (2, 7)
    assert 0 < view.t < 1


def test_the_anchors_of_a_tour_are_in_order() -> None:
    view = View("furniture", Shown.PATH, None, 1, 2, 0.5, PathKind.ZOO, None, "kind", via=(5, 3))
    assert view.anchors == (1, 5, 3, 2)


@pytest.mark.parametrize(
    ("kinds", "ends"),
    [
        (["chair", "chair", "chair", "table", "table", "table", "bed"], (1, 4)),
        (["bed", "table", "chair", "shelf"], (2, 1)),
        (["lamp", "door", "lamp", "lamp"], (1, 0)),
        (["lamp"], (0, 0)),
    ],
)
def test_the_first_path_joins_typical_networks_of_two_kinds(kinds: list[str], ends: tuple[int, int]) -> None:
    split = np.array(["train"] * (len(kinds) - 1) + ["heldout"])
    assert first_ends(np.array(kinds), split, np.arange(len(kinds), dtype=np.float32)[:, None]) == ends
