"""One case: what happened, how, how the link was established, its outcome and sources; made to be printed."""

import streamlit as st

from pages.casebook import case_view
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.stopping import stop

reader.arrive("case")
case_id = reader.own("id")
shown = for_reader().cases.one(case_id) if case_id else None
case_view.back()
if shown is None:
    st.title(reader.t("Case"))
    st.info(
        reader.t("There is no case '{id}', or it was withdrawn.", id=case_id[:40])
        if case_id
        else reader.t("The link names no case. Choose one from the list.")
    )
    stop()
left, right = st.columns([3, 1])
with left:
    case_view.article(shown)
with right:
    case_view.seizures(shown)
    case_view.beside(shown)
