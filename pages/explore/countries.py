"""Countries and territories A–Z, or by value with what keeps the order from being misread."""

import streamlit as st

from domain.messages import N_
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import made
from pages.parts.show import draw
from reports.overview.cards import countries_card

ORDERS = {"az": N_("A–Z"), "value": N_("By value")}


def countries(selection: Selection, *, key: str) -> None:
    """The list, in the order that the reader chooses."""
    chosen = f"order_{key}"
    by_value = reader.kept(chosen) == "value"
    draw(made(countries_card, selection, key=key, by_value=by_value))
    st.segmented_control(
        reader.t("Order"),
        ORDERS,
        key=reader.widget(chosen, "value" if by_value else "az"),
        format_func=reader.worded(ORDERS),
        label_visibility="collapsed",
    )
