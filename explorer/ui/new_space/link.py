"""The page of new spaces in the address of the app; what else the page needs is imported when it is asked for."""

from __future__ import annotations

import streamlit as st

OPENED = "new"
"""The query parameter that opens the page; its value is a training's, or LIST."""

LIST = "1"
"""The value that opens no training."""


def asked_for() -> bool:
    """Whether the link asks for this page."""
    return OPENED in st.query_params
