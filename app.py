"""The app object: `streamlit run app.py` serves it. The screen itself is `explorer/ui/main.py`."""

import streamlit as st

from explorer import heap
from explorer.ui import warming
from explorer.ui.routes import middleware, routes

heap.keep_small()
app = st.App("explorer/ui/main.py", routes=routes(), middleware=middleware())
warming.begin()  # last: what is imported above is then imported by this thread alone
