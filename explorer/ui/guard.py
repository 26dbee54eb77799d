"""Where an error that the user can act on becomes words on the screen. A bug goes through."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from explorer.errors import ExplorerError


@contextmanager
def guard() -> Iterator[None]:
    """Show an `ExplorerError` in place; the rest of the page stays usable."""
    try:
        yield
    except ExplorerError as error:
        st.error(f"**{error.problem}** {error.remedy}", icon=":material/error:")
