"""The filters of operations: series, goods, places, who led, kind, bases and years."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from data_access.reference import tables as reference
from domain.collation import by_name
from domain.operations.dimensions import OPERATION_DIMENSIONS
from domain.operations.selection import OperationSelection
from pages.parts import operation_reader, reader
from pages.parts.answers import for_reader
from pages.parts.chips import plain, row
from pages.parts.choosing import choose_some, place_labels
from reports.operations.wording import code_names, period_in_words

_FIRST: Final = ("series", "goods", "region", "country", "organisation")
_MORE: Final = ("kind", "category", "combined", "preliminary", "verified", "grade", "arrests_basis", "value_basis")


def filters(selection: OperationSelection) -> None:
    """Draw the filters in the sidebar, and those in force at the top of the page."""
    parts = [
        (_worded(dimension, codes, selection), left) for dimension, codes, left in operation_reader.in_force(selection)
    ]
    undo = operation_reader.undo if operation_reader.can_undo() else None
    row(parts, bare=OperationSelection(scheme=selection.scheme), write=operation_reader.write, undo=undo)
    with st.sidebar:
        for dimension in _FIRST:
            _one(selection, dimension)
        _years(selection)
        box = st.expander(
            reader.t("Kind, caveats, bases"),
            expanded=any(map(selection.values, _MORE)),
            key="operation_filters_more",
            on_change="rerun",
        )
        if box.open:
            with box:
                for dimension in _MORE:
                    _one(selection, dimension)


def labels(selection: OperationSelection, dimension: str) -> dict[str, str]:
    """Code → words of what occurs, in an order to read."""
    if dimension == "region" and selection.scheme != "interpol":
        found = {code: name for code, name in reference.regions(selection.scheme).select("region", "name").iter_rows()}
        return {c: found[c] for c in by_name(found, found)} | {"global": code_names("region", reader.words())["global"]}
    present = {*for_reader().operations.codes(dimension), *selection.values(dimension)} - {""}
    named = code_names(dimension, reader.words(), selection.scheme)
    if dimension == "goods":  # in the order of the taxonomy, with the group of each
        groups = reference.goods_group()
        present |= {groups[c] for c in present if c in groups}
        return {c: name for c, name in named.items() if c in present}
    if dimension == "country":
        return {c: label for c, label in place_labels(present).items() if c in present}
    listed = OPERATION_DIMENSIONS[dimension].codes
    codes = [c for c in listed if c in present] if listed else by_name(present, named)
    return {c: named.get(c, c) for c in codes}


def _one(selection: OperationSelection, dimension: str) -> None:
    options = labels(selection, dimension)
    if len(options) < 2 and not selection.values(dimension):
        return
    choose_some(
        reader.t(OPERATION_DIMENSIONS[dimension].label),
        list(options),
        format_func=lambda code: options.get(code, code),
        key=reader.widget(f"operation_{dimension}", [c for c in selection.values(dimension) if c in options]),
        placeholder=reader.t("All"),
        on_change=_chosen,
        args=(selection, dimension),
    )


def _chosen(selection: OperationSelection, dimension: str) -> None:
    chosen = reader.widget_value(f"operation_{dimension}")
    operation_reader.write(selection.having(dimension, chosen if isinstance(chosen, list) else ()))


def _years(selection: OperationSelection) -> None:
    known = sorted(int(y) for y in for_reader().operations.codes("year"))
    low, high = known[0], known[-1]
    asked = (int(selection.start[:4] or low), int(selection.end[:4] or high))
    span = tuple(min(max(year, low), high) for year in asked)
    st.slider(
        reader.t("Years of the operations"),
        low,
        high,
        key=reader.widget("operation_years", (min(span), max(span))),
        on_change=partial(_years_chosen, selection, low, high),
    )


def _years_chosen(selection: OperationSelection, low: int, high: int) -> None:
    chosen = reader.widget_value("operation_years")
    first, last = chosen if isinstance(chosen, tuple) else (low, high)
    start, end = (f"{first}-01" if first > low else ""), (f"{last}-12" if last < high else "")
    operation_reader.write(replace(selection, start=start, end=end))


def _worded(dimension: str, codes: tuple[str, ...], selection: OperationSelection) -> str:
    """A filter in force: 'Series: Pangea'."""
    if dimension == "period":
        return reader.t("Period: {period}", period=period_in_words(selection, reader.words()))
    named = code_names(dimension, reader.words(), selection.scheme)
    shown = [plain(named.get(code, code)) for code in codes]
    label = reader.t(OPERATION_DIMENSIONS[dimension].label)
    return reader.t("{label}: {names}", label=label, names=reader.words().listed(shown, 3))
