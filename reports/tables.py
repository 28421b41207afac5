"""What several reports do to a table for readers."""

import polars as pl

from analysis.rates import poisson_interval
from domain.measures import MEASURES
from reports.wording import states

UNIT = MEASURES["seizures"].counting_unit


def coded(frame: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """The codes behind the rows of a table: dimension = the column that holds its code."""
    return frame.select(pl.col(column).alias(dimension) for dimension, column in columns.items())


def worded(frame: pl.DataFrame, heading: str) -> pl.DataFrame:
    """A table for readers: labels and states in words, no codes."""
    shown = frame.with_columns(pl.col("value").cast(pl.Int64, strict=False))
    extra = {"series": "Series", "label": heading, "period": heading, "note": "Coverage", "year": "Year"}
    columns = [pl.col(c).alias(n) for c, n in extra.items() if c in shown.columns]
    ends = [pl.col(c).alias(n) for c, n in (("low", "from"), ("high", "to")) if c in shown.columns]
    return shown.select(*columns, pl.col("value").alias("Reported seizures"), *ends, *states(shown))


def counted(frame: pl.DataFrame) -> list[pl.Series]:
    """`low` and `high` of the counts in `value`: their exact 95 % interval (Garwood 1936), null without a figure."""
    ends = [(None, None) if v is None else poisson_interval(int(v)) for v in frame["value"]]
    return [pl.Series(n, [e[i] for e in ends], dtype=pl.Float64) for i, n in enumerate(("low", "high"))]
