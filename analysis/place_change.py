"""Change of each place from an earlier to a later period, for the same reporters and sources, with a guard.

The idea of published thresholds and of a small-number rule is that of ACLED's conflict change map (field.md S49).
"""

from collections.abc import Sequence

import polars as pl

STRONG, SOME = 0.25, 0.10
"""More than a quarter; more than a tenth. Within a tenth counts as steady."""
FEW_EARLIER, FEW_LATER = 2.0, 5.0
"""At most two a year before and at most five a year after: too few to say."""
CLASSES = ("up_strong", "up", "steady", "down", "down_strong", "few", "incomparable")

CHANGES: dict[str, type[pl.DataType]] = {
    "code": pl.String,
    "earlier": pl.Float64,
    "later": pl.Float64,
    "change": pl.Float64,
    "earlier_years": pl.Int64,
    "later_years": pl.Int64,
    "sources": pl.Int64,
    "class": pl.String,
}


def changes(counts: pl.DataFrame, told: pl.DataFrame, earlier: Sequence[int], later: Sequence[int]) -> pl.DataFrame:
    """One row a place that told anything in either period (CHANGES), A–Z by code.

    counts: country, source, year (int), value. told: country, source, year (with a record of anything; a year told
    without such seizures is nought). `earlier` and `later` are seizures a year, on average over the years told, from
    the sources that the place has in both periods; null, and "incomparable", where there is none. `change` is null
    where there were none before.
    """
    periods = {"earlier": list(earlier), "later": list(later)}
    parts = [_period(counts, told, years, name) for name, years in periods.items()]
    joined = parts[0].join(parts[1], on=["country", "source"], how="full", coalesce=True)
    both = pl.col("earlier").is_not_null() & pl.col("later").is_not_null()
    frame = joined.group_by("country").agg(
        *(_if_any(pl.col(name).filter(both)).alias(name) for name in periods),
        *(pl.col(f"{name}_years").filter(both).max().fill_null(0).alias(f"{name}_years") for name in periods),
        both.sum().alias("sources"),
    )
    change = pl.when(pl.col("earlier") > 0).then(pl.col("later") / pl.col("earlier") - 1)
    frame = frame.rename({"country": "code"}).with_columns(change.alias("change"))
    return (
        frame.with_columns(_class().alias("class")).select(pl.col(c).cast(t) for c, t in CHANGES.items()).sort("code")
    )


def _period(counts: pl.DataFrame, told: pl.DataFrame, years: list[int], name: str) -> pl.DataFrame:
    """country, source, the mean a year told, how many years were told."""
    keys = ["country", "source", "year"]
    heard = told.select(keys).unique().filter(pl.col("year").is_in(years))
    known = counts.select(*keys, "value").group_by(keys).agg(pl.col("value").sum())
    return (
        heard.join(known, on=keys, how="left")
        .group_by("country", "source")
        .agg(pl.col("value").fill_null(0.0).mean().alias(name), pl.len().alias(f"{name}_years"))
    )


def _if_any(values: pl.Expr) -> pl.Expr:
    """The sum, or null of nothing."""
    return pl.when(values.len() > 0).then(values.sum())


def _class() -> pl.Expr:
    """Rounded first: a change of exactly a tenth is no more than a tenth."""
    before, after, change = pl.col("earlier"), pl.col("later"), pl.col("change").round(9)
    return (
        pl.when(before.is_null())
        .then(pl.lit("incomparable"))
        .when((before <= FEW_EARLIER) & (after <= FEW_LATER))
        .then(pl.lit("few"))
        .when((before == 0) | (change > STRONG))
        .then(pl.lit("up_strong"))
        .when(change > SOME)
        .then(pl.lit("up"))
        .when(change >= -SOME)
        .then(pl.lit("steady"))
        .when(change >= -STRONG)
        .then(pl.lit("down"))
        .otherwise(pl.lit("down_strong"))
    )
