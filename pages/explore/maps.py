"""Maps: per head, number, quantity, share, change and coverage; as one map, year by year, or played."""

import streamlit as st

from pages.parts import map_cards, map_controls, map_question, reader
from pages.parts.sidebar import sidebar

selection = reader.selection("maps")
sidebar(selection)
st.title("Maps")
view = map_question.asked(selection)
map_controls.pick(selection, view)
map_cards.draw(selection, view)
reader.follow_click(selection)
st.caption(
    "Click a country or territory to open its page. A region chosen at the left fills the map. Everything chosen here "
    "stands in the address."
)
