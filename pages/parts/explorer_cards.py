"""The explorer: a question put together by the reader, drawn in the form that fits, with what is known."""

from typing import Any

import polars as pl
import streamlit as st

from domain.dimensions import DIMENSIONS
from domain.errors import UsageError
from domain.forms import FORMS, TIME, offered
from domain.selection import Selection
from pages.parts import explorer_controls
from pages.parts.explorer_data import Found, ask, how_known
from pages.parts.explorer_draw import Drawing, draw
from pages.parts.explorer_empty import nothing
from pages.parts.explorer_question import Question, View, asked, view
from pages.parts.explorer_tables import tables
from pages.parts.record_link import see_records
from pages.parts.show import show

STATISTICS = ("unodc-glotip",)


def explore(selection: Selection) -> None:
    """Controls, a sentence that says what is shown, and the answer in the form asked for."""
    question = asked(selection)
    with st.grid(4 + bool(question.kind), min_column_width=150, vertical_alignment="bottom"):
        explorer_controls.pick(selection, question)
        button = st.container()
    try:
        with st.spinner("Asking the records …", show_time=True):
            found = ask(selection, question)
    except UsageError as error:
        st.info(f"{error} Fewer members, or one dimension less, can be shown.")
        return
    if not any(found.sizes):
        nothing(selection)
        return
    _answered(selection, question, found, button)
    see_records(selection)


def _answered(selection: Selection, question: Question, found: Found, button: Any) -> None:
    overlapping = found.table.overlapping
    forms = offered(question.by, found.sizes, overlapping=overlapping, additive=not question.persons)
    now = view(question, forms)
    with button:
        explorer_controls.pick_view(question, forms, now)
    for i in (i for i, d in enumerate(question.by) if found.told.get(d) == 0):
        st.info(f"No source of this selection records this field: {question.say(i)}. So every cell of it is empty.")
    _card(selection, question, found, now)
    if question.persons and any(d not in ("country", "region") for d, _ in selection.where):
        st.caption("Statistics of persons know country and year only: the other filters do not apply to them.")


def _card(selection: Selection, question: Question, found: Found, now: View) -> None:
    drawing = draw(selection, question, found.table, now)
    table = tables(selection, question, found.table, now)
    st.markdown(sentence(question, now, drawing))
    show(
        drawing.figure,
        key="explorer",
        title=f"{question.label} by {' and '.join(question.say(i) for i in range(len(question.by)))}",
        unit=drawing.unit,
        alt=drawing.alt,
        table=table,
        selection=selection,
        caution=question.caution,
        note=" · ".join([*how_known(found, question), *drawing.notes]),
        is_map=now.form == "map",
        clickable=now.form == "map",
        filters=_filtered_by(question, now),
        sources=STATISTICS if question.persons else None,
        column_config=_formats(table, now),
    )


def sentence(question: Question, now: View, drawing: Drawing) -> str:
    """What is shown, in words, above the chart."""
    by = " and ".join(f"**{question.say(i)}**" for i in range(len(question.by)))
    scale = explorer_controls.scale_label(now.scale, question)
    parts = [FORMS[now.form].label, scale[0].lower() + scale[1:], drawing.shown]
    return f"**{question.label}** by {by}. " + "; ".join(filter(None, parts)) + "."


def _filtered_by(question: Question, now: View) -> str:
    """A click on a bar filters by it where its code can be filtered by and the list is no period."""
    one = question.by[0]
    fits = now.form in ("bars", "dots") and DIMENSIONS[one].coded and one not in TIME and not question.persons
    return one if fits else ""


def _formats(table: pl.DataFrame, now: View) -> dict[str, Any]:
    """Figures with separators, shares as per cent."""
    share = now.form == "table" and now.scale in ("row", "column")
    kinds = {c: "percent" if share or c == "Share" else "localized" for c, t in table.schema.items() if t.is_numeric()}
    return {c: st.column_config.NumberColumn(format=kind) for c, kind in kinds.items()}
