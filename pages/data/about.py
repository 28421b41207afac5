"""About the data: sources, coverage, copies, what could not be read, and how not to read seizures."""

import streamlit as st

from domain.measures import MEASURES
from domain.selection import Selection
from pages.data import about_data
from pages.parts import reader
from pages.parts.answers import made
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports.coverage import region_coverage_card
from reports.exports import about_boundaries

sidebar(reader.selection("about"))
st.title(reader.t("About the data"))
st.markdown(
    reader.t(
        "**How not to read seizures.** {of_counts} {of_quantities}",
        of_counts=reader.t(MEASURES["seizures"].caution),
        of_quantities=reader.t(MEASURES["quantity"].caution),
    )
)
st.header(reader.t("Sources"))
about_data.sources()
st.header(reader.t("Copies"))
about_data.copies()
draw(made(region_coverage_card, Selection(), key="about_coverage"))
st.header(reader.t("Implausible quantities"))
about_data.implausible()
st.header(reader.t("Rows that could not be read"))
about_data.refused()
st.header(reader.t("Terms"))
st.markdown(
    reader.t(
        "**Seizure**: taking custody of goods by order of a competent authority; here one record of a reporter. "
        "**Country of seizure**: where the goods were found. **Departure**: the start of the known journey. "
        "**Intended destination**: where the goods were meant to go; they never arrived. **Not reported** is not "
        "**zero**."
    )
)
st.header(reader.t("Boundaries"))
st.markdown(about_boundaries(reader.words()))
