"""While no file is imported: that the figures are invented, and how to begin, on every page."""

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from pages.parts import reader


def first_steps() -> None:
    """The warning that stands above invented figures, and three steps below it."""
    with st.container(key="invented"):
        st.warning(
            reader.t(
                "**Invented seizures.** Until a file is imported, seizures, courses, companies' incidents and all "
                "their figures are made up. Cases, operations and published figures are real."
            ),
            icon=":material/science:",
        )
        with st.container(key="first_steps", horizontal=True, vertical_alignment="center"):
            st.markdown(reader.t("**1** Look around: every page works with the demo."))
            _link(reader.t("**2** Import a file of your own"))
            st.markdown(reader.t("**3** Or load a known source: `atlas import unodc-ids FILE`"))


def _link(label: str) -> None:
    """None where a page runs by itself, as in tests: there is no menu then."""
    with suppress(StreamlitPageNotFoundError):
        st.page_link("pages/data/import_file.py", label=label)
