"""What several reports do to a table for readers."""

import polars as pl

from analysis.rates import poisson_interval
from domain.measures import MEASURES
from domain.words import Words
from reports.card import Column
from reports.wording import state_columns, states

UNIT = MEASURES["seizures"].counting_unit
"""Marked: said where it is drawn."""
_FIRST = ("series", "label", "period", "note", "year")


def coded(frame: pl.DataFrame, **columns: str) -> pl.DataFrame:
    """The codes behind the rows of a table: dimension = the column that holds its code."""
    return frame.select(pl.col(column).alias(dimension) for dimension, column in columns.items())


def worded(frame: pl.DataFrame, words: Words) -> pl.DataFrame:
    """A table for readers: labels and states in words, no codes of places or goods. `worded_columns` has its headings.

    frame: value, state; any of series, label, period, note, year, low, high, possible.
    """
    shown = frame.with_columns(pl.col("value").cast(pl.Int64, strict=False))
    first, ends = ([c for c in some if c in shown.columns] for some in (_FIRST, ("low", "high")))
    return shown.select(*first, "value", *ends, *states(shown, words))


def worded_columns(words: Words, heading: str) -> dict[str, Column]:
    """The headings of such a table; `heading` is that of its rows, label or period."""
    return {
        "series": Column(words.t("Series")),
        "label": Column(heading),
        "period": Column(heading),
        "note": Column(words.t("Coverage")),
        "year": Column(words.t("Year")),
        "value": Column(words.t("Reported seizures")),
        "low": Column(words.p("lower end of an interval", "from")),
        "high": Column(words.p("upper end of an interval", "to")),
        **state_columns(words),
    }


def counted(frame: pl.DataFrame) -> list[pl.Series]:
    """`low` and `high` of the counts in `value`: their exact 95 % interval (Garwood 1936), null without a figure."""
    ends = [(None, None) if v is None else poisson_interval(int(v)) for v in frame["value"]]
    return [pl.Series(n, [e[i] for e in ends], dtype=pl.Float64) for i, n in enumerate(("low", "high"))]
