"""The files that the program knows by name: what an operator writes in the shell."""

import streamlit as st

from data_access.sources.registry import ADAPTERS
from pages.parts import reader
from reports.wording import markdown_safe


def known_sources() -> None:
    """Each with its publisher and its command."""
    with st.expander(reader.t("A file of a known source? It is read by its own adapter")):
        st.markdown(reader.t("Download it from its publisher, and run this on the machine that holds the store:"))
        words = reader.words()
        lines = [
            words.t(
                "- `atlas import {name} FILE` · {source} ({publisher})",
                name=name,
                source=markdown_safe(words.unpacked(adapter.info.name)),
                publisher=markdown_safe(words.unpacked(adapter.info.publisher)),
            )
            for name, adapter in ADAPTERS.items()
        ]
        st.markdown("\n".join(lines))
