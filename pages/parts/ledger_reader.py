"""The reader's state on a page of dated entries: filters in the address, kept beside those of seizures and cases."""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

import streamlit as st

from domain.crossfilter import TOGETHER
from domain.entries.selection import DatedSelection
from domain.errors import UsageError
from domain.question import Question
from pages.parts import reader
from pages.parts.own_filters import OwnFilters
from reports.wording import markdown_safe

SHARED: Final = ("goods", "goods_group", "country", "region", "start", "end", "scheme")
"""Filters of seizures that mean the same here: they come along when the page is first opened."""
T = TypeVar("T", bound=DatedSelection)
Part = tuple[str, tuple[str, ...], T]


class LedgerReader(Generic[T]):
    """The filters of one kind of entries. `name`: of its page. `check`: raises UsageError for codes that do not exist.

    `options`: parameters of the page's own that its question keeps. `shared`: filters of seizures that come along.
    """

    def __init__(
        self,
        kind: type[T],
        name: str,
        check: Callable[[T], object],
        options: tuple[str, ...],
        *,
        shared: tuple[str, ...] = SHARED,
    ) -> None:
        self._kind, self._name, self._check, self._options = kind, name, check, options
        self.own = OwnFilters(kind, name, shared)

    def selection(self, page: str) -> T:
        """What the address asks for; on coming from another page without filters, those of before."""
        arrived = reader.arrive(page)
        try:
            found = self.own.now()
            if arrived and not found.filtered:
                found = self.own.on_arrival()
            self._check(found)
        except UsageError as error:
            left_out = reader.t(
                "This link cannot be shown as it is: {error} The filters were left out.", error=error.message
            )
            st.error(markdown_safe(left_out), icon=":material/link_off:")
            found = self._kind()
        self.own.remember(found)
        return found

    def question(self, chosen: T) -> Question:
        """What the address asks of these entries."""
        own = {k: v for k, v in reader.query().items() if k in self._options}
        return Question.of_page(self._name, own | chosen.to_query())

    def picked(self, chart_key: str, dimension: str) -> None:
        """Callback of a chart: filter by the mark that was clicked; a second click takes the filter away."""
        codes = [code for code in reader.mark(chart_key) if code]
        if not codes:
            return
        chosen = self.own.now()
        now = chosen.values(dimension)
        left = [c for c in now if c != codes[0]] if codes[0] in now else [*now, codes[0]]
        self.own.write(chosen.having(dimension, left))

    def in_force(self, chosen: T) -> list[Part[T]]:
        """Every filter: its dimension ('period' beside the known ones), its codes, and what is left without it."""
        found: list[Part[T]] = []
        if chosen.start or chosen.end:
            bare = self._kind(where=chosen.where, scheme=chosen.scheme)
            found.append(("period", (chosen.start, chosen.end), bare))
        for dimension, codes in chosen.where:
            if len(codes) > TOGETHER:
                found.append((dimension, codes, chosen.having(dimension, ())))
                continue
            found += [(dimension, (c,), chosen.having(dimension, [o for o in codes if o != c])) for c in codes]
        return found
