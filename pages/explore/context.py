"""Context: statistics that are no seizures, by country and year. Intervals stay intervals; scores are never added."""

import polars as pl
import streamlit as st

from pages.parts import context_cards, reader
from pages.parts.answers import for_reader
from pages.parts.stopping import stop

reader.selection("context")
st.title("Context")
st.markdown(
    "Published figures that are **not seizures**: victims of trafficking in persons, and expert scores of organised "
    "crime. They stand beside the seizures, are never added to them, and are listed A–Z, not ranked."
)
held = for_reader().indicators()
if not held:
    st.info(
        "No statistics are loaded. The operator imports them with `atlas import unodc-glotip FILE` or "
        "`atlas import oc-index FILE`."
    )
    stop()
indicator = context_cards.pick_indicator(held)
breakdown = context_cards.pick_breakdown(indicator)
frame = for_reader().observations(indicator, ("country", "year"), breakdown)
if frame.is_empty():
    st.info("No figure is published for this choice. Another score or statistic above has some.")
    stop()
context_cards.map_card(indicator, frame, breakdown)
context_cards.table_card(indicator, frame.filter(pl.col("state") != "not_reported"), breakdown)
