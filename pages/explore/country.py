"""Country: what it reported, when, how, where, and where seizures came from and were bound."""

import streamlit as st

from data_access.reference import tables as reference
from pages.explore import how_much
from pages.explore.country_controls import chosen_place
from pages.explore.inside import of_country, say_left_out
from pages.parts import reader
from pages.parts.answers import made
from pages.parts.empty import stop_if_empty
from pages.parts.heading import beside_title, heading
from pages.parts.on_sight import on_sight
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports import overview, routes
from reports.casebook import beside
from reports.overview import same_period
from reports.overview.headline import headline

selection = reader.selection("country")
sidebar(selection)
head, whom = beside_title()
place = chosen_place(selection, whom)
name = reference.names("places")[place]
reader.follow_pick(selection, place)
found = of_country(selection, place)
inside = found.part
heading(name, inside, records=True, box=head)
say_left_out(found, name)
stop_if_empty(inside)
reader.follow_click(inside.having("country", ()).having("region", ()))
draw(made(headline, inside))
draw(made(overview.of_country, inside))


def where() -> None:
    """Where inside the country, by which routes, and how much of it."""
    draw(made(overview.inside_country, inside, place))
    left, right = st.columns(2)
    with left:
        draw(made(routes.of_place, inside, place, name))
        all_routes = reader.t("All routes of this place")
        st.page_link("pages/explore/routes.py", label=all_routes, query_params={"profile": place})
    with right:
        how_much.how_much(inside, key="country")
        draw(made(overview.made_in, inside))


def cases() -> None:
    """Proven cases that name it, operations and more of the same period: each with a counting unit of its own."""
    draw(made(beside.of_place, inside, place, name))
    draw(made(same_period.of_place, inside, place, name))


on_sight("country_where", where, reader.t("Where inside the country"), reader.t("Reported quantities"), height=1100)
titles = reader.t("Proven cases that name {place}", place=name), reader.t(same_period.TITLE)
on_sight("country_cases", cases, *titles, height=700)
