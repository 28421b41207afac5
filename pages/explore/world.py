"""World: what was reported, where, since when, and by whom."""

import streamlit as st

from pages.parts import cards, reader
from pages.parts.sidebar import sidebar

selection = reader.selection("world")
sidebar(selection)
st.title("Reported seizures worldwide")
cards.headline(selection)
cards.map_card(selection)
if place := reader.pop_clicked():
    st.switch_page("pages/explore/country.py", query_params={**selection.to_query(), "profile": place})
st.caption("Click a country or territory to open its page.")
cards.trend_card(selection, key="world_trend", title="Reported seizures by year")
left, right = st.columns(2)
with left:
    cards.bar_card(selection, "goods", key="world_goods", title="Reported seizures by goods")
with right:
    cards.countries_card(selection, key="world_countries")
cards.coverage_card(selection, key="world_coverage")
