from __future__ import annotations

import dataclasses
import string

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.explore.engine.fits import write_fit
from explorer.explore.engine.network_refs import Refitted
from explorer.explore.travel.paths import PathKind
from explorer.space.written import write_latent
from explorer.ui.link import LOOKS, from_link, pick_space, to_link
from explorer.ui.state import Choices, Shown, View, first_view

OFFER = Choices("furniture", 10, ("kind", "width", "split"), 2, 7)
VIEWS = [
    first_view(OFFER),
    View("furniture", Shown.NETWORK, 3, 0, 9, 0.25, PathKind.RAW, None, "width"),
    View("furniture", Shown.PATH, 9, 4, 4, 1.0, PathKind.STRAIGHT, PathKind.ZOO, "split", via=(1, 2), spline=True),
    View("furniture", Shown.PLACE, 9, 4, 4, 1.0, PathKind.ZOO, None, "kind", place=(-0.25, 0.5), plain=True),
    View(
        "furniture", Shown.MEAN, 9, 4, 4, 1.0, PathKind.ZOO, None, "kind", selection=(1, 2, 9),
        looks={"cam": "39,20,1.25", "hide": "kind:chair", "show": "1", "tour": "1,2"},
    ),
]  # fmt: skip


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
        ({"view": "all"}, "shown", Shown.PATH, "network, path, place, mean"),
        ({"view": "place"}, "shown", Shown.PATH, "no x and y"),
        ({"view": "mean"}, "shown", Shown.PATH, "no ids"),
        ({"via": "3,chair"}, "via", (), "ids with commas"),
        ({"via": "3,99"}, "via", (3,), "of 0 to 9"),
        ({"x": "0.1"}, "place", None, "no place on the map"),
        ({"x": "0.1", "y": "inf"}, "place", None, "no place on the map"),
        ({"cam": "1;2;3"}, "looks", {}, "yaw, pitch and zoom"),
        ({"plain": "yes"}, "plain", False, "Possible: 1"),
        ({"spline": "<b>"}, "spline", False, "Possible: 1"),
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
    link = dict.fromkeys(
        ("t", "a", "b", "id", "path", "versus", "view", "colour", "via", "ids", "x", "spline", "cam", "tour"),
        "<script>",
    )
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


@given(st.dictionaries(st.sampled_from(["t", "a", "b", "id", "via", "ids", "x", "y", "view", "path", *LOOKS]),
                       st.text(string.printable, max_size=20)))  # fmt: skip
def test_whatever_a_link_holds_it_gives_a_view_that_its_own_link_gives_back(link: dict[str, str]) -> None:
    view, _ = from_link(link, OFFER)
    assert from_link(to_link(view), OFFER) == (view, [])


def test_a_fitted_network_that_is_not_held_any_more_is_shown_as_its_latent_decodes() -> None:
    offer = dataclasses.replace(OFFER, size=4)
    latent = np.arange(4, dtype=np.float32)
    held = write_fit(Refitted.to(latent, torch.ones(5)))
    view, problems = from_link({"view": "point", "point": held, "called": "x.obj, fitted"}, offer)
    assert (view.shown, view.point, problems) == (Shown.POINT, held, [])
    assert from_link(to_link(view), offer) == (view, [])
    view, problems = from_link({"view": "point", "point": f"{write_latent(latent)}~{'0' * 24}"}, offer)
    assert (view.shown, view.point) == (Shown.POINT, write_latent(latent))
    assert "not here any more" in problems[0]
