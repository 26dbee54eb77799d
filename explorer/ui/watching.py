"""A run that goes on in a thread of its own, watched by a fragment of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

import streamlit as st

from explorer.ui import session


class Run(Protocol):
    """What goes on in a thread of its own.

    Attributes:
        number: tells it from every other run of this process.
    """

    number: int

    @property
    def running(self) -> bool:
        """Whether it has not ended yet."""
        ...


Watched = TypeVar("Watched", bound=Run)


def watched(
    key: str,
    every_s: float,
    run_of: Callable[[], Watched | None],
    draw: Callable[[Watched | None], None],
) -> None:
    """Draw a run now, and again and again while it goes on; when it has ended, the whole page is run once more.

    The end is noted by the whole page alone: a rerun that a fragment asks for may be lost to another one, and then it
    is asked for again.

    Args:
        key: of what is noted, in the session.
        every_s: seconds between two looks.
        run_of: gives the run; None: there is none.
        draw: draws it.
    """
    run = run_of()
    going = run is not None and run.running
    if run is not None and not going:
        st.session_state[key] = run.number

    def look() -> None:
        seen = run_of()
        draw(seen)
        if seen is not None and not seen.running and st.session_state.get(key) != seen.number:
            session.rerun()  # what stands around it changes: buttons, facts

    st.fragment(look, run_every=every_s if going else None)()
