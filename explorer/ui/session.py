"""The view of one browser session: read from its link, changed by widgets, written back to the link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.ui.state import Choices, Show, View, from_link, to_link

_VIEW, _LINK = "view", "link"


def start(offer: Choices, space_problems: list[str]) -> list[str]:
    """Make sure that there is a view of this space; returns what was wrong with the link, if it was read.

    The link is read when the page opens and when it was changed in the address bar, not after our own changes.
    """
    link = dict(st.query_params)
    known: View | None = st.session_state.get(_VIEW)
    if known is not None and known.space == offer.space and link == st.session_state.get(_LINK):
        return []
    view, problems = from_link(link if link.get("space", offer.space) == offer.space else {}, offer)
    _keep(view)
    return space_problems + problems


def view() -> View:
    """The current view; `start` has been called in this run or an earlier one."""
    current: View = st.session_state[_VIEW]
    return current


def change(**fields: Any) -> None:
    """Replace fields of the view, and write the link."""
    _keep(replace(view(), **fields))


def choose_space(name: str) -> None:
    """Go to another space: its own first view, by a link that names nothing else."""
    st.query_params.from_dict({"space": name})


def look_at(network: int) -> None:
    """Show this network."""
    change(network=network, show=Show.NETWORK)


def refresh() -> None:
    """Redraw the viewer and the facts, and nothing else; to be called at the end of a widget's callback."""
    st.rerun(["viewer", "facts"])


def _keep(new: View) -> None:
    link: Mapping[str, str] = to_link(new)
    st.session_state[_VIEW] = new
    st.session_state[_LINK] = dict(link)
    st.query_params.from_dict(link)
