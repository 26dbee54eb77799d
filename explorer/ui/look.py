"""The screen's own look: what Streamlit's theme (.streamlit/config.toml) does not reach."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from explorer.figures.style import DARK, LIGHT, Theme

ON_PRIMARY = {"light": "#FFFFFF", "dark": "#0B1513"}  # text on buttons of the primary colour

_CSS = """<style>
.stMainBlockContainer { padding: 0.9rem 2rem 2rem; max-width: 1720px; }
header.stAppHeader { height: 0; min-height: 0; background: transparent; }
.stMainBlockContainer h1 { font-size: 1.5rem; padding: 0; letter-spacing: -0.01em; white-space: nowrap; }
.stMainBlockContainer h3 { font-size: 1.05rem; padding: 0 0 .35rem; }
.st-key-header, .st-key-pick { flex-wrap: nowrap !important; }
.st-key-header { border-bottom: 1px solid rgba(128,140,155,.25); padding-bottom: .5rem; }
.st-key-header .explorer-lead { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
/* The summary gives way, so that the header stays one line; all of it is its tooltip. */
.st-key-header > div:has(.explorer-lead) {
    flex: 1 1 0 !important; min-width: 0 !important; width: auto !important; overflow: hidden; }
.st-key-header > .st-key-pick, .st-key-header > div:has(.st-key-pick) { flex: none !important; }
.explorer-lead { color: {faint}; font-size: .95rem; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: {faint} !important; opacity: 1; }
[data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primary"] p { color: {on_primary}; }
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
.explorer-facts dd { margin: 0 !important; min-width: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
.st-key-neighbours img { background: rgba(128,140,155,.10); border-radius: .6rem; }
.st-key-path_bar img { background: rgba(128,140,155,.10); border-radius: .6rem; }
/* On a phone: the list of spaces below the title, and neighbours side by side. */
@media (max-width: 820px) {
  .st-key-header, .st-key-pick { flex-wrap: wrap !important; }
  .st-key-header .stHtml:has(.explorer-lead) { display: none; }
  .st-key-header > .st-key-pick, .st-key-header > div:has(.st-key-pick), .st-key-pick {
    flex: 1 1 100% !important; width: 100% !important; }
  .explorer-facts { grid-template-columns: auto 1fr; }
  .st-key-pick > div:has(.stSelectbox) { flex: 1 1 12rem !important; width: auto !important; }
  .st-key-neighbours .stColumn { min-width: 28% !important; flex: 1 1 28% !important; }
}
@media (max-width: 640px) {
  .stMainBlockContainer { padding: .6rem 1rem 2rem; }
}
/* What comes by the live connection does not wait for the script: while that runs, it is not out of date. */
.st-key-live { opacity: 1 !important; }
.st-key-live_pass { display: none; }
.st-key-neighbours button, .st-key-path_bar .stButton button { padding: 0 !important; min-height: 1.6rem; }
</style>"""


NO_WEBGL = "no_webgl"  # in the session: the browser has said so


def theme() -> Theme:
    """The figures' colours for the theme that the browser shows, and what it can draw."""
    return replace(DARK if _dark() else LIGHT, webgl=not st.session_state.get(NO_WEBGL))


def _dark() -> bool:
    return st.context.theme.type == "dark"


def apply() -> None:
    """Put the style sheet on the page."""
    on_primary = ON_PRIMARY["dark" if _dark() else "light"]
    st.html(_CSS.replace("{faint}", theme().faint).replace("{on_primary}", on_primary))
