"""Which country or territory the page of one place shows."""

from typing import Any

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.choosing import choose_one, place_labels
from reports.places.inside import NO_PLACE, place_shown


def chosen_place(selection: Selection, box: Any) -> str:
    """The place of the link, else of the filters, else the first with records; in `box` the list to choose another."""
    names = reference.names("places")
    places = by_name((c for c in for_reader().codes("country") if c in names), names)
    asked = reader.own("profile")
    place = place_shown(for_reader(), selection, asked)
    reader.keep(reader.ABOUT, ("profile", place))
    if asked and asked not in names:
        st.error(reader.t(NO_PLACE, place=names[place]), icon=":material/link_off:")
    labels = place_labels(places)
    choose_one(
        reader.t("Country or territory"),
        labels,
        box=box,
        format_func=labels.__getitem__,
        key=reader.widget("country_place", place),
        on_change=_place_chosen,
        args=(selection,),
        width=340,
    )
    return place


def _place_chosen(selection: Selection) -> None:
    """The reader took another place: a division of the last one is no filter for it."""
    reader.write(selection.having("division", ()))
    reader.set_own("profile", str(reader.widget_value("country_place")))
