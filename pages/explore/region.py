"""Region: one region of a scheme against its siblings and the world."""

from dataclasses import replace

import streamlit as st

from data_access.reference import tables as reference
from pages.parts import cards, data, reader
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
world_total = data.total(selection)
own_total = data.total(inside)
cards.headline(inside)
share = own_total / world_total if world_total else None
st.caption(f"{reader.words().percent(share)} of all reported seizures in this selection.")
cards.trend_card(inside, key="region_trend", title=f"{regions[focus]}: reported seizures by year")
cards.bar_card(
    selection, "region", key="region_siblings", title=f"All {SCHEMES[selection.scheme]}, A–Z", by_value=False
)
cards.countries_card(inside, key="region_countries")
cards.coverage_card(inside, key="region_coverage")
