"""Legs that are new in the data: first seen in their last months, by a reporter that reported departures before.

Rule of shared/design/methods.md §6.3: first seen within 24 months of the end of the data, and at least two seizures.
A reporter that never reported a departure before makes no leg new: then only its reporting is.
"""

import polars as pl

from analysis.flows import UNREPORTED

MONTHS, LEAST = 24, 2
"""Length of the window at the end of the data, and how many seizures make a leg."""
NEW_LEGS: dict[str, type[pl.DataType]] = {
    "start": pl.String,
    "end": pl.String,
    "value": pl.Float64,
    "first": pl.String,
    "before": pl.Float64,
}


def window(frame: pl.DataFrame) -> tuple[str, str]:
    """First and last month of the last 24 months in which any leg is known, else two times ''. frame: see new_legs."""
    last = _reported(frame)["latest"].max()
    if last is None:
        return "", ""
    number = int(str(last)[:4]) * 12 + int(str(last)[5:]) - 1 - (MONTHS - 1)
    return f"{number // 12:04d}-{number % 12 + 1:02d}", str(last)


def new_legs(frame: pl.DataFrame) -> pl.DataFrame:
    """NEW_LEGS, sorted by codes: `value` seizures since `first` (a month); `before`: how many seizures with a reported
    departure the place of seizure had before the window.

    frame: departure, country (of seizure), year, month ('' where only the year is known: then it may have been January,
    and for the end of the data December), value. Exact copies are to be left out before: they are not independent.
    """
    start, _ = window(frame)
    reported = _reported(frame)
    before = reported.filter(pl.col("earliest") < start).group_by("country").agg(pl.col("value").sum().alias("before"))
    across = reported.filter(pl.col("departure") != pl.col("country"))
    legs = across.group_by(pl.col("departure").alias("start"), pl.col("country").alias("end")).agg(
        pl.col("value").sum(), pl.col("earliest").min().alias("first")
    )
    new = legs.filter(pl.col("first") >= start, pl.col("value") >= LEAST)
    found = new.join(before, left_on="end", right_on="country")
    return found.select(pl.col(c).cast(t) for c, t in NEW_LEGS.items()).sort("start", "end")


def _reported(frame: pl.DataFrame) -> pl.DataFrame:
    """The seizures that report both ends, each with the earliest and the latest month that it can be of."""
    month, year = pl.col("month"), pl.col("year").cast(pl.String)
    both = frame.drop_nulls("value").filter(
        ~pl.col("departure").is_in(UNREPORTED), ~pl.col("country").is_in(UNREPORTED)
    )
    return both.with_columns(
        pl.when(month == "").then(year + "-01").otherwise(month).alias("earliest"),
        pl.when(month == "").then(year + "-12").otherwise(month).alias("latest"),
    )
