"""The page on which a space is made of one's own data."""

from __future__ import annotations

import streamlit as st

from explorer.ui.new_space.job_page import job_list, job_page
from explorer.ui.new_space.link import LIST, OPENED
from explorer.ui.new_space.offer import offer_panel, style
from explorer.ui.new_space.texts import LEAD, TITLE


def new_space_page() -> None:
    """The page: data and what they are on the left, trainings on the right; or one training."""
    st.html(style())
    opened = st.query_params.get(OPENED, LIST)
    if opened != LIST:
        job_page(opened)
        return
    st.subheader(TITLE, anchor=False)
    st.markdown(LEAD)
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(border=True, key="new_offer"):
        offer_panel()
    with right:
        st.subheader("Trainings", anchor=False)
        job_list()
