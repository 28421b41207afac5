"""Change of each place from an earlier to a later period, for the same reporters and sources, with a guard.

The idea of published thresholds and of a small-number rule is that of ACLED's conflict change map (field.md S49).
"""

from collections.abc import Sequence

import polars as pl

from analysis.change import Obstacle, verdict

STRONG, SOME = 0.25, 0.10
"""More than a quarter; more than a tenth. Within a tenth counts as steady."""
CLASSES = ("up_strong", "up", "steady", "down", "down_strong", "few", "unsure", "incomparable")
"""`few`: a base below analysis.change.LEAST_BASE; `unsure`: another verdict of analysis.change stands against it."""

_BESIDE = ("distinct", "possible")

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


def changes(counts: pl.DataFrame, reported: pl.DataFrame, earlier: Sequence[int], later: Sequence[int]) -> pl.DataFrame:
    """One row a place that reported anything in either period (CHANGES), A–Z by code.

    counts: country, source, year (int), value, and optionally distinct (without exact copies) and possible (that may
    belong there too). reported: country, source, year (whole, with a record of anything; a year without such seizures
    is zero). `earlier` and `later` are seizures a year, on average over the years reported, from
    the sources that the place has in both periods; null, and "incomparable", where there is none. `change` is null
    where there were none before.
    """
    periods = {"earlier": list(earlier), "later": list(later)}
    defaults = {"distinct": pl.col("value"), "possible": pl.lit(0.0)}
    counts = counts.with_columns(v.alias(c) for c, v in defaults.items() if c not in counts.columns)
    parts = [_period(counts, reported, years, name) for name, years in periods.items()]
    joined = parts[0].join(parts[1], on=["country", "source"], how="full", coalesce=True)
    both = pl.col("earlier").is_not_null() & pl.col("later").is_not_null()
    frame = joined.group_by("country").agg(
        *(_if_any(pl.col(name).filter(both)).alias(name) for name in periods),
        *(pl.col(f"{name}_years").filter(both).max().fill_null(0).alias(f"{name}_years") for name in periods),
        both.sum().alias("sources"),
        *(pl.col(f"{name}_{what}").filter(both).sum() for name in periods for what in ("base", *_BESIDE)),
    )
    change = pl.when(pl.col("earlier") > 0).then(pl.col("later") / pl.col("earlier") - 1)
    frame = frame.rename({"country": "code"}).with_columns(change.alias("change"))
    return (
        frame.with_columns(_class(_obstacles(frame)).alias("class"))
        .select(pl.col(c).cast(t) for c, t in CHANGES.items())
        .sort("code")
    )


def _period(counts: pl.DataFrame, reported: pl.DataFrame, years: list[int], name: str) -> pl.DataFrame:
    """country, source, the mean a year reported, how many years, the sum, and the means of what is beside."""
    keys = ["country", "source", "year"]
    heard = reported.select(keys).unique().filter(pl.col("year").is_in(years))
    known = counts.group_by(keys).agg(pl.col("value", *_BESIDE).sum())
    value = pl.col("value").fill_null(0.0)
    return (
        heard.join(known, on=keys, how="left")
        .group_by("country", "source")
        .agg(
            value.mean().alias(name),
            pl.len().alias(f"{name}_years"),
            value.sum().alias(f"{name}_base"),
            *(pl.col(what).fill_null(0.0).mean().alias(f"{name}_{what}") for what in _BESIDE),
        )
    )


def _if_any(values: pl.Expr) -> pl.Expr:
    """The sum, or null of nothing."""
    return pl.when(values.len() > 0).then(values.sum())


def _obstacles(frame: pl.DataFrame) -> pl.Series:
    """What stands against the change of each place (analysis.change.Obstacle); '' where there is none to compare."""
    found = ["" if row["earlier"] is None else _obstacle(row).value for row in frame.to_dicts()]
    return pl.Series("obstacle", found, dtype=pl.String)


def _obstacle(row: dict[str, float]) -> Obstacle:
    before, after = row["earlier"], row["later"]
    distinct = (row["earlier_distinct"], row["later_distinct"])
    possible = (row["earlier_possible"], row["later_possible"])
    found = verdict(before, after, base=row["earlier_base"], distinct=distinct, possible=possible)
    if found is Obstacle.COPIES and all(_steady(*pair) for pair in ((before, after), distinct)):
        return Obstacle.NONE  # a little up with copies, a little down without: steady both ways
    return found


def _steady(before: float, after: float) -> bool:
    return bool(before) and abs(after / before - 1) <= SOME


def _class(obstacles: pl.Series) -> pl.Expr:
    """Rounded first: a change of exactly a tenth is no more than a tenth."""
    change, obstacle = pl.col("change").round(9), pl.lit(obstacles)
    return (
        pl.when(pl.col("earlier").is_null())
        .then(pl.lit("incomparable"))
        .when(obstacle == Obstacle.SMALL.value)
        .then(pl.lit("few"))
        .when(obstacle != Obstacle.NONE.value)
        .then(pl.lit("unsure"))
        .when(change > STRONG)
        .then(pl.lit("up_strong"))
        .when(change > SOME)
        .then(pl.lit("up"))
        .when(change >= -SOME)
        .then(pl.lit("steady"))
        .when(change >= -STRONG)
        .then(pl.lit("down"))
        .otherwise(pl.lit("down_strong"))
    )
