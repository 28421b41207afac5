"""The season of a series: the course of a year over whole years, and every month of every year beside it."""

from typing import Any

import polars as pl

from analysis.seasons import LEAST_RECORDS, LEAST_YEARS, MONTHS, Season, season, year_only_share
from charts import heat
from charts import season as course
from charts.drawn import Drawn
from charts.text import highest, lowest
from reports.card import Card, Report, Text
from reports.studio import Studio
from reports.tables import coded
from reports.trends.question import Trend
from reports.trends.series import Series

CAUTION = (
    "This is a season of reports: it includes the holidays, fiscal years and campaigns of those who report. Each month "
    "is measured against its own year's mean, so that a year with many reports weighs no more than another."
)


def season_cards(studio: Studio, now: Trend, series: Series) -> Report:
    """Profile and table, or why there is no profile."""
    found = season(series.frame, provisional_from=series.since, incomplete=series.incomplete)
    note = _note(studio, series, found)
    if found.profile.is_empty():
        count = studio.words.number(len(found.years))
        few = f"No season is drawn from {count} whole years: at least {LEAST_YEARS} are needed. {_left(found)}"
        return (Text(few, "info"), _months(studio, now, series, note))
    return (*_profile(studio, now, found, note), _months(studio, now, series, note))


def _note(studio: Studio, series: Series, found: Season) -> str:
    """How many records tell no month, and which years count."""
    share = year_only_share(series.dated)
    told = studio.words.percent(share) if share and share >= LEAST_SAID else f"under {LEAST_SAID:.1%}"
    undated = f"{told} of the figure is dated by year only and is left out" if share else "every record gives its month"
    years = f"Whole years: {', '.join(found.years)}" if found.years else ""
    return " · ".join(filter(None, [undated, years]))


def _left(found: Season) -> str:
    """The years that were left out, by reason, in words."""
    reasons: dict[str, list[str]] = {}
    for year, why in found.left_out.items():
        reasons.setdefault(why, []).append(year)
    told = [
        f"{', '.join(years) if len(years) <= 6 else f'{len(years)} years'}: {why}" for why, years in reasons.items()
    ]
    return f"Left out: {'; '.join(told)}." if told else ""


def _profile(studio: Studio, now: Trend, found: Season, note: str) -> Report:
    words, years = studio.words, len(found.years)
    low, high = lowest(found.profile, "median"), highest(found.profile, "median")
    sentence = (
        f"**{now.question.label}**: over {words.number(years)} whole years the usual year is highest in "
        f"**{course.months(high)}** ({course.ratio(high['median'][0], words)} its monthly mean) and lowest in "
        f"**{course.months(low)}** ({course.ratio(low['median'][0], words)})."
    )
    shared: dict[str, Any] = {"words": words, "years": years}
    return (
        Text(sentence),
        Card(
            key="trends_season",
            title=f"{now.question.label}: the course of a year",
            unit=f"ratio to the year's monthly mean ({now.question.unit})",
            drawn=Drawn(
                course.season(found.profile, theme=studio.theme, **shared),
                course.describe(found.profile, unit=now.question.unit, **shared),
            ),
            table=found.profile.select(
                pl.col("month").replace(_NAMED).alias("Month"),
                pl.col("median").alias("Median"),
                pl.col("low").alias("Lower quartile"),
                pl.col("high").alias("Upper quartile"),
            ),
            selection=now.selection,
            note=note,
            caution=f"{CAUTION} {_left(found)} A year counts if all its months were reported and it has "
            f"{LEAST_RECORDS} records.",
        ),
    )


LEAST_SAID = 0.001
_NAMED = {m: course.month_name(m) for m in MONTHS}


def _months(studio: Studio, now: Trend, series: Series, note: str) -> Card:
    """Every month of every year: rows are years, columns months; the largest figures are darkest."""
    words = studio.words
    split = series.frame.with_columns(
        pl.col("period").str.slice(0, 4).alias("row"),
        pl.col("period").str.slice(5, 2).alias("column"),
        pl.lit("").alias("text"),
    )
    told = split.filter(pl.col("value").is_not_null()).group_by("row").agg(pl.col("value").sum())
    cells = split.filter(pl.col("row").is_in(told["row"].to_list()))
    every = pl.DataFrame({"row": told["row"].to_list()}).join(pl.DataFrame({"column": list(MONTHS)}), how="cross")
    cells = every.join(cells, on=["row", "column"], how="left").with_columns(
        pl.col("state").fill_null("not_reported"), pl.col("text").fill_null("")
    )
    late = pl.col("row") >= (series.since[:4] or "9999")
    named = pl.when(late).then(pl.col("row") + " (provisional)").otherwise("row")
    rows = told.sort("row").select(pl.col("row").alias("code"), named.alias("label"), "value", pl.lit("").alias("note"))
    sums = cells.group_by("column").agg(pl.col("value").sum()).sort("column")
    columns = sums.select(
        pl.col("column").alias("code"),
        pl.col("column").replace(_NAMED).alias("label"),
        "value",
        pl.lit("").alias("note"),
    )
    sides = (cells.select("row", "column", "value", "state", "text"), rows, columns)
    shared: dict[str, Any] = {"words": words, "unit": now.question.unit}
    wide = (
        cells.with_columns(pl.col("column").replace(_NAMED)).sort("row").pivot(on="column", index="row", values="value")
    )
    return Card(
        key="trends_months",
        title=f"{now.question.label} by year and month",
        unit=now.question.unit,
        drawn=Drawn(heat.heat(*sides, theme=studio.theme, **shared), heat.describe(*sides, **shared)),
        table=wide.select(pl.col("row").alias("Year"), *[n for n in course.NAMES if n in wide.columns]),
        codes=coded(wide, year="row"),
        selection=now.selection,
        note=note,
        caution=CAUTION,
    )
