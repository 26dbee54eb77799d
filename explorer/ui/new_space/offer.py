"""What was recognised, what can be chosen, and the button that begins the training."""

from __future__ import annotations

import html
import shlex
from collections.abc import Sequence

import streamlit as st

from explorer.errors import ExplorerError
from explorer.kinds import registry
from explorer.kinds.protocols import Option, Recognised
from explorer.sources.roots import Roots
from explorer.ui import look, resources
from explorer.ui.guard import guard
from explorer.ui.new_space.link import OPENED
from explorer.ui.new_space.places import LONGEST, make_plan, seconds_of, space_name
from explorer.ui.new_space.source import (
    Source,
    box_of,
    choose_source,
    recognised,
    refusals,
    to_address,
    upload_examples,
)
from explorer.ui.new_space.texts import estimate, plural

VALUES_SHOWN = 12


def offer_panel() -> None:
    """Choose data, see what they are, begin."""
    st.subheader("1 · Data", anchor=False)
    with guard():
        source = choose_source(Roots.configured())
        if source is None:
            return
        st.subheader("2 · What they are", anchor=False)
        try:
            found = recognised(source)
        except ExplorerError as error:
            _unknown(source, error)
            return
        to_address(source, Roots.configured())
        _about(found)
        if found.problem or found.steps is None:
            _not_here(source, found)
            return
        st.subheader("3 · The space", anchor=False)
        _begin(source, found)


def _unknown(source: Source, error: ExplorerError) -> None:
    st.warning(f"**{error.problem}**\n\n{error.remedy}", icon=":material/help:")
    with st.expander("What can be given here", icon=":material/lightbulb:"):
        st.markdown(
            "- **A folder of pictures** (PNG, JPEG, WebP, …). A network is fitted to each; sub-folders are classes.\n"
            "- **A zoo** that this program made: a folder with `zoo.json` in it.\n"
            "- **Networks of your own architecture**: code is not run from here. In a terminal:"
        )
        argv = ["import", source.what, "--network", "my_nets.py:make_net", "--out", "zoos/mine"]
        st.code(f"python -m explorer {shlex.join(argv)}", language="bash")


def _about(found: Recognised) -> None:
    counts = " · ".join(plural(count, word) for word, count in found.counts)
    kind = registry.kind(found.kind).networks
    st.html(
        f'<div class="explorer-found"><b>{html.escape(found.what)}</b>'
        f"<span>{html.escape(counts)}</span><span>becomes a space of {html.escape(kind)}</span></div>"
    )
    for name, values in found.labels.items():
        some = list(values.items())[:VALUES_SHOWN]
        chips = "".join(
            f"<span>{html.escape(value)} {f'<i>{count:,}</i>' if count else ''}</span>" for value, count in some
        )
        more = f"<span>and {len(values) - len(some)} more</span>" if len(values) > len(some) else ""
        st.html(f'<div class="explorer-chips"><b>{html.escape(name)}</b>{chips}{more}</div>')
    if found.refused:
        refusals(found.refused, "Files that are not used")
    for one in found.warnings:
        st.warning(one, icon=":material/warning:")


def _not_here(source: Source, found: Recognised) -> None:
    """Why no space can be made as things are chosen, and what can be chosen otherwise."""
    if found.problem:
        st.warning(f"**{found.problem}** {found.remedy}", icon=":material/block:")
    _options(source, [one for one in found.options if one.looked])
    if found.terminal:
        st.markdown("In a terminal:")
        st.code(found.terminal, language="bash", wrap_lines=True)


def _begin(source: Source, found: Recognised) -> None:
    title = st.text_input(
        "Name", value=_title(source.name), key=f"new_title_{source.key}", max_chars=LONGEST,
        help="As the list of spaces shows it.",
    )  # fmt: skip
    chosen = _options(source, found.options)
    seconds = seconds_of(found, chosen)
    left, right = st.columns([2, 3], vertical_alignment="center")
    with left:
        begun = st.button(
            "Train the space", type="primary", icon=":material/play_arrow:", key="new_begin", width="stretch"
        )
    with right:
        long = estimate(seconds)
        folder = f" · folder `{space_name(title)}`" if title.strip() else ""
        st.caption(f"{long[:1].upper()}{long[1:]} on this computer, as busy as it is now{folder}")
    if begun:
        plan = make_plan(found, chosen, title, source.what)
        job = resources.jobs().add(plan, resources.working_directory())
        st.query_params[OPENED] = job.id
        st.rerun()


def _options(source: Source, options: Sequence[Option]) -> dict[str, str]:
    plain, fine = ([one for one in options if one.fine is there] for there in (False, True))
    chosen = dict[str, str]()
    for option in (one for one in plain if one.upload):  # it has much to say
        chosen[option.key] = _option(source, option)
    plain = [one for one in plain if not one.upload]
    if plain:
        for column, option in zip(st.columns(len(plain)), plain, strict=True):
            with column:
                chosen[option.key] = _option(source, option)
    if fine:
        with st.expander("Finer settings", icon=":material/tune:"):
            for column, option in zip(st.columns(max(len(fine), 2)), fine, strict=False):
                with column:
                    chosen[option.key] = _option(source, option)
    return chosen


def _option(source: Source, option: Option) -> str:
    value = _choice(source, option)
    if option.said.get(value):
        st.caption(option.said[value])
    if option.upload:
        with guard():
            upload_examples(source, option, Roots.configured())
    return value


def _choice(source: Source, option: Option) -> str:
    key = box_of(option.key, source)
    if option.least is not None:
        value = st.number_input(
            option.title, option.least, option.most, int(option.default), key=key, help=option.help or None
        )
        return str(int(value))
    titles = dict(option.choices)
    if st.session_state.get(key, option.default) not in titles:  # what was chosen is no longer there
        st.session_state[key] = option.default
    return str(
        st.selectbox(option.title, list(titles), format_func=titles.__getitem__, key=key, help=option.help or None)
    )


def _title(name: str) -> str:
    """A folder's name as a title: "my-cats_2" is "My cats 2"."""
    words = name.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:LONGEST]


def style() -> str:
    """What the page adds to the look of the screen."""
    theme = look.theme()
    faint, good, bad, paper = theme.faint, theme.good, theme.bad, theme.paper
    return f"""<style>
.explorer-found {{ display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; align-items: baseline; }}
.explorer-found b {{ font-size: 1.05rem; }} .explorer-found span {{ color: {faint}; }}
.explorer-chips {{ display: flex; flex-wrap: wrap; gap: .3rem; font-size: .86rem; align-items: baseline; }}
.explorer-chips b {{ color: {faint}; font-weight: 500; margin-right: .3rem; }}
.explorer-chips span {{ border: 1px solid rgba(128,140,155,.35); border-radius: 1rem; padding: .05rem .6rem; }}
.explorer-chips i {{ color: {faint}; font-style: normal; margin-left: .15rem; }}
.explorer-steps {{ list-style: none; margin: 0 !important; padding: 0 !important; font-size: .95rem; }}
.explorer-steps li {{ margin: 0 !important; padding: .18rem 0; display: flex; gap: .6rem; align-items: center; }}
.explorer-steps i {{ width: 1.25rem; height: 1.25rem; border-radius: 50%; border: 2px solid rgba(128,140,155,.5);
  flex: none; font-style: normal; font-size: .75rem; line-height: 1.05rem; text-align: center; }}
.explorer-steps .done i {{ background: {good}; border-color: {good}; color: {paper}; }}
.explorer-steps .now i {{ border-color: {good}; border-width: 5px; }}
.explorer-steps .bad i {{ border-color: {bad}; border-width: 5px; }}
.explorer-steps .later {{ color: {faint}; }}
.explorer-brief {{ border-collapse: collapse; font-size: .9rem; }}
.explorer-brief th {{ color: {faint}; font-weight: 500; text-align: left; padding: .15rem .9rem .15rem 0; }}
.explorer-brief td {{ padding: .15rem .9rem .15rem 0; font-variant-numeric: tabular-nums; }}
.stApp .explorer-jobs-empty {{ color: {faint}; font-size: .95rem; }}
</style>"""
