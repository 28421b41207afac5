"""Casebook: cases in which the link to organised crime is proven, and, one click away, all that are documented."""

import streamlit as st

from pages.casebook import case_list, filters
from pages.parts import case_reader, reader
from pages.parts.answers import made
from pages.parts.show import draw
from pages.parts.stopping import stop
from reports.casebook.listing import figures, of_what, where
from reports.casebook.titles import subject
from reports.wording import markdown_safe

selection = case_reader.selection("cases")
filters.filters(selection)
about = subject(selection, reader.words())
reader.keep(reader.SUBJECT, about)
left, right = st.columns(2, vertical_alignment="bottom")
with left.container(key="head"):
    st.title(reader.t("Casebook"))
    st.markdown(markdown_safe(about))
with right.container(key="whom", horizontal=True, horizontal_alignment="right"):
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
