"""Operations: police and customs operations that were announced and are closed, comparable only where they are."""

import streamlit as st

from pages.operations import operation_list
from pages.operations.filters import FILTERS
from pages.parts import operation_reader, reader
from pages.parts.answers import for_reader, made
from pages.parts.heading import of_operations
from pages.parts.show import draw
from pages.parts.stopping import stop
from reports.operations.listing import figures, nothing, of_what, when

selection = operation_reader.selection("operations")
FILTERS.draw(selection)
of_operations(reader.t("Operations"), selection)
if for_reader().operations.listed(selection).is_empty():
    draw(made(nothing, selection))
    stop()
draw(made(figures, selection))
left, right = st.columns([3, 2])
with left:
    draw(made(when, selection))
with right:
    draw(made(of_what, selection))
operation_list.series(selection)
operation_list.listed(selection)
