from __future__ import annotations

from explorer.explore.travel.paths import PathKind
from explorer.ui.state import Choices, Shown, View, first_view

OFFER = Choices("furniture", 10, ("kind", "width", "split"), 2, 7)


def test_the_first_view_is_on_its_way() -> None:
    view = first_view(OFFER)
    assert view.shown is Shown.PATH
    assert view.anchors == (2, 7)
    assert 0 < view.t < 1


def test_the_anchors_of_a_tour_are_in_order() -> None:
    view = View("furniture", Shown.PATH, None, 1, 2, 0.5, PathKind.ZOO, None, "kind", via=(5, 3))
    assert view.anchors == (1, 5, 3, 2)
