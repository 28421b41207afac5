"""Reported seizures per inhabitants of the places that reported, for the years that they reported, with intervals.

The denominator counts only who reported when: one million inhabitants of a place with records for three years are three
million inhabitant-years. Silence is so no seizure and no inhabitant, instead of a zero.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import polars as pl
from scipy.stats import chi2  # type: ignore[import-untyped]

from domain.messages import Message, counted, message

PER = 1_000_000
CONFIDENCE = 0.95
FEW = 5
"""Below so many seizures a rate says little (our rule, shown as a note)."""

EXPOSURE: dict[str, type[pl.DataType]] = {
    "code": pl.String,
    "members": pl.Int64,
    "reporting": pl.Int64,
    "place_years": pl.Float64,
    "asked_years": pl.Float64,
    "inhabitants": pl.Float64,
    "inhabitant_years": pl.Float64,
    "without_population": pl.Int64,
}


def exposure(
    members: pl.DataFrame,
    coverage: pl.DataFrame,
    population: pl.DataFrame,
    years: Sequence[int],
    asked: float | None = None,
) -> pl.DataFrame:
    """What was observed of each item (EXPOSURE), A–Z by code.

    members: code, country (an item and the places in it). coverage: country, year (with a record of anything), and how
    much of the year counts (`part`, see analysis.exposure; without it all). asked: years asked for, if they are cut.
    population: code, population (or another size of a place, such as its imports: `inhabitants` is then the sum of
    those). `place_years` of `asked_years` (members × years) have records; `inhabitants` are those
    of the reporting members; places without a known population are counted apart and not in the denominator.
    """
    part = coverage if "part" in coverage.columns else coverage.with_columns(pl.lit(1.0).alias("part"))
    known = part.filter(pl.col("year").is_in(list(years))).select("country", "year", "part").unique()
    observed = known.group_by("country").agg(pl.col("part").sum().alias("n_years"))
    joined = members.join(observed, on="country", how="left").join(
        population.select(pl.col("code").alias("country"), "population"), on="country", how="left"
    )
    reported = pl.col("n_years").is_not_null()
    frame = joined.group_by("code").agg(
        pl.len().alias("members"),
        reported.sum().alias("reporting"),
        pl.col("n_years").sum().alias("place_years"),
        (pl.len() * (len(years) if asked is None else asked)).alias("asked_years"),
        pl.col("population").filter(reported).sum().alias("inhabitants"),
        (pl.col("population") * pl.col("n_years")).sum().alias("inhabitant_years"),
        (reported & pl.col("population").is_null()).sum().alias("without_population"),
    )
    return frame.select(pl.col(c).cast(t) for c, t in EXPOSURE.items()).sort("code")


def rates(counts: pl.DataFrame, observed: pl.DataFrame, *, per: float = PER) -> pl.DataFrame:
    """The exposure with value, rate, low, high (per `per` inhabitants and year), few, rank_low, rank_high.

    counts: code, value (seizures; an item without a row has none), and of these those of places without a known size
    (`unsized`, if any): they are in no denominator and so in no rate. Nothing observed: all are null. Intervals are
    exact for a Poisson count (Garwood 1936); ranks count the items that lie wholly above or below (1 is the highest).
    """
    lost = pl.col("unsized") if "unsized" in counts.columns else pl.lit(0.0)
    sized = counts.select("code", "value", lost.fill_null(0.0).alias("unsized"))
    joined = observed.join(sized, on="code", how="left")
    seen = pl.col("inhabitant_years") > 0
    frame = joined.with_columns(pl.when(pl.col("place_years") > 0).then(pl.col("value").fill_null(0.0)).alias("whole"))
    frame = frame.with_columns((pl.col("whole") - pl.col("unsized").fill_null(0.0)).alias("value"))
    scale = per / pl.col("inhabitant_years")
    frame = with_intervals(frame)
    frame = frame.with_columns(
        pl.when(seen).then(pl.col("value") * scale).alias("rate"),
        pl.when(seen).then(pl.col("low") * scale).alias("low"),
        pl.when(seen).then(pl.col("high") * scale).alias("high"),
        (pl.col("value") < FEW).fill_null(False).alias("few"),
    )
    frame = frame.with_columns(pl.col("whole").alias("value")).drop("whole", "unsized")
    return frame.with_columns(*_ranks(frame))


def years_reported(row: Mapping[str, Any]) -> Message:
    """'3 of 7' or '0.25 of 0.25', in years; row: place_years, asked_years."""
    reported, asked = (round(row[c], 2) for c in ("place_years", "asked_years"))
    return message("{reported} of {all}", reported=reported, all=asked)


def span_reported(row: Mapping[str, Any]) -> Message:
    """'3 of 7 years', or '1 of 2 months' where less than a year was asked for; row: place_years, asked_years."""
    if row["asked_years"] >= 1:
        reported, asked = (round(row[c], 2) for c in ("place_years", "asked_years"))
        return message("{reported} of {all} years", reported=reported, all=asked)
    reported, asked = (round(row[c] * 12) for c in ("place_years", "asked_years"))
    return counted("{reported} of {n} month", "{reported} of {n} months", asked, reported=reported)


def with_intervals(frame: pl.DataFrame) -> pl.DataFrame:
    """With low and high, the exact interval of each `value` (null where that is null)."""
    known = [(None, None) if v is None else poisson_interval(int(v)) for v in frame["value"]]
    return frame.with_columns(
        pl.Series("low", [e[0] for e in known], dtype=pl.Float64),
        pl.Series("high", [e[1] for e in known], dtype=pl.Float64),
    )


def yearly(counts: pl.DataFrame, population: pl.DataFrame, coverage: pl.DataFrame | None = None) -> pl.DataFrame:
    """counts (code, year, value, and others) with `rate`: per million inhabitants of the place, in that year alone.

    population: code, population. coverage: country, year (int), part: a year reported in part counts by its months.
    Null where nothing was reported or no population is known.
    """
    people = population.select("code", "population")
    known = counts.join(people, on="code", how="left", maintain_order="left")
    if coverage is None:
        known = known.with_columns(pl.lit(1.0).alias("part"))
    else:
        part = coverage.select(pl.col("country").alias("code"), pl.col("year").cast(counts.schema["year"]), "part")
        known = known.join(part, on=["code", "year"], how="left", maintain_order="left")
    size = pl.col("population") * pl.col("part")
    return known.with_columns((pl.col("value") * PER / size).alias("rate")).drop("population", "part")


@lru_cache(maxsize=50_000)
def poisson_interval(count: int) -> tuple[float, float]:
    """The exact 95 % interval of the mean of a Poisson count (Garwood 1936). Kept: long lists hold the same counts."""
    tail = (1 - CONFIDENCE) / 2
    low = float(chi2.ppf(tail, 2 * count)) / 2 if count else 0.0
    return low, float(chi2.ppf(1 - tail, 2 * count + 2)) / 2


def _ranks(frame: pl.DataFrame) -> list[pl.Series]:
    """The best and the worst rank that overlapping intervals leave open; null without a rate."""
    spans = list(frame.select("low", "high").iter_rows())
    known = [(a, b) for a, b in spans if a is not None]
    best = [None if a is None else 1 + sum(low > b for low, _ in known) for a, b in spans]
    worst = [None if a is None else len(known) - sum(high < a for _, high in known) for a, b in spans]
    return [pl.Series("rank_low", best, dtype=pl.Int64), pl.Series("rank_high", worst, dtype=pl.Int64)]
