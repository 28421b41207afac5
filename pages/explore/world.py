"""World: what was reported, where, since when, and by whom."""

import streamlit as st

from pages.parts import cards, coverage_cards, quantity_cards, reader, regions, spot_cards
from pages.parts.heading import heading
from pages.parts.sidebar import sidebar
from reports.titles import place

selection = reader.selection("world")
sidebar(selection)
heading(f"Reported seizures {place(selection)}", selection)
cards.headline(selection)
cards.map_card(selection)
reader.follow_click(selection)
st.caption(
    "A click on a bar filters by it, a second one takes the filter away; on the map a click opens the place's page or "
    "filters, as chosen there. Rows of the tables filter, too."
)
spot_cards.spot_card(selection, key="world_spots")
cards.trend_card(selection, key="world_trend", title="Reported seizures by year")
left, right = st.columns(2)
with left:
    cards.goods_card(selection, key="world_goods", title="Reported seizures by goods")
    cards.bar_card(selection, "mode", key="world_modes", title="Reported seizures by transport mode")
    cards.regions_card(selection, key="world_regions")
    regions.notes(selection)
with right:
    cards.countries_card(selection, key="world_countries")
quantity_cards.how_much(selection, key="world")
coverage_cards.region_coverage_card(selection, key="world_coverage")
