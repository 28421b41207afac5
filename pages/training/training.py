"""Training: courses, academies and participants as recorded here, and the question where none is recorded."""

import streamlit as st

from pages.parts import reader, training_reader
from pages.parts.answers import for_reader, made
from pages.parts.heading import of_training
from pages.parts.show import draw
from pages.parts.stopping import stop
from pages.training import course_list
from pages.training.filters import FILTERS
from reports.training.gaps import gaps
from reports.training.listing import figures, nothing, of_whom, where
from reports.training.prepared import prepared

selection = training_reader.selection("training")
FILTERS.draw(selection)
of_training(reader.t("Training"), selection)
if for_reader().training.listed(selection).is_empty():
    draw(made(nothing, selection))
    course_list.add()
    stop()
draw(made(figures, selection))
left, right = st.columns([3, 2])
with left:
    draw(made(where, selection))
with right:
    draw(made(of_whom, selection))
draw(made(gaps, selection))
draw(made(prepared, selection))
course_list.listed(selection)
