"""Targets: what was set, by whom, when and why, beside what is recorded; nothing is derived that no record carries."""

import streamlit as st

from domain.messages import N_
from pages.entries import form_page
from pages.parts import reader
from pages.parts.answers import made
from pages.parts.show import draw
from reports.targets.listing import report

reader.arrive("targets")
st.title(reader.t("Targets"))
draw(made(report))
form_page.add("targets/target_form", N_("Set a target"))
