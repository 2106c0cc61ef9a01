"""The dashboard's router: which pages there are. Run it with ``kb serve`` or ``streamlit run app.py``."""

import streamlit as st

from kb.dashboard import PAGES, frame

st.set_page_config(
    page_title="Space missions knowledge base",
    page_icon="🛰️",
    layout="wide",
    menu_items={"About": "Who did what first in space, by which definition, and how do we know."},
)
page = st.navigation([st.Page(**page) for page in PAGES], position="top")
with frame():
    page.run()
