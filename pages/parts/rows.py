"""Rows of a table chosen to filter by: what clicking a mark does with a mouse, by keyboard and for several at once."""

from collections.abc import Mapping
from typing import Any

import polars as pl
import streamlit as st

from domain.crossfilter import NO_CODE, rectangular
from domain.dimensions import DIMENSIONS
from domain.exact import legible
from domain.shares import rounded_share
from pages.parts import reader
from reports.card import Card, Column, headed, looks
from reports.exports import Export

_SMALLEST = 0.0005
"""The format 'localized' shows three decimals: less would read as zero."""


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
    if column.format == "bar":
        return st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1, **shared)
    if column.format in ("share", "points", "degrees"):
        return st.column_config.NumberColumn(**shared)
    if column.format:  # where separators would show something as zero, Streamlit finds the digits itself
        tiny = column.format == "localized" and name in table.columns and _tiny(table[name])
        return st.column_config.NumberColumn(format=None if tiny else column.format, **shared)
    return st.column_config.Column(pinned=column.pinned, **shared)


def _tiny(figures: pl.Series) -> bool:
    sizes = figures.cast(pl.Float64).abs()
    return bool(((sizes > 0) & (sizes < _SMALLEST)).any())


def table(frame: pl.DataFrame, columns: Mapping[str, Column], **look: Any) -> Any:
    """A table with columns named by codes, under their headings; `look` as st.dataframe takes it."""
    shown, looked = headed(frame, columns), looks(columns)
    return st.dataframe(displayed(shown, looked), hide_index=True, column_config=config(shown, looked), **look)


@st.fragment
def pickable(export: Export, card: Card, look: dict[str, Any]) -> None:
    """The table with a box at each row; below it, once rows are chosen, the button that filters by them.

    Its codes: one row for each of the table, columns named after dimensions; null where a row has none of one.
    """
    codes = pl.DataFrame() if card.codes is None else card.codes
    how: dict[str, Any] = {"on_select": "rerun", "selection_mode": "multi-row", "key": f"rows_{export.name}"}
    how |= {"column_config": config(export.table, card.looks)}
    chosen: Any = st.dataframe(displayed(export.table, card.looks), placeholder="–", **how, **look)
    at = [i for i in chosen["selection"]["rows"] if i < codes.height]
    rows = [tuple(None if c is None else str(c) for c in codes.row(i)) for i in at]
    rows = [row for row in rows if not any(c in NO_CODE for c in row)]
    if not rows:
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
