"""Explorer: any measure by any dimension, in the form that fits; the address is the saved view."""

import streamlit as st

from domain.cases.dimensions import CASE_MEASURES
from pages.analyse import explorer_cards, explorer_examples
from pages.casebook.filters import filters
from pages.parts import case_reader, reader
from pages.parts.heading import heading, of_cases
from pages.parts.sidebar import sidebar

if reader.own("measure") in CASE_MEASURES:
    cases = case_reader.selection("explorer")
    filters(cases, proof_too=True)
    of_cases(reader.t("Explorer"), cases)
    explorer_cards.explore(case_reader.question(cases))
else:
    selection = reader.selection("explorer")
    sidebar(selection)
    heading(reader.t("Explorer"), selection)
    explorer_examples.examples()
    explorer_cards.explore(reader.question(selection))
    reader.follow_click(selection)
st.caption(reader.t("These choices are saved in the page link: copy it to keep or to send this view."))
