"""One course: what, when, by whom, who took part as numbers, and its sources."""

from contextlib import suppress

import streamlit as st
from streamlit.errors import StreamlitPageNotFoundError

from domain.messages import N_
from domain.training.selection import TrainingSelection
from pages.casebook.case_view import html_of
from pages.entries import form_page
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.stopping import stop
from pages.training import course_list
from reports.training.telling import told
from reports.wording import markdown_safe

reader.arrive("course")
course_id = reader.own("id")
entries = for_reader().training.entries
found = entries.one(course_id) if course_id else None
with suppress(StreamlitPageNotFoundError):  # a page that runs by itself, as in tests, has no menu
    st.page_link("pages/training/training.py", label=reader.t("All courses"), icon=":material/arrow_back:")
if found is None:
    st.title(reader.t("Course"))
    st.info(
        reader.t("There is no course '{id}' in this list.", id=course_id[:40])
        if course_id
        else reader.t("The link names no course. Choose one from the list.")
    )
    stop()
one = TrainingSelection(where=(("course", (course_id,)),))
invented = bool(for_reader().training.listed(one)["invented"].any())
text = told(*found, reader.words(), invented=invented)
st.title(markdown_safe(text.title))
left, right = st.columns([3, 1])
with left, st.container(key="case_article"):
    st.html(html_of(text))
with right:
    course_list.files(one, course_id, N_("This course as a file:"))
    form_page.links("training/course_form", entries, course_id, N_("Correct this course"))
