"""Region: one region of a scheme against its siblings and the world."""

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from pages.parts import cards, coverage_cards, quantity_cards, reader, regions, spot_cards
from pages.parts.heading import heading
from pages.parts.inside import of_region, say_aside
from pages.parts.sidebar import sidebar

selection = reader.selection("region")
sidebar(selection)
focus, name = regions.pick(selection)
members = tuple(reference.membership(selection.scheme).filter(pl.col("region") == focus)["country"].to_list())
found = of_region(selection, focus, members)
inside = found.part
heading(name, inside)
say_aside(found, name)
cards.headline(inside)
cards.share_note(found, members)
regions.notes(selection)
cards.map_card(inside, focus=members, title=f"{name}: reported seizures by country or territory")
reader.follow_click(selection)
spot_cards.spot_card(inside, key="region_spots", focus=members, inside=name)
cards.siblings_cards(found.whole, focus, name)
left, right = st.columns(2)
with left:
    cards.goods_card(inside, key="region_goods", title="By goods")
    cards.bar_card(inside, "mode", key="region_modes", title="By transport mode")
with right:
    cards.countries_card(inside, key="region_countries")
quantity_cards.how_much(inside, key="region")
coverage_cards.coverage_card(inside, key="region_coverage")
