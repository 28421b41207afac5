"""The reader's state on the pages of cases: filters in the address, kept from page to page beside those of seizures."""

from typing import Final, cast

import streamlit as st

from domain.cases.pointing import toggled
from domain.cases.selection import CaseSelection
from domain.errors import UsageError
from pages.parts import reader
from reports.wording import markdown_safe

_KEPT: Final = "cases_query"
_BEFORE: Final = "cases_before"
_CELL: Final = "cases_cell"
SHARED: Final = ("goods", "goods_group", "country", "region", "departure", "destination", "scheme")
"""Filters of seizures that mean the same of cases: they come along when the pages of cases are first opened."""


def selection(page: str) -> CaseSelection:
    """The cases that the address asks for; on coming from another page without filters, those of before."""
    arrived = reader.arrive(page)
    try:
        found = CaseSelection.from_query(reader.query())
        if arrived and found == CaseSelection():
            found = CaseSelection.from_query(_shared() if (kept := _kept()) is None else kept)
            _put(found)
    except UsageError as error:
        left_out = reader.t(
            "This link cannot be shown as it is: {error} The filters were left out.", error=error.message
        )
        st.error(markdown_safe(left_out), icon=":material/link_off:")
        found = CaseSelection()
    reader.keep(_KEPT, found.to_query())
    return found


def _kept() -> dict[str, list[str]] | None:
    return cast("dict[str, list[str]] | None", reader.kept(_KEPT))


def _shared() -> dict[str, list[str]]:
    return {key: values for key, values in reader.kept_filters().items() if key in SHARED}


def start_anew() -> None:
    """The filters of now do not come along to the page that opens next."""
    reader.forget(_KEPT)


def write(chosen: CaseSelection) -> None:
    """Put filters into the address, keeping the page's own parameters; those before can be had back."""
    now = CaseSelection.from_query(reader.query())
    if now != chosen:
        reader.keep(_BEFORE, [*_before(), now][-reader.STEPS :])
    _put(chosen)


def _put(chosen: CaseSelection) -> None:
    reader.put(chosen.to_query())
    reader.keep(_KEPT, chosen.to_query())


def _before() -> list[CaseSelection]:
    return cast("list[CaseSelection]", reader.kept(_BEFORE) or [])


def can_undo() -> bool:
    """Whether filters were changed and not taken back."""
    return bool(_before())


def undo() -> None:
    """The filters as they were before the last change."""
    if before := _before():
        reader.keep(_BEFORE, before[:-1])
        _put(before[-1])


def picked(chart_key: str, dimensions: str) -> None:
    """Callback of a chart: filter by the mark that was clicked; a second click takes the filter away."""
    if codes := reader.mark(chart_key):
        write(toggled(CaseSelection.from_query(reader.query()), dimensions.split(","), codes))


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
