"""One operation: what, when and who, its results with what they count, caveats, sources, seizures that coincided."""

import streamlit as st

from pages.operations import operation_view
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.stopping import stop

reader.arrive("operation")
op_id = reader.own("id")
row = for_reader().operations.one(op_id) if op_id else None
operation_view.back(row["series"] if row else "")
if row is None:
    st.title(reader.t("Operation"))
    st.info(
        reader.t("There is no operation '{id}' in our list.", id=op_id[:40])
        if op_id
        else reader.t("The link names no operation. Choose one from the list.")
    )
    stop()
left, right = st.columns([3, 1])
with left:
    operation_view.article(row)
with right:
    operation_view.beside(row)
