from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from explorer.explore.paths import PathKind
from explorer.ui.state import Choices, Show, View, first_ends, first_view, from_link, pick_space, to_link

OFFER = Choices("furniture", 10, ("kind", "width", "split"), 2, 7)
VIEWS = [
    first_view(OFFER),
    View("furniture", Show.NETWORK, 3, 0, 9, 0.25, PathKind.RAW, None, "width"),
    View("furniture", Show.PATH, 9, 4, 4, 1.0, PathKind.STRAIGHT, PathKind.ZOO, "split"),
]


@pytest.mark.parametrize("view", VIEWS)
def test_a_link_gives_back_its_view(view: View) -> None:
    assert from_link(to_link(view), OFFER) == (view, [])


def test_no_link_gives_the_first_view() -> None:
    view, problems = from_link({}, OFFER)
    assert view == first_view(OFFER)
    assert problems == []
    assert 0 < view.t < 1


@pytest.mark.parametrize(
    ("link", "field", "value", "says"),
    [
        ({"t": "7"}, "t", 1.0, "'7'"),
        ({"t": "-0.5"}, "t", 0.0, "0 to 1"),
        ({"t": "nan"}, "t", 0.4, "not a number"),
        ({"t": "half"}, "t", 0.4, "'half'"),
        ({"a": "99"}, "a", 9, "no network '99'"),
        ({"b": "-1"}, "b", 0, "0 to 9"),
        ({"id": "chair"}, "network", 2, "'chair'"),
        ({"path": "curved"}, "path", PathKind.ZOO, "zoo, straight, raw"),
        ({"versus": "none"}, "versus", None, "left out"),
        ({"show": "all"}, "show", Show.PATH, "network, path"),
        ({"colour": "weight"}, "colour", "kind", "kind, width, split"),
        ({"id": "x" * 10_000}, "network", 2, "…"),
        ({"a": "1" * 5000}, "a", 2, "…"),
    ],
)
def test_a_bad_value_is_named_and_the_nearest_is_shown(
    link: dict[str, str], field: str, value: object, says: str
) -> None:
    view, problems = from_link(link, OFFER)
    assert getattr(view, field) == value
    assert dataclasses.replace(view, **{field: getattr(first_view(OFFER), field)}) == first_view(OFFER)
    assert len(problems) == 1
    assert says in problems[0]
    assert len(problems[0]) < 200


def test_everything_wrong_at_once() -> None:
    link = dict.fromkeys(("t", "a", "b", "id", "path", "versus", "show", "colour"), "<script>")
    view, problems = from_link(link, OFFER)
    assert view == first_view(OFFER)
    assert len(problems) == len(link)


def test_a_path_is_not_compared_with_itself() -> None:
    view, _ = from_link({"path": "raw", "versus": "raw"}, OFFER)
    assert view.versus is None


def test_pick_space() -> None:
    assert pick_space({}, ["a", "b"]) == ("a", [])
    assert pick_space({"space": "b"}, ["a", "b"]) == ("b", [])
    name, problems = pick_space({"space": "../etc"}, ["a", "b"])
    assert name == "a"
    assert "'../etc'" in problems[0]
    assert "a, b" in problems[0]


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
