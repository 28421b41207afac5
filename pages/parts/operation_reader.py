"""The reader's state on the page of operations: filters in the address, kept beside those of seizures and cases."""

from typing import Final

import streamlit as st

from domain.crossfilter import TOGETHER
from domain.errors import UsageError
from domain.operations.selection import OperationSelection
from domain.question import Question
from pages.parts import reader
from pages.parts.own_filters import OwnFilters
from reports.wording import markdown_safe

SHARED: Final = ("goods", "goods_group", "country", "region", "start", "end", "scheme")
"""Filters of seizures that mean the same of operations: they come along when the page is first opened."""
Part = tuple[str, tuple[str, ...], OperationSelection]


def selection(page: str) -> OperationSelection:
    """The operations that the address asks for; on coming from another page without filters, those of before."""
    arrived = reader.arrive(page)
    try:
        found = _OWN.now()
        if arrived and not found.filtered:
            found = _OWN.on_arrival()
        for_use(found)
    except UsageError as error:
        left_out = reader.t(
            "This link cannot be shown as it is: {error} The filters were left out.", error=error.message
        )
        st.error(markdown_safe(left_out), icon=":material/link_off:")
        found = OperationSelection()
    _OWN.remember(found)
    return found


def for_use(chosen: OperationSelection) -> None:
    """Raises UsageError for codes that do not exist."""
    from pages.parts.answers import for_reader

    for_reader().operations.listed(chosen)


def question(chosen: OperationSelection) -> Question:
    """What the address asks of these operations."""
    own = {k: v for k, v in reader.query().items() if k in ("show", "page")}
    return Question.of_page("operations", own | chosen.to_query())


_OWN: Final = OwnFilters(OperationSelection, "operations", SHARED)
start_anew, write, can_undo, undo = _OWN.start_anew, _OWN.write, _OWN.can_undo, _OWN.undo


def picked(chart_key: str, dimension: str) -> None:
    """Callback of a chart: filter by the mark that was clicked; a second click takes the filter away."""
    codes = [code for code in reader.mark(chart_key) if code]
    if not codes:
        return
    chosen = _OWN.now()
    now = chosen.values(dimension)
    write(chosen.having(dimension, [c for c in now if c != codes[0]] if codes[0] in now else [*now, codes[0]]))


def in_force(chosen: OperationSelection) -> list[Part]:
    """Every filter: its dimension ('period' beside the known ones), its codes, and what is left without it."""
    found: list[Part] = []
    if chosen.start or chosen.end:
        bare = OperationSelection(where=chosen.where, scheme=chosen.scheme)
        found.append(("period", (chosen.start, chosen.end), bare))
    for dimension, codes in chosen.where:
        if len(codes) > TOGETHER:
            found.append((dimension, codes, chosen.having(dimension, ())))
            continue
        found += [(dimension, (c,), chosen.having(dimension, [o for o in codes if o != c])) for c in codes]
    return found
