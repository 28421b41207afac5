"""Which year the list of those who did not report is of."""

import streamlit as st

from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader, made
from pages.parts.choosing import choose_one
from pages.parts.show import draw
from reports.card import cards
from reports.coverage import absent_card


def absent_in_year(selection: Selection) -> None:
    """The year, as asked in the link, else the last whole one of the data; and the list."""
    months = for_reader().reporting(selection)["month"].str.slice(0, 4).unique().sort(descending=True).to_list()
    if not months:
        return
    asked = reader.own("at")
    if asked and asked not in months:
        st.error(
            reader.t("The link names a year without any report; {year} is shown instead.", year=months[0]),
            icon=":material/link_off:",
        )
    choose_one(
        reader.t("Who did not report in"),
        months,
        key=reader.widget("coverage_year", asked if asked in months else months[0]),
        on_change=lambda: reader.set_own("at", str(reader.widget_value("coverage_year"))),
        width=200,
    )
    year = asked if asked in months else months[0]
    absent = made(absent_card, selection, year, key="coverage_absent")
    draw(absent)
    if found := cards(absent.parts):
        with st.expander(reader.t("As a list to copy")):
            names = found[0].table["label"].to_list()
            st.code(reader.t("No report of {year}: {names}", year=year, names="; ".join(names)), None, wrap_lines=True)
