"""The frames that all kinds of entries share."""

import polars as pl

HISTORY_SCHEMA: dict[str, type[pl.DataType]] = {
    "version": pl.Int64,
    "state": pl.String,
    "saved_at": pl.Datetime,
    "saved_by": pl.String,
    "reason": pl.String,
    "handling": pl.String,
}
"""The versions of an entry, newest first."""
