"""The app object: `streamlit run app.py` serves it. The screen itself is `explorer/ui/main.py`."""

import streamlit as st

from explorer.ui.routes import ROUTES

app = st.App("explorer/ui/main.py", routes=ROUTES)
