"""What a region scheme leaves out and what it counts twice: said beside every chart by region."""

import polars as pl


def no_region(places: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """places: code (and more). members: region, country. The places in no region: code, sorted."""
    return places.select("code").unique().join(members, left_on="code", right_on="country", how="anti").sort("code")


def in_several(members: pl.DataFrame) -> pl.DataFrame:
    """members: region, country. Those in more than one region: country, regions (sorted list), sorted by country.

    A chart by region counts each of them once in every one of its regions, so its rows exceed the total.
    """
    return (
        members.select("country", "region")
        .unique()
        .group_by("country")
        .agg(pl.col("region").sort().alias("regions"))
        .filter(pl.col("regions").list.len() > 1)
        .sort("country")
    )
