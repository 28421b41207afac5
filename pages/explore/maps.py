"""Maps: per head, number, quantity, share, change and coverage; as one map, year by year, or played."""

import streamlit as st

from pages.parts import map_cards, map_controls, map_question, reader
from pages.parts.heading import heading
from pages.parts.sidebar import sidebar

selection = reader.selection("maps")
sidebar(selection)
heading("Maps", selection)
view = map_question.asked(selection)
map_controls.pick(selection, view)
map_cards.draw(selection, view)
reader.follow_click(selection)
st.caption(
    "A click on a country or territory opens its page or filters this one, as chosen above the map. A region chosen at "
    "the left fills the map. Everything chosen here stands in the address."
)
