"""Routes: where seizures came from and were bound to, as far as reports tell."""

import streamlit as st

from pages.parts import data, flow_cards, flow_tables, reader
from pages.parts.sidebar import sidebar

selection = reader.selection("routes")
sidebar(selection)
st.title("Routes")
focus = flow_cards.pick_place()
if not data.total(selection):
    st.info("No seizure is recorded in this selection. That is not the same as nought.")
    st.stop()
flow_cards.headline(selection, focus)
flow_cards.map_card(selection, key="routes_in", focus=focus)
reader.follow_click(selection)
flow_cards.columns_card(selection, key="routes_columns", focus=focus)
flow_cards.map_card(selection, key="routes_on", focus=focus, bound=True)
if not focus:
    flow_cards.matrix_card(selection, key="routes_matrix")
flow_tables.balance_card(selection, key="routes_balance", focus=focus)
flow_tables.transit_card(selection, key="routes_transit", focus=focus)
if focus:
    flow_tables.partners_cards(selection, focus, key="routes_partners")
