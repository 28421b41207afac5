"""Compare: up to six places, regions or goods side by side, with what is not known."""

import streamlit as st

from pages.parts import compare_cards, reader, regions
from pages.parts.sidebar import sidebar

selection = reader.selection("compare")
sidebar(selection)
st.title("Compare")
kind, codes = compare_cards.pick(selection)
if len(codes) < 2:
    st.info("Choose two or more above. Filters at the left (years, goods, mode, source) hold for all of them.")
    st.stop()
compare_cards.trend_card(selection, kind, codes)
if kind == "goods":
    compare_cards.counts_card(selection, codes)
else:
    compare_cards.rates_card(selection, kind, codes)
    compare_cards.unknown_card(selection, kind, codes)
    if kind == "region":
        regions.notes(selection)
