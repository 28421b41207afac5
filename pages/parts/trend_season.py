"""The season of a series: the course of a year over whole years, and every month of every year beside it."""

from typing import Any

import polars as pl
import streamlit as st

from analysis.seasons import LEAST_RECORDS, LEAST_YEARS, MONTHS, Season, season, year_only_share
from charts import heat
from charts import season as course
from charts.drawn import Drawn
from charts.text import highest, lowest
from domain.selection import Selection
from pages.parts import reader
from pages.parts.show import show
from pages.parts.trend_data import Held
from pages.parts.trend_question import Trend
from reports.card import Card
from reports.tables import coded

CAUTION = (
    "A season of reports: holidays, fiscal years and campaigns of those who report are in it. Each month is measured "
    "against its own year's mean, so that a year with many reports weighs no more than another."
)


def season_cards(selection: Selection, now: Trend, held: Held) -> None:
    """Profile and table, or why there is no profile."""
    found = season(held.frame, provisional_from=held.since, incomplete=held.incomplete)
    note = _note(held, found)
    if found.profile.is_empty():
        count = reader.words().number(len(found.years))
        st.info(f"No season is drawn from {count} whole years: at least {LEAST_YEARS} are needed. {_left(found)}")
    else:
        _profile(selection, now, found, note)
    _months(selection, now, held, note)


def _note(held: Held, found: Season) -> str:
    """How many records tell no month, and which years count."""
    share = year_only_share(held.dated)
    told = reader.words().percent(share) if share and share >= LEAST_SAID else f"under {LEAST_SAID:.1%}"
    undated = f"{told} of the figure tells only the year and is left out" if share else "every record tells its month"
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


def _profile(selection: Selection, now: Trend, found: Season, note: str) -> None:
    words, years = reader.words(), len(found.years)
    low, high = lowest(found.profile, "median"), highest(found.profile, "median")
    st.markdown(
        f"**{now.question.label}**: over {words.number(years)} whole years the usual year is highest in "
        f"**{course.months(high)}** ({course.ratio(high['median'][0], words)} its monthly mean) and lowest in "
        f"**{course.months(low)}** ({course.ratio(low['median'][0], words)})."
    )
    shared: dict[str, Any] = {"words": words, "years": years}
    show(
        Card(
            key="trends_season",
            title=f"{now.question.label}: the course of a year",
            unit=f"ratio to the year's monthly mean ({now.question.unit})",
            drawn=Drawn(
                course.season(found.profile, theme=reader.theme(), **shared),
                course.describe(found.profile, unit=now.question.unit, **shared),
            ),
            table=found.profile.select(
                pl.col("month").replace(_NAMED).alias("Month"),
                pl.col("median").alias("Median"),
                pl.col("low").alias("Lower quartile"),
                pl.col("high").alias("Upper quartile"),
            ),
            selection=selection,
            note=note,
            caution=f"{CAUTION} {_left(found)} A year counts if all its months were told and it has {LEAST_RECORDS} "
            "records.",
        )
    )


LEAST_SAID = 0.001
_NAMED = {m: course.month_name(m) for m in MONTHS}


def _months(selection: Selection, now: Trend, held: Held, note: str) -> None:
    """Every month of every year: rows are years, columns months; the largest figures are darkest."""
    words = reader.words()
    split = held.frame.with_columns(
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
    late = pl.col("row") >= (held.since[:4] or "9999")
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
    show(
        Card(
            key="trends_months",
            title=f"{now.question.label} by year and month",
            unit=now.question.unit,
            drawn=Drawn(heat.heat(*sides, theme=reader.theme(), **shared), heat.describe(*sides, **shared)),
            table=wide.select(pl.col("row").alias("Year"), *[n for n in course.NAMES if n in wide.columns]),
            codes=coded(wide, year="row"),
            selection=selection,
            note=note,
            caution=CAUTION,
        )
    )
