"""Reporting gaps: reporters by source and month, declared or inferred."""

import streamlit as st

from pages.data.coverage_controls import absent_in_year
from pages.parts import empty, reader
from pages.parts.answers import for_reader, made
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from pages.parts.since import since_link
from reports import coverage

selection = reader.selection("coverage")
sidebar(selection)
since_link(selection)
with st.container(key="head"):
    st.title(reader.t("Reporting gaps"))
    st.markdown(
        reader.t(
            "No record does not mean no trafficking, nor even no seizure. This page shows who has reported, when, and "
            "who has stopped reporting. A month counts as reported if the reporter **declared** it, or else if it has "
            "any record of that year (**inferred**)."
        )
    )
if for_reader().reporting(selection).is_empty():
    empty.stop_if_empty(selection)
draw(made(coverage.silence_headline, selection))
draw(made(coverage.reporters_card, selection, key="coverage_months"))
absent_in_year(selection)
draw(made(coverage.silence_card, selection, key="coverage_silence"))
draw(made(coverage.coverage_card, selection, key="coverage_years"))
never = coverage.never_reported(for_reader(), selection)
with st.expander(
    reader.n(
        "{n} country or territory without any record", "{n} countries and territories without any record", len(never)
    )
):
    st.markdown(reader.words().comma(never) + ".")
