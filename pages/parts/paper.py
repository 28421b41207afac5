"""A table for paper: Streamlit draws its tables on a canvas, of which a printer gets what is in sight and no more."""

from collections.abc import Mapping
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from pages.parts import reader
from pages.parts.rows import interval_text, shown
from reports.card import Column

MOST = 25
"""So many rows are printed; all are in the files."""


def on_paper(table: pl.DataFrame, columns: Mapping[str, Column]) -> None:
    """Beside a table of the page: the same for print (desk.css shows it there alone), under the whole headings."""
    st.html(html_table(table, columns))


def html_table(table: pl.DataFrame, columns: Mapping[str, Column]) -> str:
    """The first rows as HTML, figures as the page shows them; what is left out is said."""
    looks = {name: column.format for name, column in columns.items()}
    rows, _ = shown(table.head(MOST), columns)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows.columns)  # untranslated
    names = [(name, looks.get(name, ""), rows[name].dtype.is_numeric()) for name in rows.columns]
    body = "".join(f"<tr>{''.join(map(_cell, row, names))}</tr>" for row in rows.iter_rows())
    left = table.height - rows.height
    more = reader.n("{n} more row in the files of this table.", "{n} more rows in the files of this table.", left)
    said = f"<caption>{escape(more)}</caption>" if left else ""
    inside = f"{said}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
    return '<table class="on-paper" aria-hidden="true">' + inside + "</table>"  # untranslated


def _cell(value: Any, column: tuple[str, str, bool]) -> str:
    _, look, figure = column
    if figure and value is not None:
        value = interval_text(float(value), float(value), {"bar": "percent"}.get(look, look), reader.words())
    kind = ' class="figure"' if figure else ""
    return f"<td{kind}>{escape('–' if value is None else str(value))}</td>"
