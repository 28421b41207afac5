"""Casebook: cases in which the link to organised crime is proven, and, one click away, all that are documented."""

import streamlit as st

from pages.casebook import case_list, filters
from pages.parts import case_reader, reader
from pages.parts.answers import made
from pages.parts.heading import beside_title, of_cases
from pages.parts.show import draw
from pages.parts.stopping import stop
from reports.casebook.listing import figures, of_what, where

selection = case_reader.selection("cases")
filters.filters(selection)
head, whom = beside_title()
of_cases(reader.t("Casebook"), selection, head)
with whom:
    filters.proof(selection)
    case_list.add()
if case_list.nothing(selection):
    stop()
draw(made(figures, selection))
left, right = st.columns([3, 2])
with left:
    draw(made(where, selection))
    case_list.listed(selection)
with right:
    draw(made(of_what, selection))
