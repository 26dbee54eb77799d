"""The viewer: what is on the screen, the way from A to B, and how far all this is from what the space knows."""

from __future__ import annotations

import html

import streamlit as st

from explorer.explore.engine.engine import Raw
from explorer.explore.travel.paths import PathKind
from explorer.figures.distance import DOUBTED, distance_colour, distance_facts, distance_word, draw_distance
from explorer.kinds.protocols import Sounding
from explorer.kinds.registry import promised
from explorer.space.bundle import Space
from explorer.space.naming import network_name
from explorer.ui import chart, look, resources, session, words
from explorer.ui.guard import guard
from explorer.ui.neutral_panels import panels_of
from explorer.ui.portrait import portrait
from explorer.ui.state import Shown, View
from explorer.ui.subject import Subject, no_average, subjects

SHORT_NAME = 6  # letters: of longer ones the names of A and B need more room
ALONE = "alone"  # the choice of no second path


@st.fragment(key="viewer")
def viewer(space: Space) -> None:
    """The networks that the view names, as their kind shows them, and the controls of the path."""
    with guard():
        view = session.view()
        shown, impossible = subjects(space, view), no_average(space, view)
        _heading(space, view)
        if impossible and view.shown is Shown.PATH and PathKind.RAW in (view.path, view.versus):
            st.info(impossible, icon=":material/block:")
        panels = panels_of(space)
        panels.view(space, view, shown)
        _say_where(space, shown)
        _path_controls(space, view)
        panels.below(space, view, shown)


def _heading(space: Space, view: View) -> None:
    st.session_state["show"] = view.shown
    labels = {
        Shown.NETWORK: "One network" if view.network is None else words.sentence(network_name(space, view.network)),
        Shown.PATH: "From A to B",
    }
    if view.shown not in labels:
        labels[view.shown] = words.SHOWN[view.shown]
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.segmented_control(
            "Shown", list(labels), key="show", format_func=labels.__getitem__, on_change=_set_show, required=True
        )
        if view.shown is Shown.NETWORK and view.network is not None:
            with st.container(horizontal=True, width="content", gap="small"):
                st.button("Set as A", key="set_a", on_click=_set_end, kwargs={"a": view.network})
                st.button("Set as B", key="set_b", on_click=_set_end, kwargs={"b": view.network})
        elif view.shown is Shown.PATH:
            others = [ALONE, *(k for k in PathKind if k is not view.path and not _has_none(space, view, k))]
            st.session_state["versus"] = view.versus if view.versus in others else ALONE
            st.selectbox(
                "Beside it",
                others,
                key="versus",
                format_func=lambda k: "nothing" if k == ALONE else words.PATHS[k].lower(),
                on_change=_set_versus,
                width=190,
            )


def _has_none(space: Space, view: View, kind: PathKind) -> bool:
    """Whether there is no network on such a path: weights that have no average."""
    return kind is PathKind.RAW and no_average(space, view) is not None


def _say_where(space: Space, shown: list[Subject]) -> None:
    """How far from the nearest networks: one line per network, so that nobody trusts an empty region."""
    theme, lines, sounding = look.theme(), [], promised(space.kind, Sounding)
    for subject in shown:
        where = subject.where
        nearest = network_name(space, int(where.near.ids[0])) if len(where.near.ids) else "no other network"
        usual = "the usual distance" if len(shown) == 1 else "the usual"
        far = f"{html.escape(nearest)} at {where.ratio:.2f}&nbsp;× {usual}"
        condition = sounding.sound(resources.engine(), space, subject.source) if sounding else None
        if isinstance(subject.source, Raw):  # the encoder reads something, but the space did not make this network
            colour, word, far = theme.faint, "not of this space", f"read as near {far}"
        else:
            sound = condition is None or condition.sound
            colour, word = (
                distance_colour(where.ratio if sound else max(where.ratio, DOUBTED), theme),
                distance_word(where.ratio),
            )
        word = f"{word}, {condition.said}" if condition else word
        if where.gap is not None:
            far += f"; on the map {where.gap:.2f}&nbsp;× from the nearest"
        who = f"{html.escape(subject.title)}: " if len(shown) > 1 else ""
        lines.append(f'<span class="explorer-dot" style="background:{colour}"></span>{who}<b>{word}</b> · {far}')
    size = "explorer-where explorer-two" if len(shown) > 1 else "explorer-where"
    st.html(f'<div class="{size}">{"<br>".join(lines)}</div>')


def _path_controls(space: Space, view: View) -> None:
    if view.a is None or view.b is None:
        st.info(
            "Choose A and B: set what a click on the map does above it, then click two networks.",
            icon=":material/route:",
        )
        return
    st.session_state["t"], st.session_state["path"] = round(view.t, 2), view.path
    with st.container(key="path_bar"):
        wide = max(map(len, space.labels[space.group].tolist())) > SHORT_NAME
        side = 2.0 if wide else 1.4
        left, middle, right = st.columns([side, 5, side], vertical_alignment="center")
        for place, letter, network in ((left, "A", view.a), (right, "B", view.b)):
            with place:
                portrait(space, network)
                st.button(
                    f"**{letter}** · {network_name(space, network)}",
                    key=f"end_{letter}",
                    type="tertiary",
                    width="stretch",
                    on_click=_look,
                    args=[network],
                )
        with middle:
            st.slider("From A to B", 0.0, 1.0, step=0.01, key="t", on_change=_set_t, label_visibility="collapsed")
            _distance(space, view)
        with st.container() if wide else middle:  # between long names there is no room for the kinds of path
            st.segmented_control(
                "Path",
                list(PathKind),
                key="path",
                format_func=words.PATHS.__getitem__,
                on_change=_set_path,
                required=True,
                label_visibility="collapsed",
                width="stretch",
                help=words.PATHS_HELP,
            )


def _distance(space: Space, view: View) -> None:
    if panels_of(space).strip(space, view):
        return
    ratios = resources.course(space, view.anchors, view.path, view.spline).ratios
    if ratios is None:
        st.html(f'<div class="explorer-lead explorer-strip">{words.RAW_DISTANCE}</div>')
        return
    facts = distance_facts(ratios, view.t)
    chart.chart(
        draw_distance(facts, look.theme()),
        key="distance",
        height=80,
        scroll_zoom=False,
        description="Distance of the path to the nearest network, along the way",
    )


def _set_show() -> None:
    session.change(shown=Shown(st.session_state["show"]))
    session.refresh()


def _set_end(**end: int) -> None:
    session.change(**end)
    session.refresh()


def _look(network: int) -> None:
    session.look_at(network)
    session.refresh()


def _set_t() -> None:
    session.change(t=round(st.session_state["t"], 2), shown=Shown.PATH)
    session.refresh()


def _set_path() -> None:
    path, view = PathKind(st.session_state["path"]), session.view()
    session.change(path=path, shown=Shown.PATH, versus=None if view.versus is path else view.versus)
    session.refresh()


def _set_versus() -> None:
    chosen = st.session_state["versus"]
    session.change(versus=None if chosen == ALONE else PathKind(chosen))
    session.refresh()
