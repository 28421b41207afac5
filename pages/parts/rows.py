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
from reports.card import Card, Column
from reports.exports import Export

_PLACES = ("Latitude", "Longitude")
_SMALLEST = 0.0005
"""The format 'localized' shows three decimals: less would read as zero."""


def displayed(table: pl.DataFrame, columns: Mapping[str, Column]) -> pl.DataFrame:
    """The table as it is shown: figures to be read at a glance, shares to a tenth of a per cent; files keep them whole.

    Neither what is above nothing becomes zero, nor a share that lacks some the whole.
    """
    numbers = [n for n, kind in table.schema.items() if (kind.is_float() or kind.is_decimal()) and n not in _PLACES]
    return table.with_columns(_shown(n, columns.get(n, Column())).alias(n) for n in numbers)


def _shown(name: str, column: Column) -> pl.Expr:
    if column.format in ("percent", "bar"):
        return rounded_share(pl.col(name), 3)
    if "%" in name:
        return rounded_share(pl.col(name), 1, whole=100)
    return rounded_share(pl.col(name), 4) if "share" in name.lower() else legible(pl.col(name))


def config(table: pl.DataFrame, columns: Mapping[str, Column]) -> dict[str, Any]:
    """How Streamlit shows the columns."""
    return {name: _configured(name, column, table) for name, column in columns.items()}


def _configured(name: str, column: Column, table: pl.DataFrame) -> Any:
    shared: dict[str, Any] = {"label": column.label or None, "help": column.help or None, "width": column.width or None}
    if column.format == "bar":
        return st.column_config.ProgressColumn(format="percent", min_value=0, max_value=1, **shared)
    if column.format:  # where separators would show something as zero, Streamlit finds the digits itself
        tiny = column.format == "localized" and name in table.columns and _tiny(table[name])
        return st.column_config.NumberColumn(format=None if tiny else column.format, **shared)
    return st.column_config.TextColumn(pinned=column.pinned, **shared)


def _tiny(figures: pl.Series) -> bool:
    sizes = figures.cast(pl.Float64).abs()
    return bool(((sizes > 0) & (sizes < _SMALLEST)).any())


@st.fragment
def pickable(export: Export, card: Card, look: dict[str, Any]) -> None:
    """The table with a box at each row; below it, once rows are chosen, the button that filters by them.

    Its codes: one row for each of the table, columns named after dimensions; null where a row has none of one.
    """
    codes = pl.DataFrame() if card.codes is None else card.codes
    how: dict[str, Any] = {"on_select": "rerun", "selection_mode": "multi-row", "key": f"rows_{export.name}"}
    how |= {"column_config": config(export.table, card.columns)}
    chosen: Any = st.dataframe(displayed(export.table, card.columns), placeholder="–", **how, **look)
    at = [i for i in chosen["selection"]["rows"] if i < codes.height]
    rows = [tuple(None if c is None else str(c) for c in codes.row(i)) for i in at]
    rows = [row for row in rows if not any(c in NO_CODE for c in row)]
    if not rows:
        st.caption("Choose rows to filter this page by them (by keyboard: Shift + Space on a row).")
        return
    label = f"Filter by {'this row' if len(rows) == 1 else f'these {len(rows)} rows'}"
    said = {"against": "what is compared"}
    told = [d for i, d in enumerate(codes.columns) if any(row[i] is not None for row in rows)]
    by = " and ".join(said.get(d) or DIMENSIONS[d].label.lower() for d in told)
    if st.button(label, key=f"pick_{export.name}", type="primary", icon=":material/filter_alt:", help=f"By {by}"):
        reader.pick_rows(codes.columns, rows)
        st.rerun()
    if not rectangular(rows):
        st.caption("A filter keeps every combination of the values in these rows.")
