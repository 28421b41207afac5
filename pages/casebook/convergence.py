"""Convergence: which crimes and which kinds of group come with which goods, in proven cases alone."""

from dataclasses import replace

import streamlit as st

from domain.messages import N_
from pages.casebook import filters
from pages.parts import case_reader, reader
from pages.parts.answers import made
from pages.parts.show import draw
from reports.casebook.convergence import ROWS, convergence
from reports.casebook.titles import subject
from reports.wording import markdown_safe

BY = {"goods_group": N_("Groups of goods"), "goods": N_("Goods")}

selection = replace(case_reader.selection("convergence"), proof="proven")
case_reader.follow_cell(selection)
filters.filters(selection)
about = subject(selection, reader.words())
reader.keep(reader.SUBJECT, about)
rows = reader.own("rows") if reader.own("rows") in ROWS else ROWS[0]
left, right = st.columns(2, vertical_alignment="bottom")
with left.container(key="head"):
    st.title(reader.t("Convergence"))
    st.markdown(markdown_safe(about))
with right.container(key="whom", horizontal=True, horizontal_alignment="right"):
    st.segmented_control(
        reader.t("Rows"),
        list(BY),
        format_func=reader.worded(BY),
        key=reader.widget("convergence_rows", rows),
        on_change=lambda: reader.set_or_drop("rows", str(reader.widget_value("convergence_rows") or "")),
        label_visibility="collapsed",
    )
draw(made(convergence, selection, rows))
st.caption(reader.t("A click on a cell opens its cases."))
