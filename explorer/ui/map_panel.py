"""The map, with what colours it and what a click on it does."""

from __future__ import annotations

import numpy as np
import streamlit as st

from explorer.figures.map import NO_JOURNEY, NOWHERE, Stars, draw_map, map_facts
from explorer.figures.style import Theme
from explorer.space.bundle import Space
from explorer.space.kept import overlay, position_of
from explorer.space.naming import spoken
from explorer.ui import chart, look, session
from explorer.ui.guard import guard
from explorer.ui.state import Choices, Click, Shown

KEY = "map"
HEIGHT = 590
_CLICKS = {Click.LOOK: "Look at it", Click.A: "Set A", Click.B: "Set B"}


@st.fragment(key="map_panel")
def map_panel(space: Space, offer: Choices) -> None:
    """The map of the space; clicks change the view and redraw the viewer, not the map."""
    with guard():
        view = session.view()
        st.session_state["colour"], st.session_state["click"] = view.colour, view.click
        with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
            st.selectbox("Colour by", offer.colours, key="colour", format_func=spoken, on_change=_recolour, width=210)
            st.segmented_control(
                "A click on the map",
                list(Click),
                key="click",
                format_func=_CLICKS.__getitem__,
                on_change=_set_click,
                required=True,
            )
        chart.chart(
            _figure(
                space, space.version, view.colour, look.theme(), tuple((p.id, p.name) for p in overlay(space).points)
            ),
            key=KEY,
            height=HEIGHT,
            on_pick=_pick,
            description=f"Map of {len(space)} networks, coloured by {spoken(view.colour)}; neighbours are alike",
        )


@st.cache_data(show_spinner=False, max_entries=64)
def _figure(_space: Space, version: str, colour: str, theme: Theme, kept: tuple[tuple[int, str], ...]) -> str:
    """The points and what is kept alone; the viewer puts the journey on them (`chart.js`, follow)."""
    facts = map_facts(_space.positions, _space.labels, _space.split, colour, _space.group)
    ids, names = tuple(number for number, _ in kept), tuple(name for _, name in kept)
    places = np.stack([position_of(_space, number) for number in ids]) if ids else NOWHERE
    return str(draw_map(facts, NO_JOURNEY, theme, HEIGHT, Stars(ids, names, places)).to_json())


def _recolour() -> None:
    session.change(colour=st.session_state["colour"])


def _set_click() -> None:
    session.change(click=Click(st.session_state["click"]))


def _pick() -> None:
    network = chart.picked(KEY)
    match session.view().click:
        case Click.LOOK:
            session.look_at(network)
        case Click.A:
            session.change(a=network, shown=Shown.PATH)
        case Click.B:
            session.change(b=network, shown=Shown.PATH)
    session.refresh()
