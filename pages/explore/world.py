"""World: what was reported, where, since when, by whom, and how sure that is."""

import streamlit as st

from pages.explore import how_much
from pages.explore.countries import countries
from pages.parts import reader, regions
from pages.parts.answers import made
from pages.parts.empty import stop_if_empty
from pages.parts.heading import heading
from pages.parts.on_sight import on_sight
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports import overview
from reports.coverage import region_coverage_card
from reports.overview import cards
from reports.overview.headline import headline
from reports.places.locations import locations_card
from reports.titles import place

selection = reader.selection("world")
sidebar(selection)
heading(reader.t("Reported seizures {place}", place=place(selection, reader.words())), selection, records=True)
stop_if_empty(selection)
reader.follow_click(selection)
draw(made(headline, selection))
draw(made(overview.first_screen, selection, key="world"))


def lists() -> None:
    """Who reported it, how much of it, and by which regions."""
    draw(made(locations_card, selection, key="world_spots"))
    left, right = st.columns(2)
    with left:
        countries(selection, key="world_countries")
    with right:
        how_much.how_much(selection, key="world")
        draw(made(cards.regions_card, selection, key="world_regions"))
        regions.notes(selection)


def coverage() -> None:
    """How sure it is, and how goods were moved."""
    left, right = st.columns(2)
    with left:
        draw(made(region_coverage_card, selection, key="world_coverage"))
    with right:
        draw(made(cards.bar_card, selection, "mode", key="world_modes", title=reader.t("By transport mode")))


on_sight("world_lists", lists, reader.t("Countries and territories"), reader.t("Reported quantities"), height=900)
on_sight("world_coverage", coverage, reader.t("Coverage"), reader.t("By transport mode"), height=480)
