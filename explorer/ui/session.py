"""The view of one browser session: read from its link, changed by widgets, written back to the link."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, NoReturn

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from explorer.space.kept import is_kept
from explorer.space.written import write_latent
from explorer.ui import login, resources
from explorer.ui.link import from_link, to_link
from explorer.ui.state import Choices, Shown, View

PANELS = ("facts", "downloads")  # the fragments that depend on the view in either kind of screen
_VIEW, _LINK, _OFFER, _REVISION, _SESSION = "view", "link", "offer", "revision", "live_session"
_WHOLE = "page_is_whole"
_BEFORE, _ENDED = "links_before", "page_ended"
_BEHIND_S = 3.0  # so long an address may take to come to the browser and back
_MOST_BEFORE = 32
_AFTER_OWNER = "."  # in no owner, and in no random part


def start(offer: Choices, space_problems: list[str]) -> list[str]:
    """Make sure that there is a view of this space; returns what was wrong with the link, if it was read.

    The link is read when the page opens and when it was changed in the address bar, not after our own changes.
    """
    link = dict(st.query_params)
    st.session_state[_OFFER] = offer
    known: View | None = st.session_state.get(_VIEW)
    if known is not None and known.space == offer.space:
        if link == st.session_state.get(_LINK):
            return []
        if _behind(link):
            hold()
            return []
    if link.get("space", offer.space) != offer.space:  # its ids are another space's
        link = {key: value for key, value in link.items() if key == "plain"}
    view, problems = from_link(link, offer)
    _left(dict(st.query_params))
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
    """What this browser session is called, here and on its live connection; its owner is in the name (`owner`)."""
    if _SESSION not in st.session_state:
        who = login.current()
        st.session_state[_SESSION] = f"{who.owner if who is not None else ''}{_AFTER_OWNER}{secrets.token_urlsafe(16)}"
    return str(st.session_state[_SESSION])


def owner(identity: str) -> str:
    """Whose session has this name; empty: it is without a login."""
    return identity.rpartition(_AFTER_OWNER)[0]


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
    texts = {key: str(value) for key, value in link.items()}
    moving = texts.get("view") == Shown.POINT and "/" in texts.get("point", "")
    if moving:  # by its key: a step of an optimization, or a star
        found = resources.runs().latent(identity(), offer.space, texts["point"])
        if found is not None:
            texts["point"] = write_latent(found)
            moving = False
    seen, _ = from_link({**texts, "view": Shown.PATH} if moving else texts, replace(offer, kept=kept))
    if moving:
        seen = replace(seen, shown=Shown.POINT, steer=())
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


def hold() -> None:
    """Keep the view, whatever the address says: to be called before reruns of what changes no address.

    The browser sends its address with every rerun. It may be behind: a link that was written a moment ago has not come
    there yet. Taken for one that was typed, it would bring back the view before.
    """
    known = st.session_state.get(_LINK)
    if known is not None and dict(st.query_params) != known:
        st.query_params.from_dict(known)


def rerun() -> NoReturn:
    """Run the whole page, with the view as it is: from what runs by itself, or where a button was pressed."""
    hold()
    st.rerun()


def look_at(network: int) -> None:
    """Show this network."""
    change(network=network, shown=Shown.NETWORK)


@contextmanager
def page() -> Iterator[None]:
    """Around a run of the whole page: whether it came to its end is known to the next run's callbacks.

    A browser that asks for a run while another goes on waits until that has ended, and its address is as old: how long
    an address may take (`_behind`) is counted from there.
    """
    st.session_state[_WHOLE] = False
    try:
        yield
    finally:
        now, last = time.monotonic(), st.session_state.get(_ENDED, 0.0)
        before = [(link, now if left > last else left) for link, left in st.session_state.get(_BEFORE, ())]
        st.session_state[_BEFORE] = deque(before, maxlen=_MOST_BEFORE)
        st.session_state[_ENDED] = now
    st.session_state[_WHOLE] = True


def redraw(*fragments: str) -> None:
    """Run these fragments alone; to be called from a callback of what stands in a fragment.

    Nothing is asked for where the whole page is about to run: a click elsewhere may have come with the same request.
    Cut short here, that run would have made Streamlit forget what only a whole one brings back: the files of download
    buttons, and the clocks of fragments that watch.

    The whole page where the last run of it did not come to its end. A click interrupts a run, and what it had not drawn
    yet, were fragments alone run now, would stay away until the next click.
    """
    run = get_script_run_ctx()
    if run is not None and run.fragment_ids_this_run:
        st.rerun(list(fragments) if st.session_state.get(_WHOLE) else "app")


def refresh() -> None:
    """Redraw what depends on the view; to be called at the end of the callback of a widget in a fragment."""
    if plain():
        redraw("viewer", *PANELS)
    else:
        st.rerun("app")


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 8 else 0


def _left(link: dict[str, str]) -> None:
    """Note that the address was this until now; at the end of the page's run, until then."""
    st.session_state.setdefault(_BEFORE, deque(maxlen=_MOST_BEFORE)).append((link, time.monotonic()))


def _behind(link: dict[str, str]) -> bool:
    """Whether this is no address that was typed, but one of our own that we have just replaced.

    The browser's *Back* names such an address, too. Nobody goes back so soon, and who does need only do it again.
    """
    now = time.monotonic()
    return any(link == before and now - left < _BEHIND_S for before, left in st.session_state.get(_BEFORE, ()))


def _keep(new: View) -> None:
    link: Mapping[str, str] = to_link(new)
    if st.session_state.get(_LINK, link) != link:
        _left(st.session_state[_LINK])
    st.session_state[_VIEW] = new
    st.session_state[_LINK] = dict(link)
    st.session_state[_REVISION] = revision() + 1
    st.query_params.from_dict(link)
