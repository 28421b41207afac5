"""How the numbers and dates of a table are written: as the reader says, else as their whole column shows."""

import re
from dataclasses import replace

import polars as pl

from data_access.sources.auto.fields import UNREPORTED
from data_access.sources.auto.files.raw import RawTable
from data_access.sources.auto.mapping import ROW, Mapping
from data_access.sources.auto.values.numbers import DateStyle, NumberStyle, date_style, number_style, parse_date

_SIGNS = re.compile(r"[$€£¥₹₽%\s]")


def values(table: RawTable, column: str) -> list[str]:
    """The distinct values of a column that are known, all of them: a style may change late in a file."""
    texts = table.frame[column]
    known = texts.filter(~texts.str.strip_chars().str.to_lowercase().is_in(UNREPORTED))
    return known.unique(maintain_order=True).to_list()


def styles(table: RawTable, mapping: Mapping, name: str) -> NumberStyle:
    """How the numbers of a field are written: as said, else as the column shows."""
    column = mapping.column(name)
    style = number_style(values(table, column)) if column else number_style([])
    said = mapping.option("decimal") or (_decimal_elsewhere(table) if style.ambiguous else "")
    return replace(style, decimal=said, ambiguous=False, thousands="," if said == "." else ".") if said else style


def _decimal_elsewhere(table: RawTable) -> str:
    """The decimal mark that every other column with a clear number shows: a file has one way of writing them."""
    columns = [c for c in table.frame.columns if c != ROW]
    texts = ([_SIGNS.sub("", value) for value in values(table, c)] for c in columns)
    found = {style.decimal for t in texts if not (style := number_style(t)).ambiguous and style.decimal}
    return found.pop() if len(found) == 1 else ""


def dates(table: RawTable, mapping: Mapping) -> DateStyle:
    """How the dates are written: as said, else as the column shows."""
    column = mapping.column("date")
    style = date_style(values(table, column)) if column else date_style([])
    said = mapping.option("date_order")
    start = int(mapping.option("fiscal_start") or 0)
    style = replace(style, fiscal_start=start or style.fiscal_start)
    return replace(style, order=said, ambiguous=False) if said else style


def changes_order(texts: pl.Series, said: str) -> pl.Series:
    """True for dates that fit both orders and stand beside rows that fit another one than is said.

    `said`: dmy or mdy. In a column in which the order changes, nobody knows on which side of the change they stand.
    """
    distinct = {t: _orders(t) for t in texts.unique().to_list()}
    sure = texts.replace_strict(distinct, default="", return_dtype=pl.String)
    order = pl.when(pl.col("sure").is_in(["dmy", "mdy"])).then(pl.col("sure"))
    frame = pl.DataFrame({"sure": sure}).with_columns(
        order.forward_fill().fill_null(said).alias("before"), order.backward_fill().fill_null(said).alias("after")
    )
    beside = (pl.col("before") != said) | (pl.col("after") != said)
    return frame.select(((pl.col("sure") == "both") & beside).alias("open"))["open"]


def _orders(text: str) -> str:
    """'dmy', 'mdy', 'both' or '' (neither, or the same day both ways)."""
    found = {}
    for order in ("dmy", "mdy"):
        dated = parse_date(text, DateStyle(order=order))
        if dated and dated[1] == "day":
            found[order] = dated[0]
    if len(found) == 2:
        return "both" if len(set(found.values())) == 2 else ""
    return next(iter(found), "")
