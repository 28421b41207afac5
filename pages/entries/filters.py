"""The filters of dated entries in the sidebar, and those in force at the top of the page: the same for each kind."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.entries.selection import DatedSelection
from pages.parts import reader
from pages.parts.chips import plain, row
from pages.parts.choosing import choose_some, place_labels
from pages.parts.ledger_reader import LedgerReader
from reports.entries.wording import PLACES, code_names, period_in_words


@dataclass(frozen=True, kw_only=True)
class LedgerFilters:
    """`key`: begins the keys of its widgets. `codes`: the codes of a dimension that occur. `first`: dimensions in the
    sidebar, `more`: those that are folded below `heading`, if any. `years`: what the slider of years is called.
    """

    key: str
    reader: LedgerReader[Any]
    codes: Callable[[str], list[str]]
    first: tuple[str, ...]
    years: str
    more: tuple[str, ...] = ()
    heading: str = ""

    def draw(self, selection: DatedSelection) -> None:
        """Draw them."""
        own = self.reader.own
        parts = [
            (_worded(dimension, codes, selection), left) for dimension, codes, left in self.reader.in_force(selection)
        ]
        bare = type(selection)(scheme=selection.scheme)
        row(parts, bare=bare, write=own.write, undo=own.undo if own.can_undo() else None)
        with st.sidebar:
            for dimension in self.first:
                self._one(selection, dimension)
            self._years(selection)
            if self.more:
                self._folded(selection)

    def _folded(self, selection: DatedSelection) -> None:
        in_use = any(map(selection.values, self.more))
        key = f"{self.key}_filters_more"
        box = st.expander(reader.t(self.heading), expanded=in_use, key=key, on_change="rerun")
        if box.open:
            with box:
                for dimension in self.more:
                    self._one(selection, dimension)

    def labels(self, selection: DatedSelection, dimension: str) -> dict[str, str]:
        """Code → words of what occurs, in an order to read."""
        listed = selection.dimensions[dimension].codes
        if dimension == "region" and not (listed and selection.scheme == "interpol"):
            names = reference.regions(selection.scheme).select("region", "name").iter_rows()
            found = {code: name for code, name in names}
            worldwide = {code: reader.t(label) for code, label in listed.items() if code == "global"}
            return {c: found[c] for c in by_name(found, found)} | worldwide
        present = {*self.codes(dimension), *selection.values(dimension)} - {""}
        named = code_names(type(selection), dimension, reader.words(), selection.scheme)
        if dimension == "goods":  # in the order of the taxonomy, with the group of each
            groups = reference.goods_group()
            present |= {groups[c] for c in present if c in groups}
            return {c: name for c, name in named.items() if c in present}
        if dimension in PLACES:
            return {c: label for c, label in place_labels(present).items() if c in present}
        codes = [c for c in listed if c in present] if listed else by_name(present, named)
        return {c: named.get(c, c) for c in codes}

    def _one(self, selection: DatedSelection, dimension: str) -> None:
        options = self.labels(selection, dimension)
        if len(options) < 2 and not selection.values(dimension):
            return
        choose_some(
            reader.t(selection.dimensions[dimension].label),
            list(options),
            format_func=lambda code: options.get(code, code),
            key=reader.widget(f"{self.key}_{dimension}", [c for c in selection.values(dimension) if c in options]),
            placeholder=reader.t("All"),
            on_change=self._chosen,
            args=(selection, dimension),
        )

    def _chosen(self, selection: DatedSelection, dimension: str) -> None:
        chosen = reader.widget_value(f"{self.key}_{dimension}")
        self.reader.own.write(selection.having(dimension, chosen if isinstance(chosen, list) else ()))

    def _years(self, selection: DatedSelection) -> None:
        known = sorted(int(year) for year in self.codes("year"))
        if not known or known[0] == known[-1]:
            return
        low, high = known[0], known[-1]
        asked = (int(selection.start[:4] or low), int(selection.end[:4] or high))
        span = tuple(min(max(year, low), high) for year in asked)
        st.slider(
            reader.t(self.years),
            low,
            high,
            key=reader.widget(f"{self.key}_years", (min(span), max(span))),
            on_change=partial(self._years_chosen, selection, low, high),
        )

    def _years_chosen(self, selection: DatedSelection, low: int, high: int) -> None:
        chosen = reader.widget_value(f"{self.key}_years")
        first, last = chosen if isinstance(chosen, tuple) else (low, high)
        start, end = (f"{first}-01" if first > low else ""), (f"{last}-12" if last < high else "")
        self.reader.own.write(replace(selection, start=start, end=end))


def _worded(dimension: str, codes: tuple[str, ...], selection: DatedSelection) -> str:
    """A filter in force: 'Series: Pangea'."""
    if dimension == "period":
        return reader.t("Period: {period}", period=period_in_words(selection, reader.words()))
    named = code_names(type(selection), dimension, reader.words(), selection.scheme)
    shown = [plain(named.get(code, code)) for code in codes]
    label = reader.t(selection.dimensions[dimension].label)
    return reader.t("{label}: {names}", label=label, names=reader.words().listed(shown, 3))
