"""Explorer: any measure by any dimension, in the form that fits; the address is the saved view."""

import streamlit as st

from pages.parts import explorer_cards, reader
from pages.parts.sidebar import sidebar

selection = reader.selection("explorer")
sidebar(selection)
st.title("Explorer")
asked = explorer_cards.controls(selection)
explorer_cards.answer_card(selection, asked)
reader.follow_click(selection)
st.caption("Everything chosen here stands in the address: copy it to keep or to send this view.")
