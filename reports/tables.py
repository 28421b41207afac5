"""What several reports do to a table for readers."""

from typing import Literal

import polars as pl

from analysis.rates import poisson_interval
from domain.measures import MEASURES
from domain.messages import N_
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
        "note": Column(
            words.t("Coverage"), help=words.t("Of how many years, or by how many places, there are records.")
        ),
        "year": Column(words.t("Year")),
        "value": Column(words.t("Reported seizures"), format="localized", help=words.t(VALUE_HELP)),
        **interval(words, look="whole"),
        **state_columns(words),
    }


VALUE_HELP = N_("Seizures that authorities found and reported; how many were made, nobody knows.")
INTERVAL_HELP = N_(
    "Chance alone would put the figure between these two in 95 of 100 cases. What was not reported is not in it."
)


def interval(
    words: Words,
    *,
    ends: tuple[str, str] = ("low", "high"),
    name: str = "",
    look: Literal["localized", "whole", "percent", "points"] = "localized",
    width: int = 0,
) -> dict[str, Column]:
    """The two ends of an interval, the lower one first: columns of their own in files, one on a page ('51–100%').

    `name`: what kind of interval it is, in the reader's language; '' for a 95 % interval.
    """
    name, help_ = name or words.t("95% interval"), "" if name else words.t(INTERVAL_HELP)
    labels = (words.t("{interval}, lower end", interval=name), words.t("{interval}, upper end", interval=name))
    return {
        end: Column(label, format=look, interval=name, help=help_, width=width)
        for end, label in zip(ends, labels, strict=True)
    }


def counted(frame: pl.DataFrame) -> list[pl.Series]:
    """`low` and `high` of the counts in `value`: their exact 95 % interval (Garwood 1936), null without a figure."""
    ends = [(None, None) if v is None else poisson_interval(int(v)) for v in frame["value"]]
    return [pl.Series(n, [e[i] for e in ends], dtype=pl.Float64) for i, n in enumerate(("low", "high"))]
