"""Ways between figures, the list of records and one record."""

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from domain.selection import Selection
from pages.parts import reader


def see_records(selection: Selection) -> None:
    """A link to the records of this selection."""
    _link("records", reader.t("See the records behind this"), ":material/table_rows:", selection.to_query())


def back_to_list() -> None:
    """A link to the list from which a record was opened, at the same place."""
    _link("records", reader.t("Back to the list"), ":material/arrow_back:", reader.query("record"))


def open_record(label: str, key: str) -> None:
    """A link to another record; the way back to the list comes along."""
    _link("record", label, ":material/open_in_new:", {**reader.query("record"), "record": [key]})


def _link(page: str, label: str, icon: str, query: dict[str, list[str]]) -> None:
    """None where a page runs by itself, as in tests: there is no menu then."""
    with suppress(StreamlitPageNotFoundError):
        st.page_link(f"pages/explore/{page}.py", label=label, icon=icon, query_params=query)
