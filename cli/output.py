"""An answer as table, CSV or JSON: columns named after the dimensions, then the measure, then state."""

import json
from collections.abc import Sequence

import polars as pl

from domain.forms import PLACES
from reports.exports import spreadsheet_safe

_WHOLE = 2**53


def printed(frame: pl.DataFrame, measure: str, by: Sequence[str], form: str, top: int | None) -> str:
    """The text to print. Sorted by dimensions; with `top` by measure, largest first.

    Places are never ranked: of them `top` tells which ones are printed, their order stays A–Z by code. `possible`:
    seizures that may belong to the row too, because a field of theirs is not known.
    """
    if top is not None:
        order = ["value", *by]
        frame = frame.sort(order, descending=[True, *[False] * len(by)], nulls_last=True).head(top)
        frame = frame.sort(by) if PLACES & set(by) else frame
    extra = [c for c in ("unit", "n_reported") if c in frame.columns]
    frame = frame.select(*by, pl.col("value").alias(measure), *extra, "state", "possible")
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


def as_text(frame: pl.DataFrame, form: str) -> str:
    """A frame as table, CSV or JSON. CSV is opened in spreadsheets: nothing of the data becomes a formula there."""
    if form == "csv":
        return str(spreadsheet_safe(frame).write_csv())
    if form == "json":
        return json.dumps([_plain(row) for row in frame.to_dicts()], ensure_ascii=False) + "\n"
    with pl.Config(
        tbl_rows=-1,
        tbl_cols=-1,
        tbl_hide_dataframe_shape=True,
        tbl_hide_column_data_types=True,
        fmt_str_lengths=80,
        tbl_width_chars=200,
        thousands_separator=",",
    ):
        return f"{frame}\n"


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Whole numbers without a decimal point."""
    return {k: int(v) if isinstance(v, float) and v.is_integer() and abs(v) < _WHOLE else v for k, v in row.items()}
