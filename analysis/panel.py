"""Who stands behind each period: cells of reporters, the same reporters throughout, and which periods are whole.

A reporter is a country or territory *in one source*: when a source ends, its countries fall silent in it, and another
source with the same countries is no continuation.
"""

from collections.abc import Iterable, Sequence

import polars as pl

from analysis import breaks
from domain.cells import CellState

KEYS = ["source", "country", "period"]
KNOWN_STATES = (CellState.VALUE.value, CellState.ZERO.value)


def cells(figures: pl.DataFrame, recorded: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """source, country, period, value, state, n: one row a reporter and period that it reported something of.

    figures: source, country, period, value, state, n (records behind it). recorded: source, country, period with any
    seizure. known: source, country, period that was reported at all. Reported without a seizure is zero; a seizure
    that is silent about the measure is not reported.
    """
    bare = known.join(recorded, on=KEYS, how="anti").with_columns(
        pl.lit(0.0).alias("value"), pl.lit(CellState.ZERO.value).alias("state"), pl.lit(0, dtype=pl.Int64).alias("n")
    )
    shown = ["value", "state", "n"]
    typed = figures.with_columns(pl.col("value").cast(pl.Float64), pl.col("n").cast(pl.Int64)).select(*KEYS, *shown)
    return pl.concat([typed, bare.select(*KEYS, *shown)]).unique(KEYS, keep="first").sort(KEYS)


def reporters(frame: pl.DataFrame, periods: Sequence[str]) -> list[tuple[str, int]]:
    """(period, how many countries and territories reported something of the measure), in the order of `periods`."""
    grouped = frame.filter(pl.col("state").is_in(KNOWN_STATES)).group_by("period").agg(pl.col("country").n_unique())
    counts = dict(grouped.iter_rows())
    return [(p, int(counts.get(p, 0))) for p in periods]


def throughout(frame: pl.DataFrame, periods: Iterable[str]) -> pl.DataFrame:
    """source, country of the reporters that reported something in every one of these periods."""
    wanted = sorted(set(periods))
    inside = frame.filter(pl.col("state").is_in(KNOWN_STATES) & pl.col("period").is_in(wanted))
    counted = inside.group_by("source", "country").agg(pl.col("period").n_unique().alias("n"))
    return counted.filter((pl.col("n") == len(wanted)) & (pl.lit(len(wanted)) > 0)).drop("n").sort("source", "country")


def summed(frame: pl.DataFrame, same: pl.DataFrame, periods: Sequence[str]) -> pl.DataFrame:
    """period, value, state of these reporters together; a period that none of them reported is not reported."""
    inside = frame.join(same, on=["source", "country"]).filter(pl.col("state").is_in(KNOWN_STATES))
    sums = inside.group_by("period").agg(pl.col("value").sum())
    every = pl.DataFrame({"period": list(periods)}, schema={"period": pl.String})
    state = (
        pl.when(pl.col("value").is_null())
        .then(pl.lit(CellState.NOT_REPORTED.value))
        .when(pl.col("value") == 0)
        .then(pl.lit(CellState.ZERO.value))
        .otherwise(pl.lit(CellState.VALUE.value))
    )
    return every.join(sums, on="period", how="left").with_columns(state.alias("state")).sort("period")


def cut_years(spans: pl.DataFrame) -> pl.DataFrame:
    """source, year: the first and last years that a source does not fill.

    spans: source, first, after (dates): a source's first day, and the first day after its last period.
    """
    starts = spans.filter((pl.col("first").dt.month() > 1) | (pl.col("first").dt.day() > 1))
    ends = spans.filter((pl.col("after").dt.month() > 1) | (pl.col("after").dt.day() > 1))
    years = [
        starts.select("source", year=pl.col("first").dt.year()),
        ends.select("source", year=pl.col("after").dt.year()),
    ]
    return pl.concat(years).with_columns(pl.col("year").cast(pl.String)).unique().sort("source", "year")


def incomplete(records: pl.DataFrame) -> frozenset[str]:
    """The years that a source of weight does not fill: their sums are no sums of a year. records: see breaks.spans."""
    spans = breaks.spans(records)
    heavy = spans.filter((pl.col("begins") >= breaks.LEAST_SHARE) | (pl.col("ends") >= breaks.LEAST_SHARE))
    named = sorted(set(heavy["source"].to_list()) & set(records["source"].to_list()))
    return frozenset(cut_years(spans).filter(pl.col("source").is_in(named))["year"].to_list())


def whole(frame: pl.DataFrame, cut: pl.DataFrame, provisional_from: str) -> pl.DataFrame:
    """The cells that may be compared: no provisional periods and, of years, none that a source does not fill."""
    final = frame.filter(pl.col("period") < provisional_from) if provisional_from else frame
    return final.join(cut, left_on=["source", "period"], right_on=["source", "year"], how="anti")
