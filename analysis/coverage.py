"""Who reported: by country, and by region as a share of its members. Inferred from the records."""

import polars as pl

from domain.cells import CellState


def strip(coverage: pl.DataFrame) -> pl.DataFrame:
    """coverage: source, country, year, n. One row a country and year that occur: country, year (text), value, state.

    `value` is the number of records, null (not reported) where there is none.
    """
    held = coverage.group_by("country", "year").agg(pl.col("n").sum().cast(pl.Float64).alias("value"))
    every = held.select("country").unique().join(held.select("year").unique(), how="cross")
    return (
        every.join(held, on=["country", "year"], how="left")
        .with_columns(pl.col("year").cast(pl.String), _state().alias("state"))
        .sort("country", "year")
    )


def by_region(coverage: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """coverage as above, members: region, country. One row a region and year that occur.

    region, year (text), value (countries and territories with a record), members (how many the region has).
    Regions nobody reports from are there, with 0.
    """
    held = coverage.select("country", "year").unique().join(members, on="country").group_by("region", "year").len("n")
    size = members.group_by("region").len("members")
    every = size.join(coverage.select("year").unique(), how="cross")
    return every.join(held, on=["region", "year"], how="left").select(
        "region",
        pl.col("year").cast(pl.String),
        pl.col("n").fill_null(0).cast(pl.Float64).alias("value"),
        pl.col("members").cast(pl.Int64),
    )


def reporters(coverage: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """region, reporters (with a record in any year), members: what stands beside a region's figure."""
    held = coverage.select("country").unique().join(members, on="country").group_by("region").len("reporters")
    size = members.group_by("region").len("members")
    return size.join(held, on="region", how="left").select(
        "region", pl.col("reporters").fill_null(0).cast(pl.Int64), pl.col("members").cast(pl.Int64)
    )


def _state() -> pl.Expr:
    none = pl.col("value").is_null()
    return pl.when(none).then(pl.lit(CellState.NOT_REPORTED.value)).otherwise(pl.lit(CellState.VALUE.value))
