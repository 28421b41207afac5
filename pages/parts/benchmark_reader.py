"""The reader's state on the page of benchmarks: filters in the address, kept beside those of others."""

from typing import Final

import streamlit as st

from domain.benchmarks.selection import BenchmarkSelection
from domain.errors import UsageError
from domain.question import Question
from pages.parts import reader
from pages.parts.answers import for_reader
from pages.parts.own_filters import OwnFilters
from reports.wording import markdown_safe


def selection(page: str) -> BenchmarkSelection:
    """The figures that the address asks for; on coming from another page without filters, those of before."""
    arrived = reader.arrive(page)
    try:
        found = _OWN.now()
        if arrived and not found.filtered:
            found = _OWN.on_arrival()
        for_reader().benchmarks.listed(found)
    except UsageError as error:
        left_out = reader.t(
            "This link cannot be shown as it is: {error} The filters were left out.", error=error.message
        )
        st.error(markdown_safe(left_out), icon=":material/link_off:")
        found = BenchmarkSelection()
    _OWN.remember(found)
    return found


def question(chosen: BenchmarkSelection) -> Question:
    """What the address asks of these figures."""
    own = {k: v for k, v in reader.query().items() if k == "show"}
    return Question.of_page("benchmarks", own | chosen.to_query())


_OWN: Final = OwnFilters(BenchmarkSelection, "benchmarks", ())
write, can_undo, undo = _OWN.write, _OWN.can_undo, _OWN.undo


def in_force(chosen: BenchmarkSelection) -> list[tuple[str, tuple[str, ...], BenchmarkSelection]]:
    """Every filter: its dimension ('period' beside the known ones), its codes, and what is left without it."""
    found: list[tuple[str, tuple[str, ...], BenchmarkSelection]] = []
    if chosen.start or chosen.end:
        found.append(("period", (chosen.start, chosen.end), BenchmarkSelection(where=chosen.where)))
    for dimension, codes in chosen.where:
        found += [(dimension, (c,), chosen.having(dimension, [o for o in codes if o != c])) for c in codes]
    return found
