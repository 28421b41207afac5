"""Region: one region of a scheme against its siblings and the world."""

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from pages.explore import how_much
from pages.explore.countries import countries
from pages.explore.inside import of_region, say_left_out
from pages.parts import reader, regions
from pages.parts.answers import studio
from pages.parts.empty import stop_if_empty
from pages.parts.heading import beside_title, heading
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports import overview
from reports.coverage import coverage_card
from reports.overview import cards
from reports.overview.headline import headline
from reports.places.locations import locations_card

selection = reader.selection("region")
sidebar(selection)
head, whom = beside_title()
focus, name = regions.pick(selection, whom)
members = tuple(reference.membership(selection.scheme).filter(pl.col("region") == focus)["country"].to_list())
found = of_region(selection, focus, members)
inside = found.part
heading(name, inside, records=True, box=head)
say_left_out(found, name)
stop_if_empty(inside)
reader.follow_click(selection)
draw(headline(studio(), inside))
draw(cards.share_note(studio(), inside, found.whole, members))
draw(overview.first_screen(studio(), inside, key="region", focus=members))
draw(locations_card(studio(), inside, key="region_spots", focus=members, inside=name))
left, right = st.columns(2)
with left:
    countries(inside, key="region_countries")
    draw(cards.bar_card(studio(), inside, "mode", key="region_modes", title=reader.t("By transport mode")))
with right:
    how_much.how_much(inside, key="region")
    draw(coverage_card(studio(), inside, key="region_coverage"))
    regions.notes(selection)
draw(cards.siblings_cards(studio(), found.whole, focus, name))
