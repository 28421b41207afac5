"""Months without records that are a gap of the reports, not months without a seizure.

A reporter that usually has thirty records a month and has none for half a year has not reported zero: it has not
reported. The rule looks at the reporter's own habit, so that one with a record now and then, or with a batch every
quarter, is not taken to be silent between them.
"""

import math

import numpy as np
import polars as pl

CHANCE = 0.01
"""A run of empty months that chance alone would leave with less than this probability is a gap (our rule)."""
PART = 0.1
"""A month with less than this part of the usual month of its year is reported in part only (our rule) …"""
PART_BASE = 30
"""… where the usual month has at least so many records: below, chance makes such months."""
HABIT_YEARS = 3
"""Of fewer years with records no habit of long pauses is inferred (our rule)."""
REPORTER = ["source", "country"]


def gaps(months: pl.DataFrame) -> pl.DataFrame:
    """source, country, month of the gaps, for months without records whose status is not declared.

    months: source, country, month ('2014-03'), n (records dated in it), undated (True where the year holds records
    that name no month); every month of a source's span once for each reporter. A run of empty months is a gap if the
    reporter's usual month makes so long a pause unlikely (Poisson, probability below `CHANCE`) and pauses so long are
    not its habit: the lower quartile, over its years with records, of the longest pause within the year.
    """
    year, empty = pl.col("month").str.slice(0, 4).alias("year"), (pl.col("n") == 0) & ~pl.col("undated")
    frame = months.sort(*REPORTER, "month").with_columns(year, empty.alias("empty"))
    change = (pl.col("empty") != pl.col("empty").shift(1)).fill_null(True).cum_sum()
    frame = frame.with_columns(change.over(REPORTER).alias("run"))
    frame = frame.with_columns(
        pl.len().over([*REPORTER, "run"]).alias("length"),
        pl.len().over([*REPORTER, "run", "year"]).alias("part"),
    )
    known = frame.join(_rates(frame), on=REPORTER).join(_habits(frame), on=REPORTER)
    unlikely = pl.col("length") * pl.col("rate") > -math.log(CHANCE)
    return known.filter("empty", unlikely, pl.col("length") > pl.col("habit")).select(*REPORTER, "month")


def in_part(months: pl.DataFrame) -> pl.DataFrame:
    """source, country, month that hold far fewer records than the reporter's usual month of that year: cut months.

    months: as of `gaps`. A reporter that has 10,000 records a month and 600 in one has not reported all of that one.
    """
    heard = months.filter(pl.col("n") > 0).with_columns(pl.col("month").str.slice(0, 4).alias("year"))
    usual = pl.col("n").median().over([*REPORTER, "year"])
    return heard.filter(usual >= PART_BASE, pl.col("n") < usual * PART).select(*REPORTER, "month")


def _rates(frame: pl.DataFrame) -> pl.DataFrame:
    """source, country, rate: records of a usual month. The median of its months with records (bursts do not count),
    taken as the mean of a Poisson distribution without its zeros: a reporter of single records has a rate near zero.
    """
    medians = frame.filter(pl.col("n") > 0).group_by(REPORTER).agg(pl.col("n").median().alias("median"))
    every = frame.select(REPORTER).unique().join(medians, on=REPORTER, how="left")
    rates = {m: _untruncated(m) for m in medians["median"].unique()}
    return every.select(
        *REPORTER, pl.col("median").replace_strict(rates, default=0.0, return_dtype=pl.Float64).alias("rate")
    )


def _untruncated(mean: float) -> float:
    """The rate λ of a Poisson distribution whose values above zero have this mean: λ = mean · (1 − e^−λ)."""
    rate = mean
    for _ in range(200):
        rate = mean * (1 - np.exp(-rate))
    return float(rate)


def _habits(frame: pl.DataFrame) -> pl.DataFrame:
    """source, country, habit: how long a pause within a year is usual for the reporter, in months."""
    pauses = pl.col("part").filter("empty").max().fill_null(0).alias("pause")
    years = frame.group_by(*REPORTER, "year").agg(pauses, (pl.col("n") > 0).any().alias("heard")).filter("heard")
    usual = pl.col("pause").quantile(0.25, interpolation="lower")
    enough = pl.len() >= HABIT_YEARS
    habits = years.group_by(REPORTER).agg(pl.when(enough).then(usual).otherwise(0).alias("habit"))
    return (
        frame.select(REPORTER).unique().join(habits, on=REPORTER, how="left").with_columns(pl.col("habit").fill_null(0))
    )
