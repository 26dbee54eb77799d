"""Spaces of kinds that say or show little: they open in the plain view, and what is not promised is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
import streamlit as st

from explorer.kinds import registry
from explorer.kinds.protocols import Frames, Panels, Steering, Storing
from explorer.space.bundle import Space
from explorer.ui.neutral_words import WORDS, words_of
from explorer.ui.state import View
from explorer.ui.subject import Subject
from tests.ui.conftest import Start, charts, link, texts

Instead = Callable[..., None]


class OwnPanels:
    """Panels of a kind that is made up."""

    def view(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        st.caption(f"own view of {len(shown)}")

    def below(self, space: Space, view: View, shown: Sequence[Subject]) -> None:
        st.caption("own below")

    def strip(self, space: Space, view: View) -> bool:
        st.caption("own strip")
        return True

    def more(self, space: Space, view: View, subject: Subject) -> None:
        st.caption(f"more of {subject.title}")


@pytest.fixture
def bare(instead: Instead) -> dict[type[Any], None]:
    """Shapes keep nothing but what makes them spaces."""
    others = {what: None for what in registry.kind("sdf").promises if what is not Storing}
    instead("sdf", others)
    return others


@pytest.mark.parametrize("view", [{}, {"view": "network", "id": "3"}, {"view": "place", "x": "0.1", "y": "0.2"}])
@pytest.mark.usefixtures("bare")
def test_a_kind_that_only_stores_opens_in_the_plain_view(start: Start, view: dict[str, str]) -> None:
    app = start(plain="0", **view)
    assert not app.exception
    assert not app.error
    sent = charts(app)
    assert {"map", "neutral"} <= set(sent)
    assert "live" not in {e.key for e in app.main if e.type == "bidi_component"}
    assert len(sent["neutral"]["follow"]["map"]["shapes"]) >= 2
    assert "parameters" in texts(app)
    panels = {e.label for e in app.expander}
    assert not panels & {"Optimize", "Read a network or a mesh", "Nearest in three senses"}
    assert not list(app.get("imgs"))
    assert {e.proto.id.rsplit("-", 1)[-1] for e in app.get("download_button")} == {"map_file", "facts_file"}


@pytest.mark.usefixtures("bare")
def test_its_path_is_moved_along_as_any_other(start: Start) -> None:
    app = start(plain="0", t="0.2")
    app.slider(key="t").set_value(0.9).run()
    assert not app.exception
    assert link(app)["t"] == "0.90"
    assert "plain" not in link(app)  # another space may be shown live
    assert "usual distance" in texts(app)
    assert "distance" in charts(app)


@pytest.mark.usefixtures("bare")
def test_a_kind_with_panels_of_its_own_shows_them(start: Start, instead: Instead) -> None:
    instead("sdf", {Panels: OwnPanels()})
    app = start(plain="0")
    assert not app.exception
    for said in ("own view of 1", "own below", "own strip", "more of Through the zoo"):
        assert said in texts(app)
    assert "distance" not in charts(app)


def test_what_nothing_is_said_of_is_named_all_the_same(tiny_space: Space) -> None:
    assert "shapes" not in WORDS.summary(tiny_space)
    opening = WORDS.opening(tiny_space)
    assert opening.a != opening.b
    assert opening.colours[0] == tiny_space.group
    assert words_of(tiny_space) is not WORDS


def test_a_kind_that_the_browser_does_not_know_is_shown_plainly(start: Start, instead: Instead) -> None:
    """It is drawn, as far as the plain view goes."""
    instead("sdf", {Steering: None})
    registry.register(replace(registry.kind("sdf"), live=False))
    app = start(plain="0")
    assert not app.exception
    assert "shape" in charts(app)
    assert registry.promised("sdf", Frames) is not None
