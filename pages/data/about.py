"""About the data: sources, coverage, copies, what could not be read, and how not to read seizures."""

import streamlit as st

from domain.measures import MEASURES
from domain.selection import Selection
from pages.parts import reader
from pages.parts.answers import for_reader, studio
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports.coverage import region_coverage_card
from reports.dates import source_days
from reports.exports import about_boundaries
from reports.rejected import flagged_table, refused_table
from reports.wording import markdown_safe

FLAGGED = {"Quantity as reported": st.column_config.NumberColumn(format="localized")}
sidebar(reader.selection("about"))
words, now = reader.words(), for_reader()
st.title("About the data")
st.markdown(f"**How not to read seizures.** {MEASURES['seizures'].caution} {MEASURES['quantity'].caution}")
st.header("Sources")
for row in now.sources().to_dicts():
    name, publisher, note = (markdown_safe(str(row[k] or "")) for k in ("name", "publisher", "note"))
    st.markdown(f"**{name}** — {publisher}. {note}")
    st.caption(markdown_safe(source_days(row, now)))
st.header("Copies")
everything, distinct = (now.total(Selection(distinct=without)) for without in (False, True))
st.markdown(
    f"{words.number(everything)} reported seizures, of which {words.number(everything - distinct)} are exact copies of "
    "another row of the same source: equal in every field. They may be genuine repeats, so they count unless you leave "
    "them out."
)
draw(region_coverage_card(studio(), Selection(), key="about_coverage"))
st.header("Implausible quantities")
flagged = now.implausible()
st.markdown(
    f"{words.number(flagged.height)} lines exceed our threshold for a single seizure (100 t of a finished drug, 100 "
    "million pieces; a hundred times that for bulk goods). They are kept and counted; the largest dominate every total "
    "in kilograms."
)
if flagged.height:
    st.dataframe(flagged_table(flagged), hide_index=True, column_config=FLAGGED)
st.header("Rows that could not be read")
refused = now.rejected_rows()
st.markdown(
    f"In quarantine: {words.count(refused.height, 'row')}, each with file, row, field and reason."
    if refused.height
    else "None: every row of the imported files was read."
)
if refused.height:
    st.dataframe(refused_table(refused), hide_index=True, height=280)
st.header("Terms")
st.markdown(
    "**Seizure**: taking custody of goods by order of a competent authority; here one record of a reporter. **Country "
    "of seizure**: where the goods were found. **Departure**: the start of the known journey. **Intended "
    "destination**: where the goods were meant to go; they never arrived. **Not reported** is not **zero**."
)
st.header("Boundaries")
st.markdown(about_boundaries())
