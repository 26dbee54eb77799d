"""The live map and viewer on the page: one Components v2 component, served by `route`, fed by a WebSocket.

Only choices travel through Streamlit, as the component's state "link"; frames go by the WebSocket.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explorer.space.bundle import Space
from explorer.ui import login, look, resources, session
from explorer.ui.guard import guard
from explorer.ui.link import to_link
from explorer.ui.live import route
from explorer.ui.live.first import first_map

KEY = "live"
HEIGHT = 780
_HTML = '<div class="explorer-live"></div>'
_ISSUED = "live_token"


def live(space: Space) -> None:
    """The live component; what it reports goes into the session's view and so into the link.

    A fragment: a report from outside of one begins a run of the whole page. With that Streamlit forgets, at once, the
    files of all download buttons and the clocks of all fragments that watch something, also where the callback then
    asks for nothing but some panels.
    """
    _pass()
    _screen(space)


def _pass() -> None:
    """What is asked for from outside of every fragment: see pass.js."""
    mount = st.components.v2.component("explorer_live_pass", js=_script("pass.js"), isolate_styles=False)
    mount(key="live_pass", on_expired_change=_renew)


@st.fragment(key="live_screen")
def _screen(space: Space) -> None:
    with guard():
        mount = st.components.v2.component("explorer_live", html=_HTML, js=_script("loader.js"), isolate_styles=False)
        mount(
            key=KEY,
            data={
                "script": route.script_path(),
                "style": route.style_path(),
                "socket": route.SOCKET_PATH,
                "session": session.identity(),
                "token": _token(space),
                "space": space.name,
                "kind": space.kind,
                "title": str(space.info.get("title", space.name)),
                "revision": session.revision(),
                "link": to_link(session.view()),
                "first": _first(space, space.version, session.view().colour),
                "theme": str(st.context.theme.type or "light"),
                "height": HEIGHT,
            },
            on_optimized_change=_optimized,
            on_link_change=_take_link,
            on_nowebgl_change=_plain,
        )


@st.cache_data(show_spinner=False, max_entries=32)
def _first(_space: Space, version: str, colour: str) -> dict[str, Any]:
    return first_map(_space.positions, _space.labels, _space.split, colour, _space.group)


def _take_link() -> None:
    link = st.session_state[KEY].get("link")
    if link and session.started():  # after a restart the whole page is drawn, from the address
        session.report(link)
        session.redraw(*session.PANELS)


def _optimized() -> None:
    """A run was begun, ended or kept in the live view: the panels below know of it by a run of the whole page."""
    session.rerun()


def _renew() -> None:
    """The page could not connect with its token: it was too old, or the server is another one. Give it a new one."""
    st.session_state.pop(_ISSUED, None)
    session.hold()


def _plain() -> None:
    session.change(plain=True)
    st.session_state[look.NO_WEBGL] = True
    st.rerun("app")


def _token(space: Space) -> str:
    """This page's token for this space; made once, so that a rerun sends the browser nothing new."""
    known = st.session_state.get(_ISSUED)
    if known is None or known[0] != space.name:
        who = login.current()
        key = who.key if who is not None else ""
        known = (space.name, resources.tokens().issue(session.identity(), space.name, key))
        st.session_state[_ISSUED] = known
    return str(known[1])


@cache
def _script(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")
