"""The season of a series: the course of a year over whole years, and every month of every year beside it."""

import polars as pl

from analysis.seasons import LEAST_RECORDS, LEAST_YEARS, MONTHS, Season, season, year_only_share
from charts.heat import heat
from charts.text import highest, lowest
from charts.time.marks import provisional
from charts.time.season import course, months
from domain.messages import N_, Message
from domain.words import Words
from reports.card import Card, Column, Report, Text
from reports.studio import Studio
from reports.tables import coded, interval
from reports.trends.question import Trend
from reports.trends.series import Series

LEAST_SHARE = 0.001
"""A smaller part of the figure that is dated by year only is said to be under this."""
CAUTION = N_(
    "This is a season of reports: it includes the holidays, fiscal years and campaigns of those who report. Each month "
    "is measured against its own year's mean, so that a year with many reports weighs no more than another."
)


def season_cards(studio: Studio, now: Trend, series: Series) -> Report:
    """Profile and table, or why there is no profile."""
    found = season(series.frame, provisional_from=series.since, incomplete=series.incomplete)
    note = _note(studio, series, found)
    if found.profile.is_empty():
        few = studio.words.n(
            "No season is drawn from {n} whole year: at least {least} are needed.",
            "No season is drawn from {n} whole years: at least {least} are needed.",
            len(found.years),
            least=LEAST_YEARS,
        )
        return (Text(f"{few} {_left(studio.words, found)}", "info"), _months(studio, now, series, note))
    return (*_profile(studio, now, found, note), _months(studio, now, series, note))


def _note(studio: Studio, series: Series, found: Season) -> str:
    """How many records name no month, and which years count."""
    words, share = studio.words, year_only_share(series.dated)
    undated = words.t("every record gives its month")
    if share:
        part = words.percent(share)
        if share < LEAST_SHARE:
            part = words.t("under {percent}", percent=words.percent(LEAST_SHARE))
        undated = words.t("{percent} of the figure is dated by year only and is left out", percent=part)
    years = words.t("Whole years: {years}", years=words.comma(found.years)) if found.years else ""
    return " · ".join(filter(None, [undated, years]))


def _left(words: Words, found: Season) -> str:
    """The years that were left out, by reason, in words."""
    reasons: dict[Message, list[str]] = {}
    for year, reason in found.left_out.items():
        reasons.setdefault(reason, []).append(year)
    named = [
        words.t("{years}: {reason}", years=_years(words, years), reason=reason) for reason, years in reasons.items()
    ]
    return words.t("Left out: {years}.", years="; ".join(named)) if named else ""


def _years(words: Words, years: list[str]) -> str:
    return words.comma(years) if len(years) <= 6 else words.n("{n} year", "{n} years", len(years))


def _profile(studio: Studio, now: Trend, found: Season, note: str) -> Report:
    words, years = studio.words, len(found.years)
    low, high = lowest(found.profile, "median"), highest(found.profile, "median")
    sentence = words.n(
        "**{measure}**: over {n} whole year the usual year is highest in **{highest}** ({most} times its monthly "
        "mean) and lowest in **{lowest}** ({least} times).",
        "**{measure}**: over {n} whole years the usual year is highest in **{highest}** ({most} times its monthly "
        "mean) and lowest in **{lowest}** ({least} times).",
        years,
        measure=now.question.label,
        highest=months(high, words),
        most=high["median"][0],
        lowest=months(low, words),
        least=low["median"][0],
    )
    return (
        Text(sentence),
        Card(
            key="trends_season",
            title=words.t("{measure}: the course of a year", measure=now.question.label),
            unit=words.t("ratio to the year's monthly mean ({unit})", unit=now.question.unit),
            drawn=course(
                found.profile, words=words, theme=studio.theme, unit=words.say(now.question.unit), years=years
            ),
            table=found.profile.select(pl.col("month").replace(_named(words)), "median", "low", "high"),
            columns={
                "month": Column(words.t("Month")),
                "median": Column(words.t("Median year"), format="localized"),
                **interval(words, name=words.t("Middle half of the years")),
            },
            selection=now.selection,
            note=note,
            finding=sentence,
            caution=" ".join(filter(None, [words.t(CAUTION), _left(words, found), _counting(words)])),
        ),
    )


def _counting(words: Words) -> str:
    return words.n(
        "A year counts if all its months were reported and it has {n} record.",
        "A year counts if all its months were reported and it has {n} records.",
        LEAST_RECORDS,
    )


def _named(words: Words) -> dict[str, str]:
    """The code of a month → its short name."""
    return {month: words.month_name(int(month)) for month in MONTHS}


def _months(studio: Studio, now: Trend, series: Series, note: str) -> Card:
    """Every month of every year: rows are years, columns months; the largest figures are darkest."""
    words, names = studio.words, _named(studio.words)
    split = series.frame.with_columns(
        pl.col("period").str.slice(0, 4).alias("row"),
        pl.col("period").str.slice(5, 2).alias("column"),
        pl.lit("").alias("text"),
    )
    valued = split.filter(pl.col("value").is_not_null()).group_by("row").agg(pl.col("value").sum()).sort("row")
    cells = split.filter(pl.col("row").is_in(valued["row"].to_list()))
    every = valued.select("row").join(pl.DataFrame({"column": list(MONTHS)}), how="cross")
    cells = every.join(cells, on=["row", "column"], how="left").with_columns(
        pl.col("state").fill_null("not_reported"), pl.col("text").fill_null("")
    )
    late = series.since[:4] or "9999"
    labels = pl.Series("label", [provisional(y, words) if y >= late else y for y in valued["row"]], pl.String)
    rows = valued.select(pl.col("row").alias("code"), labels, "value", pl.lit("").alias("note"))
    sums = cells.group_by("column").agg(pl.col("value").sum()).sort("column")
    columns = sums.select(
        pl.col("column").alias("code"),
        pl.col("column").replace(names).alias("label"),
        "value",
        pl.lit("").alias("note"),
    )
    sides = (cells.select("row", "column", "value", "state", "text"), rows, columns)
    unit = words.say(now.question.unit)
    wide = cells.sort("row").pivot(on="column", index="row", values="value")
    return Card(
        key="trends_months",
        title=words.t("{measure} by year and month", measure=now.question.label),
        unit=unit,
        drawn=heat(*sides, words=words, theme=studio.theme, unit=unit),
        table=wide.select(pl.col("row").alias("year"), *(month for month in MONTHS if month in wide.columns)),
        columns={"year": Column(words.t("Year"))} | {month: Column(name) for month, name in names.items()},
        codes=coded(wide, year="row"),
        selection=now.selection,
        note=note,
        caution=words.t(CAUTION),
    )
