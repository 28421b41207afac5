"""The filters of benchmarks: who published, of which goods, what kind of figure, and years."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from data_access.reference import tables as reference
from domain.benchmarks.dimensions import BENCHMARK_DIMENSIONS
from domain.benchmarks.selection import BenchmarkSelection
from domain.collation import by_name
from pages.parts import benchmark_reader, reader
from pages.parts.answers import for_reader
from pages.parts.chips import plain, row
from pages.parts.choosing import choose_some
from reports.benchmarks.wording import code_names
from reports.operations.wording import period_in_words

_SHOWN: Final = ("series", "goods", "kind")


def filters(selection: BenchmarkSelection) -> None:
    """Draw the filters in the sidebar, and those in force at the top of the page."""
    parts = [(_worded(dimension, codes), left) for dimension, codes, left in benchmark_reader.in_force(selection)]
    undo = benchmark_reader.undo if benchmark_reader.can_undo() else None
    row(parts, bare=BenchmarkSelection(), write=benchmark_reader.write, undo=undo)
    with st.sidebar:
        for dimension in _SHOWN:
            _one(selection, dimension)
        _years(selection)


def labels(selection: BenchmarkSelection, dimension: str) -> dict[str, str]:
    """Code → words of what occurs, in an order to read."""
    present = {*for_reader().benchmarks.codes(dimension), *selection.values(dimension)} - {""}
    named = code_names(dimension, reader.words())
    if dimension == "goods":  # in the order of the taxonomy, with the group of each
        groups = reference.goods_group()
        present |= {groups[c] for c in present if c in groups}
        return {c: name for c, name in named.items() if c in present}
    listed = BENCHMARK_DIMENSIONS[dimension].codes
    return {c: named.get(c, c) for c in ([c for c in listed if c in present] if listed else by_name(present, named))}


def _one(selection: BenchmarkSelection, dimension: str) -> None:
    options = labels(selection, dimension)
    choose_some(
        reader.t(BENCHMARK_DIMENSIONS[dimension].label),
        list(options),
        format_func=lambda code: options.get(code, code),
        key=reader.widget(f"benchmark_{dimension}", [c for c in selection.values(dimension) if c in options]),
        placeholder=reader.t("All"),
        on_change=_chosen,
        args=(selection, dimension),
    )


def _chosen(selection: BenchmarkSelection, dimension: str) -> None:
    chosen = reader.widget_value(f"benchmark_{dimension}")
    benchmark_reader.write(selection.having(dimension, chosen if isinstance(chosen, list) else ()))


def _years(selection: BenchmarkSelection) -> None:
    known = sorted(int(y) for y in for_reader().benchmarks.codes("year"))
    low, high = known[0], known[-1]
    asked = (int(selection.start[:4] or low), int(selection.end[:4] or high))
    span = tuple(min(max(year, low), high) for year in asked)
    st.slider(
        reader.t("Years of the published figures"),
        low,
        high,
        key=reader.widget("benchmark_years", (min(span), max(span))),
        on_change=partial(_years_chosen, selection, low, high),
    )


def _years_chosen(selection: BenchmarkSelection, low: int, high: int) -> None:
    chosen = reader.widget_value("benchmark_years")
    first, last = chosen if isinstance(chosen, tuple) else (low, high)
    start, end = (f"{first}-01" if first > low else ""), (f"{last}-12" if last < high else "")
    benchmark_reader.write(replace(selection, start=start, end=end))


def _worded(dimension: str, codes: tuple[str, ...]) -> str:
    """A filter in force: 'Published series: UNODC World Drug Report'."""
    if dimension == "period":
        period = BenchmarkSelection(start=codes[0], end=codes[1])
        return reader.t("Period: {period}", period=period_in_words(period, reader.words()))
    named = code_names(dimension, reader.words())
    shown = [plain(named.get(code, code)) for code in codes]
    label = reader.t(BENCHMARK_DIMENSIONS[dimension].label)
    return reader.t("{label}: {names}", label=label, names=reader.words().listed(shown, 3))
