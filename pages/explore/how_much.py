"""Quantities and values of a page, with the choice of what stands beside them: off until the reader asks for it."""

import streamlit as st

from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader, made
from pages.parts.choosing import choose_one
from pages.parts.show import draw
from reports.overview.quantities import CLASSES, CURRENCIES, estimate_card, quantity_card, value_card


def how_much(selection: Selection, *, key: str) -> None:
    """Quantities and values of a selection, with what the reader wants beside them."""
    draw(made(quantity_card, selection, key=f"{key}_quantities"))
    _estimate_choice(key)
    if (wanted := reader.own("estimate")) in CLASSES:
        draw(made(estimate_card, selection, wanted, key=f"{key}_estimate"))
    if not for_reader().values(selection).is_empty():
        into = _currency_choice(key)
        draw(made(value_card, selection, key=f"{key}_values", into=into))


def _estimate_choice(key: str) -> None:
    label = reader.t("Estimate tablets, litres and plants in kilograms too")
    st.toggle(
        label,
        key=reader.widget(f"estimate_{key}", reader.own("estimate") in CLASSES),
        on_change=lambda: reader.set_or_drop("estimate", "mass" if reader.widget_value(f"estimate_{key}") else ""),
        help=reader.t("With published factors and their ranges, in a card of its own; off unless you ask."),
    )


def _currency_choice(key: str) -> str:
    """The currency shown beside the reported one, '' for none."""
    asked = reader.own("into")
    choose_one(
        reader.t("Show values in one currency too"),
        ["", *CURRENCIES],
        format_func=lambda code: code or reader.t("As reported only"),
        key=reader.widget(f"into_{key}", asked if asked in CURRENCIES else ""),
        on_change=lambda: reader.set_or_drop("into", str(reader.widget_value(f"into_{key}") or "")),
        width=260,
    )
    return asked if asked in CURRENCIES else ""
