"""The view of one browser session: read from its link, changed by widgets, written back to the link."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.space.kept import is_kept
from explorer.ui.link import from_link, to_link
from explorer.ui.state import Choices, Shown, View

PANELS = ("facts", "downloads")  # the fragments that depend on the view in either kind of screen
_VIEW, _LINK, _OFFER, _REVISION, _SESSION = "view", "link", "offer", "revision", "live_session"


def start(offer: Choices, space_problems: list[str]) -> list[str]:
    """Make sure that there is a view of this space; returns what was wrong with the link, if it was read.

    The link is read when the page opens and when it was changed in the address bar, not after our own changes.
    """
    link = dict(st.query_params)
    st.session_state[_OFFER] = offer
    known: View | None = st.session_state.get(_VIEW)
    if known is not None and known.space == offer.space and link == st.session_state.get(_LINK):
        return []
    if link.get("space", offer.space) != offer.space:  # its ids are another space's
        link = {key: value for key, value in link.items() if key == "plain"}
    view, problems = from_link(link, offer)
    _keep(view)
    return space_problems + problems


def started() -> bool:
    """Whether this session has a view: not so at the first run, nor after a restart of the server."""
    return _VIEW in st.session_state


def view() -> View:
    """The current view; `start` has been called in this run or an earlier one."""
    current: View = st.session_state[_VIEW]
    return current


def plain() -> bool:
    """Whether the plain view is shown: it was asked for, or the live one does not know the space's kind."""
    offer: Choices = st.session_state[_OFFER]
    return view().plain or not offer.live


def change(**fields: Any) -> None:
    """Replace fields of the view, and write the link."""
    _keep(replace(view(), **fields))


def identity() -> str:
    """What this browser session is called, here and on its live connection."""
    return str(st.session_state.setdefault(_SESSION, secrets.token_urlsafe(16)))


def revision() -> int:
    """How often the view was changed from here: a larger number tells the live component to take it over."""
    return int(st.session_state.get(_REVISION, 0))


def report(link: Mapping[str, str]) -> None:
    """Take over the view that the live component shows. It shows it already: nothing is sent back."""
    before = revision()
    offer: Choices = st.session_state[_OFFER]
    kept = tuple(
        sorted({*offer.kept, *(i for value in link.values() for i in map(_whole, str(value).split(",")) if is_kept(i))})
    )  # of other sessions, too
    seen, _ = from_link({key: str(value) for key, value in link.items()}, replace(offer, kept=kept))
    _keep(replace(seen, click=view().click))
    st.session_state[_REVISION] = before


def choose_space(name: str) -> None:
    """Go to another space: its own first view, by a link that names nothing but the space and the kind of screen."""
    plain = {"plain": "1"} if st.query_params.get("plain") == "1" else {}
    st.query_params.from_dict({"space": name, **plain})


def restore(name: str) -> None:
    """Back to the view as it was, if it was of this space; else to the space's own first view."""
    known: View | None = st.session_state.get(_VIEW)
    if known is not None and known.space == name:
        st.query_params.from_dict(dict(st.session_state[_LINK]))
    else:
        choose_space(name)


def look_at(network: int) -> None:
    """Show this network."""
    change(network=network, shown=Shown.NETWORK)


def refresh() -> None:
    """Redraw what depends on the view; to be called at the end of a widget's callback."""
    st.rerun(["viewer", *PANELS] if plain() else "app")


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _keep(new: View) -> None:
    link: Mapping[str, str] = to_link(new)
    st.session_state[_VIEW] = new
    st.session_state[_LINK] = dict(link)
    st.session_state[_REVISION] = revision() + 1
    st.query_params.from_dict(link)
