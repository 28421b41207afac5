"""Region: one region of a scheme against its siblings and the world."""

from dataclasses import replace

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from pages.parts import cards, coverage_cards, data, reader
from pages.parts.sidebar import sidebar

SCHEMES = {"m49": "UN M49 regions", "m49-sub": "UN M49 sub-regions"}

selection = reader.selection("region")
sidebar(selection)
regions = dict(reference.regions(selection.scheme).sort("name").select("region", "name").iter_rows())
focus = reader.own("focus") if reader.own("focus") in regions else next(iter(regions))


def scheme_chosen() -> None:
    """The reader took another scheme: the region of the old one no longer fits."""
    reader.write(replace(selection, scheme=str(reader.widget_value("region_scheme"))))


def region_chosen() -> None:
    """The reader took another region."""
    reader.set_own("focus", str(reader.widget_value("region_focus")))


left, right = st.columns(2)
left.selectbox(
    "Scheme of regions",
    list(SCHEMES),
    format_func=lambda s: SCHEMES[s],
    key=reader.widget("region_scheme", selection.scheme),
    on_change=scheme_chosen,
)
right.selectbox(
    "Region",
    list(regions),
    format_func=lambda r: regions[r],
    key=reader.widget("region_focus", focus),
    on_change=region_chosen,
)
inside = selection.having("region", (focus,))
st.title(regions[focus])
members = tuple(data.membership(selection.scheme).filter(pl.col("region") == focus)["country"].to_list())
cards.headline(inside)
cards.share_note(inside, selection, members)
cards.map_card(inside, focus=members, title=f"{regions[focus]}: reported seizures by country or territory")
reader.follow_click(selection)
cards.siblings_cards(selection, focus, regions[focus])
left, right = st.columns(2)
with left:
    cards.goods_card(inside, key="region_goods", title="By goods")
    cards.bar_card(inside, "mode", key="region_modes", title="By transport mode")
with right:
    cards.countries_card(inside, key="region_countries")
coverage_cards.quantity_card(inside, key="region_quantities")
coverage_cards.coverage_card(inside, key="region_coverage")
