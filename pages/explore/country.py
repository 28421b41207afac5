"""Country: what it reported, when, how, where, and where seizures came from and were bound."""

import streamlit as st

from data_access.reference import tables as reference
from pages.explore import how_much
from pages.explore.country_controls import chosen_place
from pages.explore.inside import of_country, say_left_out
from pages.parts import reader
from pages.parts.answers import studio
from pages.parts.empty import stop_if_empty
from pages.parts.heading import beside_title, heading
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports import overview, routes
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
draw(headline(studio(), inside))
draw(overview.of_country(studio(), inside))
draw(overview.inside_country(studio(), inside, place))
left, right = st.columns(2)
with left:
    draw(routes.of_place(studio(), inside, place, name))
    st.page_link("pages/explore/routes.py", label=reader.t("All routes of this place"), query_params={"profile": place})
with right:
    how_much.how_much(inside, key="country")
    draw(overview.made_in(studio(), inside))
