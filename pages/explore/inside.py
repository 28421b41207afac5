"""A page about one place opens inside the filters, or says which of them it leaves out and why."""

import streamlit as st

from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.places import inside
from reports.places.inside import Inside
from reports.wording import markdown_safe


def of_country(selection: Selection, place: str) -> Inside:
    """The selection inside a country or territory."""
    return inside.of_country(for_reader(), selection, place, reader.words())


def of_region(selection: Selection, region: str, members: tuple[str, ...]) -> Inside:
    """The selection inside a region of its scheme; members: its countries and territories."""
    return inside.of_region(selection, region, members, reader.words())


def say_left_out(inside: Inside, name: str) -> None:
    """Say which filters are left out: this page shows `name`, which they exclude."""
    if inside.left_out:
        filters = reader.words().listed([f"'{one}'" for one in inside.left_out])
        st.info(
            markdown_safe(
                reader.t(
                    "Set aside on this page, because {name} lies outside: the filter {filters}.",
                    name=name,
                    filters=filters,
                )
            ),
            icon=":material/filter_alt_off:",
        )
