"""The page of one operation. Texts are shown as they are written: nothing in them is formatting."""

from contextlib import suppress
from functools import partial
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from domain.messages import N_
from domain.operations.selection import OperationSelection
from pages.casebook.case_view import html_of
from pages.entries import form_page
from pages.operations.operation_list import FILES, file_bytes
from pages.parts import reader
from pages.parts.answers import for_reader, made
from pages.parts.download import download
from pages.parts.show import draw
from reports.operations.same_period import seizures_beside, shared
from reports.operations.telling import told
from reports.wording import markdown_safe


def back(series: str) -> None:
    """Links to the list, and to the other editions of its series."""
    with suppress(StreamlitPageNotFoundError):  # a page that runs by itself, as in tests, has no menu
        page = "pages/operations/operations.py"
        with st.container(horizontal=True, key="operation_back"):
            st.page_link(page, label=reader.t("All operations"), icon=":material/arrow_back:")
            if series:
                label = reader.t("All editions of {series}", series=markdown_safe(series))
                st.page_link(page, label=label, icon=":material/history:", query_params={"series": [series]})


def article(row: dict[str, Any]) -> None:
    """Draw the operation as one text."""
    one = OperationSelection(where=(("operation", (row["op_id"],)),))
    added = for_reader().operations.entries.one(row["op_id"])
    text = told(row, for_reader().operations.quantities(one), reader.words(), added[1] if added else None)
    st.title(markdown_safe(text.title))
    with st.container(key="case_article"):
        st.html(html_of(text))


def beside(row: dict[str, Any]) -> None:
    """Its files, and below them, where nothing is moved by it, the seizures that coincided with it."""
    one = OperationSelection(where=(("operation", (row["op_id"],)),))
    with st.container(horizontal=True, vertical_alignment="center", key="cases_files"):
        st.markdown(reader.t("This operation as a file:"))
        for form, name in FILES.items():
            stem = f"contraband-atlas_{row['op_id']}_v{for_reader().version}_{reader.file_tag()}"
            download(name, partial(file_bytes, one, form), f"{stem}.{form}", key=f"operation_{form}")
    entries, label = for_reader().operations.entries, N_("Correct this operation")
    form_page.links("operations/operation_form", entries, row["op_id"], label)
    if shared(row):
        with st.container(key="same_period"):
            st.header(reader.t("Seizures reported in the same period"))
            draw(made(seizures_beside, row["op_id"]))
