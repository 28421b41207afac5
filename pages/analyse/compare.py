"""Compare: up to six places, regions or goods side by side, with what is not known."""

import streamlit as st

from pages.parts import compare_cards, compare_empty, compare_examples, compare_pick, compare_unknown, reader, regions
from pages.parts.answers import for_reader
from pages.parts.compare_data import years_of
from pages.parts.heading import heading
from pages.parts.sidebar import sidebar
from pages.parts.stopping import stop

selection = reader.selection("compare")
sidebar(selection)
heading("Compare", selection)
choice = compare_pick.pick(selection)
if len(choice.codes) < 2:
    st.info("Choose two or more above. Filters at the left (years, goods, why illicit, mode, source) hold for all.")
    compare_examples.examples()
    stop()
choice = compare_pick.pick_measure(selection, choice)
years = years_of(selection, choice)
if for_reader().total(selection.having(choice.kind, choice.codes)):
    per = compare_cards.pick_per(years)
    compare_cards.rates_card(selection, choice, per, years)
    compare_cards.trend_card(selection, choice, per, years)
    compare_cards.counts_card(selection, choice, years)
else:
    compare_empty.nothing(selection, choice)
compare_unknown.unknown_card(selection, choice, years)
if choice.kind == "region":
    regions.notes(selection)
