"""For how much of each year a place was observed: the months asked for that the sources behind its figure reported."""

from collections.abc import Sequence

import polars as pl

SHARE = 0.01
"""A source with less of a place's figure decides no year of it: three seizures of a long source would thin out those of
a short one (our rule)."""
FEW_A_MONTH = 2.0
"""Below so many records a month a quiet month at an end is chance: the first and the last year count whole."""


def spans(records: pl.DataFrame) -> pl.DataFrame:
    """source, first, last: the months that a source reaches from and to ('' where they cannot be known).

    records: source, month ('' where only the year is known), value (records).
    """
    dated = records.filter(pl.col("month") != "")
    number = pl.col("month").str.slice(0, 4).cast(pl.Int64) * 12 + pl.col("month").str.slice(5, 2).cast(pl.Int64)
    ends = dated.group_by("source").agg(
        pl.col("month").min().alias("first"),
        pl.col("month").max().alias("last"),
        (pl.col("value").sum() >= FEW_A_MONTH * (number.max() - number.min() + 1)).alias("dense"),
        (number.max() - number.min() + 1 >= 12).alias("long"),
    )
    sure = pl.col("dense") & pl.col("long")
    return ends.select("source", *(pl.when(sure).then(c).otherwise(pl.lit("")).alias(c) for c in ("first", "last")))


def parts(
    known: pl.DataFrame,
    months: pl.DataFrame,
    ends: pl.DataFrame,
    counts: pl.DataFrame,
    asked: Sequence[str],
    *,
    by_month: bool = False,
) -> pl.DataFrame:
    """country, year, part: how much of the year (above 0, up to 1) counts for a rate, A–Z.

    known: country, source, year that can report what is asked. months: country, source, month, status, basis
    (REPORTING_SCHEMA). ends: see `spans`. counts: country, source, value, and year if each year is weighed alone: the
    numerator. asked: months. `by_month`: months are filtered by name, which no record of a year alone meets.
    Of a place with a figure only sources with at least SHARE of it count, of others all. A year reported without its
    months counts if all of them are asked for, as its records do; a month reported in part counts whole.
    """
    keys = ["country", "year"] if "year" in counts.columns else ["country"]
    weighed = counts.with_columns(pl.col("value").sum().over(keys).alias("all")).filter(pl.col("all") > 0)
    little = weighed.select(*keys, "source", (pl.col("value").fill_null(0) < SHARE * pl.col("all")).alias("little"))
    some = weighed.select(*keys, pl.lit(value=True).alias("some")).unique()
    able = known.select("country", "source", "year").unique().join(some, on=keys, how="left")
    able = able.join(little, on=[*keys, "source"], how="left")
    able = able.filter(pl.col("some").is_null() | ~pl.col("little").fill_null(value=True))
    return _counted(able, _asked(months, ends, asked, by_month))


def _asked(months: pl.DataFrame, ends: pl.DataFrame, asked: Sequence[str], by_month: bool) -> pl.DataFrame:
    """country, source, year, month: those that were reported and asked for, none beyond the ends of its source."""
    years = [month[:4] for month in asked]
    full = [] if by_month else [year for year in dict.fromkeys(years) if years.count(year) == 12]
    heard = months.filter(pl.col("status") != "not_reported", pl.col("month").is_in(list(asked)))
    year = pl.col("month").str.slice(0, 4)
    heard = heard.filter((pl.col("status") != "year") | year.is_in(full)).join(ends, on="source", how="left")
    inside = (pl.col("month") >= pl.col("first").fill_null("")) & (
        (pl.col("last").fill_null("") == "") | (pl.col("month") <= pl.col("last"))
    )
    sure = (pl.col("basis") == "declared") | (pl.col("status") == "year") | inside
    return heard.filter(sure).select("country", "source", year.cast(pl.Int32).alias("year"), "month")


def _counted(able: pl.DataFrame, heard: pl.DataFrame) -> pl.DataFrame:
    """The months of any of the sources, each once, as parts of years."""
    joined = able.with_columns(pl.col("year").cast(pl.Int32)).join(heard, on=["country", "source", "year"])
    frame = joined.group_by("country", "year").agg((pl.col("month").n_unique() / 12).alias("part"))
    return frame.sort("country", "year")
