"""Who has not reported: reporters by source and month, declared or inferred."""

import streamlit as st

from pages.parts import coverage_cards, empty, reader
from pages.parts.answers import for_reader
from pages.parts.sidebar import sidebar

selection = reader.selection("coverage")
sidebar(selection)
st.title("Who has not reported")
st.markdown(
    "No record does not mean no trafficking, and not even no seizure. This page says who was heard from, when, and who "
    "has fallen silent. A month counts as reported if the reporter **declared** it, or else if it has any record of "
    "that year (**inferred**)."
)
if for_reader().reporting(selection).is_empty():
    empty.stop_if_empty(selection)
coverage_cards.silence_headline(selection)
coverage_cards.reporters_card(selection, key="coverage_months")
coverage_cards.silence_card(selection, key="coverage_silence")
coverage_cards.coverage_card(selection, key="coverage_years")
coverage_cards.never_card(selection)
