"""The reader's state on the pages of cases: filters in the address, kept from page to page beside those of seizures."""

from dataclasses import replace
from typing import Final, cast

import streamlit as st

from domain.cases.pointing import toggled
from domain.cases.selection import CaseSelection
from domain.errors import UsageError
from domain.question import Question
from domain.selection import Selection
from pages.parts import reader
from pages.parts.own_filters import OwnFilters
from reports.wording import markdown_safe

_CELL: Final = "cases_cell"
SHARED: Final = ("goods", "goods_group", "country", "region", "departure", "destination", "scheme")
"""Filters of seizures that mean the same of cases: they come along when the pages of cases are first opened."""


def selection(page: str) -> CaseSelection:
    """The cases that the address asks for; on coming from another page without filters, those of before."""
    arrived = reader.arrive(page)
    try:
        found = _OWN.now()
        if arrived and found == CaseSelection():
            found = _OWN.on_arrival()
    except UsageError as error:
        left_out = reader.t(
            "This link cannot be shown as it is: {error} The filters were left out.", error=error.message
        )
        st.error(markdown_safe(left_out), icon=":material/link_off:")
        found = CaseSelection()
    _OWN.remember(found)
    return found


def question(chosen: CaseSelection) -> Question:
    """What the address asks of these cases."""
    asked = reader.question(Selection())
    return replace(asked, cases=chosen) if asked.of_cases else asked


_OWN: Final = OwnFilters(CaseSelection, "cases", SHARED)
start_anew, write, can_undo, undo = _OWN.start_anew, _OWN.write, _OWN.can_undo, _OWN.undo


def picked(chart_key: str, dimensions: str) -> None:
    """Callback of a chart: filter by the mark that was clicked; a second click takes the filter away."""
    if codes := reader.mark(chart_key):
        write(toggled(_OWN.now(), dimensions.split(","), codes))


def cell_picked(chart_key: str, dimensions: str) -> None:
    """Callback of a matrix: remember the cell, whose cases open in the next run."""
    codes = reader.mark(chart_key)
    if len(codes) == 2 and all(code is not None for code in codes):
        reader.keep(_CELL, tuple(zip(dimensions.split(","), ((c,) for c in codes), strict=True)))


def follow_cell(chosen: CaseSelection) -> None:
    """If a cell of a matrix was clicked since the last run, open the list of its cases."""
    if cell := cast("tuple[tuple[str, tuple[str, ...]], ...]", reader.kept(_CELL) or ()):
        reader.forget(_CELL)
        for dimension, codes in cell:
            chosen = chosen.having(dimension, codes)
        st.switch_page("pages/casebook/cases.py", query_params=chosen.to_query())
