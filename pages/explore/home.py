"""The address without a page name: shows the world (until a briefing page exists)."""

import streamlit as st

from pages.parts import reader

st.switch_page("pages/explore/world.py", query_params=reader.query())
