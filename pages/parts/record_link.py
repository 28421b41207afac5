"""The way from a figure to the records behind it."""

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from domain.selection import Selection


def see_records(selection: Selection) -> None:
    """A link to the records of this selection; none where a page runs by itself, as in tests: there is no menu then."""
    with suppress(StreamlitPageNotFoundError):
        st.page_link(
            "pages/explore/records.py",
            label="See the records behind this",
            icon=":material/table_rows:",
            query_params=selection.to_query(),
        )
