"""Which periods of which reporters are reported as a whole, and which periods a heavy reporter leaves incomplete."""

import polars as pl

KNOWN = ("reported", "year")
"""The states of a month that leave nothing open: reported, or part of a year that is reported as a whole."""
WEIGHT = 0.2
"""A period is not whole where reporters with missing months hold more than this share of the figure (our rule): as much
as two periods may differ in their reporters (analysis.comparison.COMPARABLE)."""


def whole_periods(reporting: pl.DataFrame, *, monthly: bool = False) -> pl.DataFrame:
    """source, country, period: the years whose every month is reported, or the months that are (REPORTING_SCHEMA)."""
    known = reporting.filter(pl.col("status").is_in(KNOWN))
    if monthly:
        return known.select("source", "country", pl.col("month").alias("period"))
    year = pl.col("month").str.slice(0, 4).alias("period")
    counted = known.group_by("source", "country", year).agg(pl.len().alias("n"))
    return counted.filter(pl.col("n") == 12).drop("n")


def incomplete_periods(cells: pl.DataFrame, whole: pl.DataFrame) -> frozenset[str]:
    """The periods in which reporters that are not whole hold more than `WEIGHT` of the records.

    cells: source, country, period, n; one row a reporter and period. whole: as of `whole_periods`. A reporter weighs
    what it holds in the period and the ones beside it, so that months that are missing do not lighten it.
    """
    if cells.is_empty():
        return frozenset()
    order = {p: i for i, p in enumerate(cells["period"].unique().sort())}
    numbered = cells.select("source", "country", "period", "n").with_columns(
        pl.col("period").replace_strict(order).alias("at")
    )
    beside = pl.concat([numbered.with_columns(pl.col("at") + step) for step in (-1, 0, 1)])
    weights = beside.group_by("source", "country", "at").agg(pl.col("n").sum().alias("weight"))
    weighed = numbered.join(weights, on=["source", "country", "at"])
    flagged = whole.with_columns(pl.lit(True).alias("whole"))
    weighed = weighed.join(flagged, on=["source", "country", "period"], how="left")
    lacking = pl.col("weight").filter(pl.col("whole").is_null() & (pl.col("n") > 0)).sum()
    shares = weighed.group_by("period").agg((lacking / pl.col("weight").sum()).alias("share"))
    return frozenset(shares.filter(pl.col("share") > WEIGHT)["period"].to_list())
