"""Maps: per head, number, quantity, share, change and coverage; as one map, year by year, or played."""

import streamlit as st

from pages.explore import map_controls
from pages.parts import reader
from pages.parts.answers import for_reader, made
from pages.parts.heading import heading
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from reports import maps

selection = reader.selection("maps")
sidebar(selection)
heading(reader.t("Maps"), selection)
view = maps.read(for_reader(), reader.question(selection), reader.words())
draw(view.notes)
map_controls.pick(view)
draw(made(maps.build, view))
reader.follow_click(selection)
st.caption(
    reader.t(
        "A place that is clicked, or chosen below the map, is shown there with its figures, its page and a filter. A "
        "region chosen in the sidebar fills the map. These choices are saved in the page link."
    )
)
