"""Countries and territories A–Z, or by value with what keeps the order from being misread."""

import streamlit as st

from domain.selection import Selection
from pages.parts.answers import studio
from pages.parts.show import draw
from reports.overview.cards import countries_card

AZ, BY_VALUE = "A–Z", "By value"


def countries(selection: Selection, *, key: str) -> None:
    """The list, in the order that the reader chooses."""
    asked = st.segmented_control("Order", [AZ, BY_VALUE], default=AZ, key=f"order_{key}")
    draw(countries_card(studio(), selection, key=key, by_value=asked == BY_VALUE))
