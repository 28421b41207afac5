"""Ways between figures, the list of records and one record."""

from contextlib import suppress
from typing import Any, Final

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from domain.selection import Selection
from pages.parts import reader

_RECORD: Final = "reader_record"


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


def row_marked(table_key: str, keys: tuple[str, ...]) -> None:
    """Callback of a table of records: remember the record whose row was marked."""
    event: Any = reader.widget_value(table_key)
    rows = event["selection"]["rows"] if event else []
    if rows and rows[0] < len(keys):
        reader.keep(_RECORD, keys[rows[0]])


def follow_record() -> None:
    """If a record was marked since the last run, open its page; the way back stands in the address."""
    if key := str(reader.kept(_RECORD) or ""):
        reader.forget(_RECORD)
        st.switch_page("pages/explore/record.py", query_params={**reader.query(), "record": key})
