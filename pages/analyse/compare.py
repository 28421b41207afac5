"""Compare: up to six places, regions or goods side by side, with what is not known."""

import streamlit as st

from pages.analyse import compare_controls, compare_empty, compare_examples
from pages.parts import reader, regions
from pages.parts.answers import for_reader, studio
from pages.parts.heading import heading
from pages.parts.show import draw
from pages.parts.sidebar import sidebar
from pages.parts.stopping import stop
from reports import compare

selection = reader.selection("compare")
sidebar(selection)
choice = compare.read(for_reader(), reader.question(selection), reader.words())
heading(reader.t("Compare"), selection, shown=choice.inside if choice.codes else None)
draw(choice.notes)
compare_controls.pick(choice)
if len(choice.codes) < 2:
    st.info(
        reader.t(
            "Choose two or more above. Filters in the sidebar (years, goods, why illicit, mode, source) hold for all."
        )
    )
    compare_examples.examples()
    stop()
compare_controls.pick_measure(choice)
years = compare.years_of(for_reader(), choice)
if for_reader().total(choice.inside):
    compare_controls.pick_per(choice)
    draw(compare.rates(studio(), choice, years))
    compare_controls.pick_scale(choice)
    draw(compare.course(studio(), choice, years))
    draw(compare.amounts(studio(), choice, years))
else:
    compare_empty.nothing(choice)
draw(compare.unknown(for_reader(), choice, years, reader.words()))
if choice.kind == "region":
    regions.notes(selection)
