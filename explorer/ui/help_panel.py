"""The help of the plain view: what the words mean, how far to trust what is decoded, how own networks become a space.

The live view says the same (`live/src/shell/help.ts`), from the same files.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from explorer.figures.distance import AMONG, SPARSE
from explorer.kinds.protocols import Explaining
from explorer.kinds.registry import promised
from explorer.space.bundle import Space


def help_panel(space: Space) -> None:
    """Three pages of words; closed until somebody asks."""
    with st.expander("Help", key="help_open", on_change="rerun", icon=":material/help:") as panel:
        if not panel.open:
            return
        kind = promised(space.kind, Explaining)
        said = _said()
        words, trust, own = st.tabs(["Words", "How far to trust it", "Your own networks"])
        glossary = [] if kind is None else list(kind.glossary)
        with words:
            st.markdown(_terms([*((term["word"], term["meaning"]) for term in said["words"]), *glossary]))
        with trust:
            st.markdown(_terms([(one["word"], _measured(one["meaning"])) for one in said["standings"]]))
        with own:
            _own(said["own"], kind)


def _own(said: dict[str, str], kind: Explaining | None) -> None:
    st.markdown(said["clicks"])
    st.markdown(said["commands"])
    commands = [] if kind is None else list(kind.commands)
    if kind is not None:
        st.caption(kind.source)
        st.code("\n".join(commands), language="bash", wrap_lines=True)
    if not any(" import " in command for command in commands):
        st.caption(said["imported"])
        st.code(said["import"], language="bash", wrap_lines=True)
    st.markdown(said["one"])


def _terms(rows: list[tuple[str, str]]) -> str:
    return "\n\n".join(f"**{word}**: {meaning}" for word, meaning in rows)


def _measured(text: str) -> str:
    return text.replace("{among}", f"{AMONG:g}").replace("{sparse}", f"{SPARSE:g}")


@cache
def _said() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(__file__).parent / "help.json").read_text(encoding="utf-8"))
    return found
