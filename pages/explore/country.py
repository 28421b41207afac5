"""Country: what it reported, when, how, where, and where seizures came from and were bound."""

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from pages.parts import cards, flow_cards, place_cards, quantity_cards, reader, spot_cards
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, place_labels
from pages.parts.heading import heading
from pages.parts.inside import of_country, say_aside
from pages.parts.record_link import see_records
from pages.parts.sidebar import sidebar

selection = reader.selection("country")
sidebar(selection)
names = reference.names("places")
held = by_name((c for c in for_reader().codes("country") if c in names), names)
asked = reader.own("profile")
filtered = [c for c in selection.values("country") if c in names]
place = asked if asked in names else (filtered or held)[0]
labels = place_labels(held)
if asked and asked not in names:
    st.error(f"The link names no country or territory that we know; showing {names[place]} instead.")
reader.follow_pick(selection, place)


def place_chosen() -> None:
    """The reader took another place: a division of the last one is no filter for it."""
    reader.write(selection.having("division", ()))
    reader.set_own("profile", str(reader.widget_value("country_place")))


choose_one(
    "Country or territory",
    labels,
    format_func=labels.__getitem__,
    key=reader.widget("country_place", place),
    on_change=place_chosen,
)
found = of_country(selection, place)
inside = found.part
heading(names[place], inside)
say_aside(found, names[place])
cards.headline(inside)
see_records(inside)
place_cards.division_card(inside, place)
spot_cards.spot_card(inside, key="country_spots", focus=(place,), inside=names[place])
cards.trend_card(inside, key="country_trend", title="Reported seizures by month", monthly=True)
left, right = st.columns(2)
with left:
    cards.goods_card(inside, key="country_goods", title="By goods")
    cards.bar_card(inside, "departure", key="country_from", title="Country of departure, as reported")
    cards.bar_card(inside, "place", key="country_places", title="Places inside the country, as reported")
with right:
    cards.bar_card(inside, "mode", key="country_modes", title="By transport mode")
    cards.bar_card(inside, "destination", key="country_to", title="Intended destination, as reported")
    cards.bar_card(inside, "producing", key="country_made", title="Producing country, as reported")
flow_cards.routes_here(inside, place)
quantity_cards.how_much(inside, key="country")
