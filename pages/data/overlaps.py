"""Possible duplicates: candidates for the operator to judge, and the rule that is on."""

import polars as pl
import streamlit as st

from pages.data import overlap_cards
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.sidebar import sidebar
from reports.overlaps import overlap_candidates

selection = reader.selection("overlaps")
sidebar(selection)
st.title(reader.t("Possible duplicates"))
st.markdown(
    reader.t(
        "Police and customs, or a country and the UN, may each report the same seizure. The pairs below are close in "
        "time, place, goods and quantity. **Nothing is joined automatically**: an operator links a pair, and then it "
        "counts once, as the record of the source that takes precedence among those you may see."
    )
)
for rule in for_reader().rules(selection):
    st.info(reader.words().unpacked(rule), icon=":material/rule:")
asked = selection.values("country")
found = overlap_candidates(for_reader(), asked[0] if len(asked) == 1 else "")
if asked:
    found = found.filter(pl.col("country").is_in(asked))
st.header(reader.n("{n} candidate", "{n} candidates", found.height))
if not found.is_empty():
    overlap_cards.candidates_table(found)
elif len(for_reader().source_names()) > 1:
    st.info(reader.t("No pair to review in this selection."))
else:
    st.info(reader.t("The store has one source: no seizure can be reported by two."))
overlap_cards.decided_table()
