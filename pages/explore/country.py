"""Country: what it reported, when, how, where, and where seizures came from and were bound."""

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from pages.explore import how_much
from pages.explore.inside import of_country, say_left_out
from pages.parts import reader
from pages.parts.answers import for_reader, studio
from pages.parts.choosing import choose_one, place_labels
from pages.parts.empty import stop_if_empty
from pages.parts.heading import heading
from pages.parts.record_link import see_records
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports import overview, routes
from reports.overview.headline import headline

selection = reader.selection("country")
sidebar(selection)
names = reference.names("places")
places = by_name((c for c in for_reader().codes("country") if c in names), names)
asked = reader.own("profile")
filtered = [c for c in selection.values("country") if c in names]
place = asked if asked in names else (filtered or places)[0]
labels = place_labels(places)
if asked and asked not in names:
    st.error(
        reader.t("The link does not name a known country or territory; showing {place} instead.", place=names[place])
    )
reader.follow_pick(selection, place)


def place_chosen() -> None:
    """The reader took another place: a division of the last one is no filter for it."""
    reader.write(selection.having("division", ()))
    reader.set_own("profile", str(reader.widget_value("country_place")))


choose_one(
    reader.t("Country or territory"),
    labels,
    format_func=labels.__getitem__,
    key=reader.widget("country_place", place),
    on_change=place_chosen,
    width=340,
)
found = of_country(selection, place)
inside = found.part
heading(names[place], inside)
say_left_out(found, names[place])
stop_if_empty(inside)
reader.follow_click(inside.having("country", ()).having("region", ()))
draw(headline(studio(), inside))
see_records(inside)
draw(overview.of_country(studio(), inside, place))
left, right = st.columns(2)
with left:
    draw(routes.of_place(studio(), inside, place, names[place]))
    st.page_link("pages/explore/routes.py", label=reader.t("All routes of this place"), query_params={"profile": place})
with right:
    how_much.how_much(inside, key="country")
