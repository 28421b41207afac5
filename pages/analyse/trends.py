"""Trends: how the figures went, against a base, against the year before, through the year, and side by side."""

import streamlit as st

from pages.parts import reader, trend_cards
from pages.parts.heading import heading
from pages.parts.sidebar import sidebar

selection = reader.selection("trends")
sidebar(selection)
heading("Trends", selection)
trend_cards.trends(selection)
st.caption("Everything chosen here stands in the address: copy it to keep or to send this view.")
