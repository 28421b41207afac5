"""An answer as table, CSV or JSON: columns named after the dimensions, then the measure, then state."""

import json
import re
from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from cli.language import words
from data_access.cube.rollup import per_unit
from domain.exact import figures, plain
from domain.forms import PLACES
from reports.exports import csv_text

_WHOLE = 2**53


def printed(
    frame: pl.DataFrame, measure: str, by: Sequence[str], form: str, top: int | None, unit_class: str = ""
) -> str:
    """The text to print. Sorted by dimensions; with `top` by measure, largest first.

    Places are never ranked: of them `top` says which ones are printed, their order stays A–Z by code. `possible`:
    seizures that may belong to the row too, because a field of theirs is not known.
    """
    if top is not None:
        order = ["value", *by]
        frame = frame.sort(order, descending=[True, *[False] * len(by)], nulls_last=True).head(top)
        frame = frame.sort(by) if PLACES & set(by) else frame
    extra = [c for c in ("unit", "n_reported") if c in frame.columns]
    exact = figures(per_unit(measure, unit_class), frame)
    frame = frame.select(*by, exact.alias(measure), *extra, "state", "possible")
    if measure == "seizures":
        frame = frame.with_columns(pl.col(measure).cast(pl.Int64))
    return as_text(frame, form)


def printed_statistics(frame: pl.DataFrame, indicator: str, by: Sequence[str], form: str, top: int | None) -> str:
    """Columns: the dimensions, the indicator (empty for an interval), low, high, unit, n, state."""
    if top is not None:
        frame = frame.sort("high", descending=True, nulls_last=True).head(top)
        frame = frame.sort(by) if PLACES & set(by) else frame
    named = frame.select(*by, pl.col("value").alias(indicator), "low", "high", "unit", "n", "state")
    return as_text(named, form)


def in_words(total: float | None) -> str:
    """'1,234.5', with every digit."""
    return words().t("not known") if total is None else f"{Decimal(repr(total)).normalize():,f}"


def as_text(frame: pl.DataFrame, form: str) -> str:
    """A frame as table, CSV or JSON. CSV is opened in spreadsheets: nothing of the data becomes a formula there."""
    if form == "csv":
        return csv_text(frame)
    if form == "json":
        text = json.dumps([_plain(row) for row in frame.to_dicts()], ensure_ascii=False, default=_marked)
        return re.sub(_MARKED, r"\1", text) + "\n"
    with pl.Config(
        fmt_float="full",
        tbl_rows=-1,
        tbl_cols=-1,
        tbl_hide_dataframe_shape=True,
        tbl_hide_column_data_types=True,
        fmt_str_lengths=80,
        tbl_width_chars=200,
        thousands_separator=",",
    ):
        return f"{frame}\n"


_MARKED = r'"\\u0000([-0-9.]+)\\u0000"'


def _marked(number: object) -> str:
    """A decimal between two marks that are taken off again with the quotes: JSON knows numbers of any length."""
    if not isinstance(number, Decimal):
        raise TypeError(type(number).__name__)
    return f"\0{plain(number)}\0"


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Whole numbers without a decimal point."""
    return {k: int(v) if isinstance(v, float) and v.is_integer() and abs(v) < _WHOLE else v for k, v in row.items()}
