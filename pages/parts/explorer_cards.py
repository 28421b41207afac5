"""The explorer: a question put together by the reader, drawn in the form that fits, with what is known."""

from typing import Any

import polars as pl
import streamlit as st

from charts.drawn import Drawn
from domain.errors import TooFine, UsageError
from domain.forms import offered
from domain.question import Question
from domain.selection import Selection
from pages.parts import explorer_controls, too_fine
from pages.parts.answers import for_reader, studio
from pages.parts.empty import nothing
from pages.parts.explorer_question import asked, view
from pages.parts.record_link import see_records
from pages.parts.show import show
from reports.card import NUMBER, SHARE, Card, Column
from reports.explore.explored import explored
from reports.explore.found import Found, applied, ask
from reports.explore.question import View
from reports.wording import markdown_safe


def explore(selection: Selection) -> None:
    """Controls, a sentence that says what is shown, and the answer in the form asked for."""
    question = asked(selection)
    with st.grid(4 + bool(question.kind), min_column_width=150, vertical_alignment="bottom"):
        explorer_controls.pick(selection, question)
        button = st.container()
    try:
        with st.spinner("Asking the records …", show_time=True):
            found = ask(for_reader(), question)
    except TooFine as error:
        too_fine.offer(error)
        return
    except UsageError as error:
        st.info(markdown_safe(f"{error} Fewer members, or one dimension less, can be shown."))
        return
    if not any(found.sizes):
        nothing(selection)
        return
    _answered(question, found, button)
    see_records(selection)


def _answered(question: Question, found: Found, button: Any) -> None:
    overlapping = found.table.overlapping
    forms = offered(question.by, found.sizes, overlapping=overlapping, additive=not question.persons)
    now = view(question, forms)
    with button:
        explorer_controls.pick_view(question, forms, now)
    for i in (i for i, d in enumerate(question.by) if found.told.get(d) == 0):
        st.info(f"No source of this selection records this field: {question.say(i)}. So every cell of it is empty.")
    _card(question, found, now)


def _card(question: Question, found: Found, now: View) -> None:
    try:
        made = explored(studio(), question, found, now)
    except UsageError as error:  # an index without a period that can be its base
        st.info(markdown_safe(str(error)))
        return
    if made.sentence:
        st.markdown(made.sentence)
    show(
        Card(
            key="explorer",
            title=made.title,
            unit=made.drawing.unit,
            drawn=Drawn(made.drawing.figure, made.drawing.alt),
            table=made.table,
            selection=applied(question),
            caution=question.caution,
            note=made.note,
            is_map=now.form == "map",
            clickable=now.form == "map",
            filters=made.filters,
            scrolls=now.form in ("heat", "stacked"),
            codes=made.codes,
            sources=made.sources,
            columns=_formats(made.table, now),
        )
    )
    if applied(question) != question.selection:
        st.caption("Statistics of persons know country and year only: the other filters do not apply to them.")


def _formats(table: pl.DataFrame, now: View) -> dict[str, Column]:
    """Figures with separators, shares as per cent."""
    share = now.form == "table" and now.scale in ("row", "column")
    numbers = [name for name, kind in table.schema.items() if kind.is_numeric()]
    return {name: SHARE if share or name == "Share" else NUMBER for name in numbers}
