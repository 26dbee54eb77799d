"""A network's small picture on the page."""

from __future__ import annotations

import streamlit as st

from explorer.space.bundle import Space
from explorer.space.naming import network_name
from explorer.ui import look, resources


def portrait(space: Space, network: int) -> None:
    """The picture; nothing where the kind of the network draws none."""
    picture = resources.picture(space, network, look.theme().material)
    if picture is not None:
        st.image(picture, width="stretch", alt=network_name(space, network))
