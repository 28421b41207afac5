"""Rows of a table chosen to filter by: what clicking a mark does with a mouse, by keyboard and for several at once."""

import re
from collections.abc import Mapping
from dataclasses import replace
from math import ceil, floor
from typing import Any

import polars as pl
import streamlit as st

from domain.crossfilter import NO_CODE, rectangular
from domain.dimensions import DIMENSIONS
from domain.exact import legible
from domain.shares import rounded_share
from domain.words import Words
from pages.parts import reader
from reports.card import Card, Column, headed, looks
from reports.exports import Export

_SMALLEST = 0.0005
"""The format 'localized' shows three decimals: less would read as zero."""


def shown(table: pl.DataFrame, columns: Mapping[str, Column]) -> tuple[pl.DataFrame, dict[str, Any]]:
    """A table under its headings as a page shows it, and how Streamlit shows its columns: the one place for all tables.

    Figures are rounded to be read; the two ends of an interval are one column in words; the first column stays in sight
    when a phone scrolls the others. Files keep all of it apart and whole.
    """
    table, columns = _with_intervals(displayed(table, columns), columns)
    looks = dict(columns)
    if table.width > FEW and not any(looks[n].pinned for n in table.columns if n in looks):
        first = looks.get(table.columns[0], Column(""))
        looks[table.columns[0]] = replace(first, pinned=True, width=first.width or _room(table[:, 0]))
    return table, config(table, looks)


FEW = 2
"""So many columns fit on a phone without scrolling."""
_WIDEST, _LETTER, _EDGES = 150, 7, 26
"""Pixels: on a phone half of the table is left for the other columns."""


def _room(values: pl.Series) -> int:
    """Pixels in which the texts of a column, or its heading, can be read, as far as a phone has room for it."""
    texts = values.cast(pl.String).drop_nulls().to_list()
    longest = max(map(len, [values.name, *texts]))
    return min(_EDGES + _LETTER * longest, _WIDEST)


def _with_intervals(table: pl.DataFrame, columns: Mapping[str, Column]) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The two ends of each interval as one column of text, in the place of the upper one."""
    looks = dict(columns)
    ends: dict[str, list[str]] = {}
    for name in table.columns:
        if name in looks and looks[name].interval:
            ends.setdefault(looks[name].interval, []).append(name)
    for heading, (low, high) in ((h, pair) for h, pair in ends.items() if len(pair) == 2):
        look = looks[high]
        texts = [interval_text(a, b, look.format, reader.words()) for a, b in table.select(low, high).iter_rows()]
        table = table.with_columns(pl.Series(high, texts, pl.String)).drop(low).rename({high: heading})
        looks[heading] = replace(look, label=heading, format="", interval="")
    return table, looks


def interval_text(low: float | None, high: float | None, look: str, words: Words) -> str | None:
    """'51–100%', '1,204–1,510', '12 or more'; one figure where both ends are the same, None without any."""
    if low is None and high is None:
        return None
    whole = {"percent": 1, "share": 1, "points": 100}.get(look)
    if look == "whole":  # counts: outwards, so that the interval does not become narrower than it is
        low, high = None if low is None else floor(low), None if high is None else ceil(high)
    first, last = (
        "" if end is None else words.percent(float(end) / whole) if whole else words.number(float(end))
        for end in (low, high)
    )
    if not last:
        return words.t("{figure} or more", figure=first)
    if not first:
        return words.t("{figure} or less", figure=last)
    if first == last:
        return last
    unit = _UNIT.search(last)
    return words.t("{first}–{last}", first=first.removesuffix(unit.group()) if unit else first, last=last)


_UNIT = re.compile(r"[^\d]+$")
"""What follows the digits of a figure, such as a per cent sign: it stands once in an interval."""


def displayed(table: pl.DataFrame, columns: Mapping[str, Column]) -> pl.DataFrame:
    """The table as it is shown: figures to be read at a glance, shares to a tenth of a per cent; files keep them whole.

    Neither what is above nothing becomes zero, nor a share that lacks some the whole.
    """
    numbers = [n for n, kind in table.schema.items() if kind.is_float() or kind.is_decimal()]
    return table.with_columns(_shown(pl.col(n), columns.get(n, Column(n)).format).alias(n) for n in numbers)


def _shown(figures: pl.Expr, look: str) -> pl.Expr:
    """Figures as far as they are legible; places on the map as they are."""
    digits = {"percent": 3, "bar": 3, "share": 4}
    if look in digits:
        return rounded_share(figures, digits[look])
    if look == "points":
        return rounded_share(figures, 1, whole=100)
    return figures if look == "degrees" else legible(figures)


def config(table: pl.DataFrame, columns: Mapping[str, Column]) -> dict[str, Any]:
    """How Streamlit shows the columns."""
    return {name: _configured(name, column, table) for name, column in columns.items()}


def _configured(name: str, column: Column, table: pl.DataFrame) -> Any:
    shared: dict[str, Any] = {"label": column.short or None, "help": column.help or None, "width": column.width or None}
    shared |= {"pinned": True} if column.pinned else {}
    if column.format == "bar":
        return st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1, **shared)
    if column.format in ("share", "points", "degrees"):
        return st.column_config.NumberColumn(**shared)
    if (
        column.format and column.format != "whole"
    ):  # where separators would show something as zero, Streamlit finds the digits itself
        tiny = column.format == "localized" and name in table.columns and _tiny(table[name])
        return st.column_config.NumberColumn(format=None if tiny else column.format, **shared)
    return st.column_config.Column(**shared)


def _tiny(figures: pl.Series) -> bool:
    sizes = figures.cast(pl.Float64).abs()
    return bool(((sizes > 0) & (sizes < _SMALLEST)).any())


def table(frame: pl.DataFrame, columns: Mapping[str, Column], **look: Any) -> Any:
    """A table with columns named by codes, under their headings; `look` as st.dataframe takes it."""
    rows, columns_look = shown(headed(frame, columns), looks(columns))
    return st.dataframe(rows, hide_index=True, column_config=columns_look, **look)


@st.fragment
def pickable(export: Export, card: Card, look: dict[str, Any]) -> None:
    """The table with a box at each row; below it, once rows are chosen, the button that filters by them.

    Its codes: one row for each of the table, columns named after dimensions; null where a row has none of one.
    """
    codes = pl.DataFrame() if card.codes is None else card.codes
    how: dict[str, Any] = {"on_select": "rerun", "selection_mode": "multi-row", "key": f"rows_{export.name}"}
    table_shown, how["column_config"] = shown(export.table, card.looks)
    chosen: Any = st.dataframe(table_shown, placeholder="–", **how, **look)
    at = [i for i in chosen["selection"]["rows"] if i < codes.height]
    rows = [tuple(None if c is None else str(c) for c in codes.row(i)) for i in at]
    rows = [row for row in rows if not any(c in NO_CODE for c in row)]
    if not rows:
        with st.container(key=f"choose_{export.name}"):  # not on paper
            st.caption(reader.t("Choose rows to filter this page by them (by keyboard: Shift + Space on a row)."))
        return
    label = reader.n("Filter by this row", "Filter by these {n} rows", len(rows))
    named = [d for i, d in enumerate(codes.columns) if any(row[i] is not None for row in rows)]
    by = reader.t("By {dimensions}", dimensions=reader.words().listed([_inside(d) for d in named]))
    if st.button(label, key=f"pick_{export.name}", type="primary", icon=":material/filter_alt:", help=by):
        reader.pick_rows(codes.columns, rows)
        st.rerun()
    if not rectangular(rows):
        st.caption(reader.t("A filter keeps every combination of the values in these rows."))


def _inside(dimension: str) -> str:
    """What is filtered by, inside a sentence; on *Compare* the list of what is compared."""
    return reader.t("what is compared") if dimension == "against" else reader.t(DIMENSIONS[dimension].inside)
