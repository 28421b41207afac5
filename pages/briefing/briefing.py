"""The briefing: a place and a year on one screen, as sentences that the records carry; on paper and on slides too."""

import streamlit as st

from pages.briefing.briefing_controls import chosen_scope
from pages.briefing.presenting import to_projector
from pages.briefing.remembered import remember
from pages.briefing.sending import sending
from pages.parts import reader
from pages.parts.answers import made
from pages.parts.heading import beside_title, heading
from pages.parts.on_sight import on_sight
from pages.parts.show import draw
from reports.briefing import charts, facts, fitting, known, said

selection = reader.selection("briefing")
head, whom = beside_title()
scope = chosen_scope(selection, whom)
heading(said.title(scope, reader.words()), scope.selection, box=head)
with whom:
    to_projector(scope)
remember(selection)
draw(made(facts.facts, scope.selection))
reader.follow_click(scope.selection)
draw(made(charts.charts, scope.selection))
with st.container(key="brief_known"):
    draw(made(known.known, scope.selection))
draw(made(fitting.beside, scope.selection))
with st.container(key="brief_caveats"):
    draw(made(said.caveats, scope.selection))


def send() -> None:
    """What the sender adds, and the files."""
    sending(scope)


on_sight("brief_send", send, reader.t("Before you send it"), height=600)
