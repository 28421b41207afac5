"""Cooperation: countries and kinds of agency that joint operations and cases name together, and who never is."""

import streamlit as st

from pages.parts import reader
from pages.parts.answers import made
from pages.parts.heading import heading
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports.contacts.listing import contacts
from reports.cooperation.listing import countries, figures, kinds, mix
from reports.cooperation.routes import never_together

selection = reader.selection("cooperation")
sidebar(selection)
heading(reader.t("Cooperation"), selection)
draw(made(figures, selection))
draw(made(countries, selection))
left, right = st.columns(2)
with left:
    draw(made(mix, selection))
with right:
    draw(made(kinds, selection))
draw(made(never_together, selection))
draw(made(contacts))
