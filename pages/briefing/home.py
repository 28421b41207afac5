"""The address without a page name: the briefing, of the place that the reader looked at last."""

import streamlit as st

from pages.briefing.remembered import place_of_before
from pages.parts import reader

asked = reader.query()
st.switch_page(
    "pages/briefing/briefing.py",
    query_params=asked if reader.query(reader.LANGUAGE) else {**place_of_before(), **asked},
)
