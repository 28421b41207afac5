"""World: what was reported, where, since when, and by whom."""

import streamlit as st

from pages.explore import how_much
from pages.explore.countries import countries
from pages.parts import reader, regions
from pages.parts.answers import studio
from pages.parts.empty import stop_if_empty
from pages.parts.heading import heading
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports.coverage import region_coverage_card
from reports.overview import cards
from reports.places.locations import locations_card
from reports.titles import place

selection = reader.selection("world")
sidebar(selection)
heading(reader.t("Reported seizures {place}", place=place(selection, reader.words())), selection)
stop_if_empty(selection)
reader.follow_click(selection)
draw(cards.headline(studio(), selection))
draw(cards.map_card(studio(), selection))
st.caption(
    reader.t(
        "A click on a bar filters by it, a second one removes the filter; on the map a click opens the place's page "
        "or filters, as chosen there. Rows of the tables filter, too."
    )
)
draw(locations_card(studio(), selection, key="world_spots"))
draw(cards.trend_card(studio(), selection, key="world_trend", title=reader.t("Reported seizures by year")))
left, right = st.columns(2)
with left:
    draw(cards.goods_card(studio(), selection, key="world_goods", title=reader.t("Reported seizures by goods")))
    draw(
        cards.bar_card(
            studio(), selection, "mode", key="world_modes", title=reader.t("Reported seizures by transport mode")
        )
    )
    draw(cards.regions_card(studio(), selection, key="world_regions"))
    regions.notes(selection)
with right:
    countries(selection, key="world_countries")
how_much.how_much(selection, key="world")
draw(region_coverage_card(studio(), selection, key="world_coverage"))
