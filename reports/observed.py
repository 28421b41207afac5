"""Who was observed for how long: what rates and changes stand on."""

import polars as pl

from analysis import exposure
from data_access.answers import Answers
from domain import period
from domain.period import months_asked, years_asked
from domain.selection import Selection


def asked_months(answers: Answers, selection: Selection) -> list[str]:
    """Every month asked for, whether reported or not (see domain.period)."""
    return months_asked(selection, *answers.months())


def asked_years(answers: Answers, selection: Selection) -> list[int]:
    """Every year that holds a month asked for, whether reported or not."""
    return years_asked(selection, *answers.months())


def full_years(answers: Answers, selection: Selection) -> list[int]:
    """The years whose every month is asked for (see domain.period)."""
    return period.full_years(selection, *answers.months())


def years_by_reporter(answers: Answers, selection: Selection) -> pl.DataFrame:
    """Who has records for which year and can report what is asked: a wildlife source reports no year of heroin, and who
    never reports a mode of transport reports no year of seizures by air.

    Sums whose number of seizures nobody reports are no years reported of: they would count as years without any.
    """
    wide = selection.having("region", ()).having("country", ())
    frame = answers.capable(answers.coverage(wide), wide)
    counts = answers.seizures(Selection().having("source", selection.values("source")), "country", "source", "year")
    uncounted = counts.filter(pl.col("value").is_null()).select("country", "source", pl.col("year").cast(pl.Int32))
    return frame.join(uncounted, on=["country", "source", "year"], how="anti")


def parts(
    answers: Answers, selection: Selection, heard: pl.DataFrame, counts: pl.DataFrame, years: list[int]
) -> pl.DataFrame:
    """country, year, part: for how much of each year a place stands in a rate (see analysis.exposure.parts).

    heard: country, source, year that can report what is asked. counts: country, source, value: what is divided.
    """
    wide = Selection().having("source", selection.values("source"))
    months = answers.seizures(wide, "source", "month")
    asked = [month for month in asked_months(answers, selection) if int(month[:4]) in set(years)]
    by_month = bool(selection.values("month"))
    return exposure.parts(heard, answers.reporting(wide), exposure.spans(months), counts, asked, by_month=by_month)


def length(answers: Answers, selection: Selection, years: list[int]) -> float:
    """How many years the months asked for make."""
    return sum(int(month[:4]) in set(years) for month in asked_months(answers, selection)) / 12
