"""The screen: pick a space, see its map, look at networks and at what lies between them.

Started by `app.py`. The folder of spaces is `pretrained/` beside the package, or the one that the environment
variable NETSPACE_PRETRAINED names.
"""

from __future__ import annotations

# ruff: noqa: E402 - what follows imports what is still being imported while the server starts: it waits for that
from explorer.ui import warming

warming.wait()

import html
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.errors import BundleError, KindError
from explorer.kinds import registry
from explorer.space.bundle import Space
from explorer.space.stated import SpaceEntry, list_spaces
from explorer.ui import login, look, resources, session, words
from explorer.ui.downloads import downloads_panel
from explorer.ui.facts_panel import facts_panel
from explorer.ui.help_panel import help_panel
from explorer.ui.kept_panel import kept_panel
from explorer.ui.link import pick_space
from explorer.ui.live.component import live
from explorer.ui.map_panel import map_panel
from explorer.ui.neutral_words import words_of
from explorer.ui.new_space.link import LIST, OPENED, asked_for
from explorer.ui.optimize_panel import optimize_panel
from explorer.ui.read_panel import read_panel
from explorer.ui.state import Choices, choices
from explorer.ui.viewer import viewer


def main() -> None:
    """Draw the page once."""
    st.set_page_config("NetSpace Explorer", page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
    look.apply()
    if login.settings() is not None and not (st.user.is_logged_in and login.current()):
        _sign_in()  # where the app is served by `app.py`, who is not signed in does not come as far as this (`gate`)
        return
    with session.page():
        _page()


def _sign_in() -> None:
    st.title("NetSpace Explorer", anchor=False)
    known = login.settings()
    if known is None or known.problem is not None:
        st.error(login.NOBODY, icon=":material/lock:")
        return
    for one in known.providers:
        st.button(known.called(one), key=f"sign_in_{one}", type="primary", on_click=st.login, args=(one,))


def _sign_out() -> None:
    if login.settings() is not None:
        st.button("Sign out", icon=":material/logout:", key="sign_out", on_click=st.logout)


def _page() -> None:
    entries = list_spaces(resources.spaces_root())
    if not entries:
        _no_spaces()
        _new_space()
        return
    # A space that a glance already finds broken can be chosen (to read why), but is not what is shown first.
    ranks = {name: k for k, name in enumerate(registry.names())}
    order = sorted(entries, key=lambda e: (e.problem is not None, ranks.get(e.kind or "", len(ranks))))
    names = [e.name for e in order]
    chosen, problems = pick_space(st.query_params, names)
    summary, notices = _header(entries, chosen)
    if asked_for():
        _new_space()
        return
    entry = next(e for e in entries if e.name == chosen)
    try:
        with st.spinner(f"Opening {entry.title} …"):
            space = resources.engine().open(entry.path)
            registry.whole(space.kind)
    except (BundleError, KindError) as error:
        _cannot_open(entry, error, alone=len(entries) == 1)
    else:
        _show(space, problems, summary)
    _report_others(entries, chosen, notices)


def _new_space() -> None:
    """The page of new spaces; its imports (importing, all kinds' zoos) cost who only looks at spaces nothing."""
    from explorer.ui.new_space.page import new_space_page  # noqa: PLC0415

    new_space_page()


def _show(space: Space, problems: list[str], summary: DeltaGenerator) -> None:
    said = html.escape(words_of(space).summary(space))
    summary.html(f'<span class="explorer-lead" title="{said}">{said}</span>')
    offer = choices(space)
    for problem in session.start(offer, problems):
        st.warning(problem, icon=":material/link_off:")
    if session.plain():
        _plain(space, offer)
    else:
        live(space)
    read_panel(space)
    optimize_panel(space)
    kept_panel(space)
    facts_panel(space)
    downloads_panel(space)
    if session.plain():  # the live view has a help of its own
        help_panel(space)


def _plain(space: Space, offer: Choices) -> None:
    """The same without WebGL: figures by Plotly, which change when a widget is let go."""
    if st.session_state.get(look.NO_WEBGL):
        st.info(words.NO_WEBGL, icon=":material/visibility:")
    left, right = st.columns([11, 9], gap="large")
    with left:
        map_panel(space, offer)
    with right:
        viewer(space)


def _header(entries: list[SpaceEntry], chosen: str) -> tuple[DeltaGenerator, DeltaGenerator]:
    """Title and space picker; returns the places for the space's summary and for what cannot be opened."""
    titles = {e.name: e.title if e.problem is None else f"{e.name} (cannot be opened)" for e in entries}
    st.session_state["space"] = chosen
    with st.container(key="header", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title("NetSpace Explorer", anchor=False, width="content")
        summary, notices = st.empty(), st.empty()
        with st.container(key="pick", horizontal=True, vertical_alignment="center", width="content", gap="small"):
            _picker(titles)
            _sign_out()
    return summary, notices


def _picker(titles: dict[str, str]) -> None:
    """The space, or another one, or a new one."""
    st.selectbox(
        "Space",
        list(titles),
        key="space",
        format_func=titles.__getitem__,
        on_change=_choose_space,
        label_visibility="collapsed",
        width=300,
    )
    if asked_for():
        st.button("Back to the map", icon=":material/map:", key="back", on_click=_back)
    else:
        st.button(
            "New space", icon=":material/add:", key="new", on_click=_new, help="Train a space on data of your own."
        )


def _new() -> None:
    st.query_params[OPENED] = LIST


def _back() -> None:
    session.restore(st.session_state["space"])


def _choose_space() -> None:
    session.choose_space(st.session_state["space"])


def _cannot_open(entry: SpaceEntry, error: BundleError | KindError, alone: bool) -> None:
    st.error(
        f"**The space {entry.name!r} cannot be opened.** {error.problem}\n\n{error.remedy}", icon=":material/error:"
    )
    if not alone:
        st.caption("The other spaces can be chosen above.")


def _report_others(entries: list[SpaceEntry], chosen: str, notices: DeltaGenerator) -> None:
    """Say which of the other spaces cannot be opened; after everything else, as it reads all their files."""
    reasons = {e.name: resources.reason(e.path) for e in entries if e.name != chosen}
    broken = {name: reason for name, reason in reasons.items() if reason is not None}
    if broken:
        some = "1 space cannot be opened" if len(broken) == 1 else f"{len(broken)} spaces cannot be opened"
        with notices.popover(some, icon=":material/warning:", type="tertiary"):
            for name, reason in broken.items():
                st.markdown(f"**{name}**: {reason}")


def _no_spaces() -> None:
    st.title("NetSpace Explorer", anchor=False)
    _sign_out()
    st.info(
        f"**{words.NO_SPACES.format(root=resources.spaces_root())}** Put one there, or make one here.",
        icon=":material/folder_open:",
    )


main()
