"""The explorer: a question put together by the reader, drawn in the form that fits, with what is known."""

import streamlit as st

from domain.errors import TooFine, UsageError
from domain.forms import available_forms
from domain.question import Question
from pages.analyse import explorer_controls
from pages.casebook import case_list
from pages.parts import reader, too_fine
from pages.parts.answers import for_reader, studio
from pages.parts.empty import nothing
from pages.parts.record_link import see_cases, see_records
from pages.parts.show import draw
from reports.asked import Asked
from reports.explore.asking import read, view
from reports.explore.explored import answered
from reports.explore.found import ask
from reports.wording import markdown_safe


def explore(given: Question) -> None:
    """Controls, a sentence that says what is shown, and the answer in the form asked for."""
    asked = Asked(for_reader(), given, reader.words())
    question, notes = read(for_reader(), asked.question, reader.words())
    selection = question.selection
    draw(notes)
    with st.grid(4 + bool(question.kind), min_column_width=150, vertical_alignment="bottom"):
        explorer_controls.pick(selection, question)
        button = st.container()
    try:
        with st.spinner(reader.t("Reading the records …"), show_time=True):
            found = ask(for_reader(), question)
    except TooFine as error:
        too_fine.offer(error)
        return
    except UsageError as error:
        st.info(
            markdown_safe(reader.t("{error} Fewer members, or one dimension less, can be shown.", error=error.message))
        )
        return
    if not any(found.sizes):
        if question.of_cases:
            case_list.nothing(question.cases)
        else:
            nothing(selection)
        return
    overlapping = found.table.overlapping
    forms = available_forms(question.by, found.sizes, overlapping=overlapping, additive=question.additive)
    now = view(asked, question, forms)
    draw(asked.notes)
    with button:
        explorer_controls.pick_view(question, forms, now)
    draw(answered(studio(), question, found, now))
    if question.of_cases:
        see_cases(question.cases)
    else:
        see_records(selection)
