"""Who reported: by country, and by region as a share of its members. Inferred from the records."""

import polars as pl

from domain.cells import CellState


def strip(coverage: pl.DataFrame) -> pl.DataFrame:
    """coverage: source, country, year, n. One row a country and year that occur: country, year (text), value, state.

    `value` is the number of records: null where nothing was reported, 0 where a zero was declared.
    """
    counts = coverage.group_by("country", "year").agg(pl.col("n").sum().cast(pl.Float64).alias("value"))
    every = counts.select("country").unique().join(counts.select("year").unique(), how="cross")
    return (
        every.join(counts, on=["country", "year"], how="left")
        .with_columns(pl.col("year").cast(pl.String), _state().alias("state"))
        .sort("country", "year")
    )


def by_region(coverage: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """coverage as above, members: region, country. One row a region and year that occur.

    region, year (text), value (countries and territories with a record), members (how many the region has).
    Regions nobody reports from are there, with 0.
    """
    counts = coverage.select("country", "year").unique().join(members, on="country").group_by("region", "year").len("n")
    size = members.group_by("region").len("members")
    every = size.join(coverage.select("year").unique(), how="cross")
    return every.join(counts, on=["region", "year"], how="left").select(
        "region",
        pl.col("year").cast(pl.String),
        pl.col("n").fill_null(0).cast(pl.Float64).alias("value"),
        pl.col("members").cast(pl.Int64),
    )


def reporters(coverage: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """region, reporters (with a record in any year), members: what stands beside a region's figure."""
    counts = coverage.select("country").unique().join(members, on="country").group_by("region").len("reporters")
    size = members.group_by("region").len("members")
    return size.join(counts, on="region", how="left").select(
        "region", pl.col("reporters").fill_null(0).cast(pl.Int64), pl.col("members").cast(pl.Int64)
    )


def absent(reporting: pl.DataFrame, year: str) -> pl.DataFrame:
    """Those who reported in some other year and not in this one: country, before, after.

    reporting: REPORTING_SCHEMA. `before` and `after`: the nearest years with a report ('' for none).
    """
    heard = reporting.filter(~pl.col("status").is_in(UNHEARD))
    years = heard.select("country", pl.col("month").str.slice(0, 4).alias("year")).unique()
    of_year = years.filter(pl.col("year") == year)
    other = years.join(of_year, on="country", how="anti")
    return other.group_by("country").agg(
        pl.col("year").filter(pl.col("year") < year).max().fill_null("").alias("before"),
        pl.col("year").filter(pl.col("year") > year).min().fill_null("").alias("after"),
    )


UNHEARD = ("not_reported", "gap")
"""The states of a month without a report."""


def silence(reporting: pl.DataFrame) -> pl.DataFrame:
    """Reporting gaps: source, country, last, silent, gaps, basis; the longest silence first.

    reporting: REPORTING_SCHEMA. `last`: the last month reported ('' if none). `silent`: months since then up to the
    source's last month. `gaps`: months not reported between the first and the last one. `basis`: declared if any
    month of the row is, else inferred.
    """
    heard = ~pl.col("status").is_in(UNHEARD)
    months = pl.col("month").str.slice(0, 4).cast(pl.Int64) * 12 + pl.col("month").str.slice(5, 2).cast(pl.Int64)
    frame = reporting.with_columns(months.alias("number"), heard.alias("heard"))
    frame = frame.with_columns(pl.col("number").max().over("source").alias("end"))
    known = pl.col("number").filter(pl.col("heard"))
    return (
        frame.group_by("source", "country")
        .agg(
            pl.col("month").filter(pl.col("heard")).max().fill_null("").alias("last"),
            (pl.col("end").first() - known.max().fill_null(pl.col("number").min() - 1)).alias("silent"),
            (known.max() - known.min() + 1 - known.count()).fill_null(0).alias("gaps"),
            pl.when((pl.col("basis") == "declared").any())
            .then(pl.lit("declared"))
            .otherwise(pl.lit("inferred"))
            .alias("basis"),
        )
        .sort(["silent", "country", "source"], descending=[True, False, False])
    )


def reporters_by_month(reporting: pl.DataFrame) -> pl.DataFrame:
    """How many countries and territories reported in each month: period, value, state."""
    heard = reporting.filter(~pl.col("status").is_in(UNHEARD))
    counted = heard.group_by("month").agg(pl.col("country").n_unique().cast(pl.Float64).alias("value"))
    months = reporting.select("month").unique()
    return (
        months.join(counted, on="month", how="left")
        .select(pl.col("month").alias("period"), pl.col("value").fill_null(0.0))
        .with_columns(_state().alias("state"))
        .sort("period")
    )


def _state() -> pl.Expr:
    value = pl.col("value")
    return (
        pl.when(value.is_null())
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .when(value == 0)
        .then(pl.lit(CellState.ZERO.value))
        .otherwise(pl.lit(CellState.VALUE.value))
    )
