"""Explorer: any measure by any dimension, in the form that fits; the address is the saved view."""

import streamlit as st

from pages.analyse import explorer_cards, explorer_examples
from pages.parts import reader
from pages.parts.heading import heading
from pages.parts.sidebar import sidebar

selection = reader.selection("explorer")
sidebar(selection)
heading(reader.t("Explorer"), selection)
explorer_examples.examples()
explorer_cards.explore(selection)
reader.follow_click(selection)
st.caption(reader.t("These choices are saved in the page link: copy it to keep or to send this view."))
