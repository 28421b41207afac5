"""Rows of a table chosen to filter by: what clicking a mark does with a mouse, by keyboard and for several at once."""

from typing import Any

import polars as pl
import streamlit as st

from domain.crossfilter import NO_CODE, rectangular
from domain.dimensions import DIMENSIONS
from domain.shares import rounded_share
from pages.parts import reader
from reports.exports import Export


def displayed(table: pl.DataFrame, columns: dict[str, Any] | None) -> pl.DataFrame:
    """The table as it is shown: shares to a tenth of a per cent (Streamlit gives hundredths); files keep them whole."""
    shares = [n for n, c in (columns or {}).items() if c and (c.get("type_config") or {}).get("format") == "percent"]
    return table.with_columns(rounded_share(pl.col(n), 3) for n in shares if n in table.columns)


@st.fragment
def pickable(export: Export, codes: pl.DataFrame, look: dict[str, Any]) -> None:
    """The table with a box at each row; below it, once rows are chosen, the button that filters by them.

    `codes`: one row for each of the table, columns named after dimensions; null where a row tells nothing of one.
    """
    how: dict[str, Any] = {"on_select": "rerun", "selection_mode": "multi-row"}
    chosen: Any = st.dataframe(
        displayed(export.table, look["column_config"]), placeholder="–", key=f"rows_{export.name}", **how, **look
    )
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
        st.caption("A filter keeps every combination of what stands in these rows.")
