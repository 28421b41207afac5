"""Trends: how the figures went, against a base, against the year before, through the year, and side by side."""

import streamlit as st

from pages.analyse import trend_controls
from pages.parts import reader
from pages.parts.answers import for_reader, studio
from pages.parts.empty import nothing
from pages.parts.heading import heading
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports import trends

selection = reader.selection("trends")
sidebar(selection)
heading(reader.t("Trends"), selection)
now = trends.read(for_reader(), reader.question(selection), reader.words())
draw(now.notes)
beside = trend_controls.pick(selection, now)
with st.spinner(reader.t("Reading the records …"), show_time=True):
    series = trends.ask(for_reader(), now.question, now.time)
if series is None:
    nothing(selection)
else:
    course = trends.build(studio(), now, series)
    if course.bases:
        with beside:
            trend_controls.base(list(course.bases), course.base)
    trend_controls.switches(now, same=course.same or None, operations=course.operations)
    draw(course.report)
st.caption(reader.t("These choices are saved in the page link: copy it to keep or to send this view."))
