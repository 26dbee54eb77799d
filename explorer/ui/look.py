"""The screen's own look: what Streamlit's theme (.streamlit/config.toml) does not reach."""

from __future__ import annotations

import streamlit as st

from explorer.figures.style import DARK, LIGHT, Theme

_CSS = """<style>
.stMainBlockContainer { padding: 0.9rem 2rem 2rem; max-width: 1720px; }
header.stAppHeader { height: 0; min-height: 0; background: transparent; }
.stMainBlockContainer h1 { font-size: 1.5rem; padding: 0; letter-spacing: -0.01em; white-space: nowrap; }
.stMainBlockContainer h3 { font-size: 1.05rem; padding: 0 0 .35rem; }
.st-key-header { border-bottom: 1px solid rgba(128,140,155,.25); padding-bottom: .5rem; }
@media (max-width: 1150px) { .st-key-header .explorer-lead { display: none; } }  /* else the picker has no room */
.explorer-lead { color: {faint}; font-size: .95rem; }
.st-key-path_bar .stButton p, .st-key-neighbours .stButton p { font-size: .86rem; }
.explorer-where { font-size: .95rem; line-height: 1.6; }
.explorer-two { font-size: .86rem; }
.explorer-strip { height: 80px; display: flex; align-items: center; justify-content: center; text-align: center; }
.explorer-where b { font-weight: 650; }
.explorer-dot { display: inline-block; width: .7rem; height: .7rem; border-radius: 50%; margin-right: .45rem; }
.explorer-facts { margin: 0 !important; padding: 0 !important; display: grid;
  grid-template-columns: auto 1fr auto 1fr; gap: .2rem 1rem; font-size: .92rem; }
.explorer-facts.explorer-one { grid-template-columns: auto 1fr; }
.explorer-facts dt { color: {faint}; margin: 0; }
.explorer-facts dd { margin: 0 !important; font-variant-numeric: tabular-nums; }
.st-key-neighbours img { background: rgba(128,140,155,.10); border-radius: .6rem; }
.st-key-path_bar img { background: rgba(128,140,155,.10); border-radius: .6rem; }
.st-key-neighbours button, .st-key-path_bar .stButton button { padding: 0 !important; min-height: 1.6rem; }
</style>"""


def theme() -> Theme:
    """The figures' colours for the theme that the browser shows."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def apply() -> None:
    """Put the style sheet on the page."""
    st.html(_CSS.replace("{faint}", theme().faint))
