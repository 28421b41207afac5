"""Region: one region of a scheme against its siblings and the world."""

import polars as pl
import streamlit as st

from data_access.reference import tables as reference
from pages.explore import how_much
from pages.explore.countries import countries
from pages.explore.inside import of_region, say_left_out
from pages.parts import reader, regions
from pages.parts.answers import made
from pages.parts.empty import stop_if_empty
from pages.parts.heading import beside_title, heading
from pages.parts.on_sight import on_sight
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
draw(made(headline, inside))
draw(made(cards.share_note, inside, found.whole, members))
draw(made(overview.first_screen, inside, key="region", focus=members))


def lists() -> None:
    """Who reported it, how much of it, and how sure that is."""
    draw(made(locations_card, inside, key="region_spots", focus=members, inside=name))
    left, right = st.columns(2)
    with left:
        countries(inside, key="region_countries")
        draw(made(cards.bar_card, inside, "mode", key="region_modes", title=reader.t("By transport mode")))
    with right:
        how_much.how_much(inside, key="region")
        draw(made(coverage_card, inside, key="region_coverage"))
        regions.notes(selection)


def siblings() -> None:
    """The region beside the others of its scheme."""
    draw(made(cards.siblings_cards, found.whole, focus, name))


on_sight("region_lists", lists, reader.t("Countries and territories"), reader.t("Reported quantities"), height=1300)
on_sight("region_siblings", siblings, reader.t("The other regions of the scheme"), height=500)
