"""A question with more cells than memory can take: said before it is asked, with coarser ones to take instead."""

import streamlit as st

from domain.dimensions import DIMENSIONS
from domain.errors import TooFine
from pages.parts import reader
from reports.wording import markdown_safe


def offer(error: TooFine) -> None:
    """Why it is not asked, and a button for each coarser question that the address can hold."""
    st.info(markdown_safe(reader.words().say(error.message)), icon=":material/grid_off:")
    asked = [d for d in reader.own("by").split(",") if d in DIMENSIONS]
    with st.container(horizontal=True):
        for dimension in asked if len(asked) > 1 else ():
            label = reader.t("By {dimension} alone", dimension=reader.t(DIMENSIONS[dimension].inside))
            st.button(label, key=f"coarser_{dimension}", on_click=reader.set_own, args=("by", dimension))
        if len(asked) == 1:
            st.button(reader.t("Without this grouping"), key="coarser", on_click=reader.drop_own, args=("by",))
