"""Who was observed for how long: what rates and changes stand on."""

import polars as pl

from analysis import exposure
from domain.selection import Selection
from pages.parts import data


def asked_months(selection: Selection) -> list[str]:
    """Every month of the period asked for, of the years and months that are filtered by, whether told or not.

    Without a period all months of the years that the store spans.
    """
    first, last = data.gateway().months()
    start, end = selection.start or f"{first[:4]}-01", selection.end or f"{last[:4]}-12"
    years, named = selection.values("year"), selection.values("month")
    every = (
        f"{year}-{month:02d}" for year in range(int(start[:4] or 0), int(end[:4] or -1) + 1) for month in range(1, 13)
    )
    inside = (month for month in every if start <= month <= end and (not years or month[:4] in years))
    return [month for month in inside if not named or month in named]


def asked_years(selection: Selection) -> list[int]:
    """Every year that holds a month asked for, whether told or not."""
    return sorted({int(month[:4]) for month in asked_months(selection)})


def told(selection: Selection) -> pl.DataFrame:
    """Who has records for which year and can tell what is asked: a wildlife source tells no year of heroin, and who
    never tells a mode of transport tells no year of seizures by air.

    Sums whose number of seizures nobody tells are no years told of: they would count as years without any.
    """
    wide = selection.having("region", ()).having("country", ())
    frame = data.gateway().able(data.coverage(wide), wide)
    held = data.seizures(Selection().having("source", selection.values("source")), "country", "source", "year")
    uncounted = held.filter(pl.col("value").is_null()).select("country", "source", pl.col("year").cast(pl.Int32))
    return frame.join(uncounted, on=["country", "source", "year"], how="anti")


def parts(selection: Selection, heard: pl.DataFrame, counts: pl.DataFrame, years: list[int]) -> pl.DataFrame:
    """country, year, part: for how much of each year a place stands in a rate (see analysis.exposure.parts).

    heard: country, source, year that can tell what is asked. counts: country, source, value: what is divided.
    """
    wide = Selection().having("source", selection.values("source"))
    held = data.seizures(wide, "source", "month")
    asked = [month for month in asked_months(selection) if int(month[:4]) in set(years)]
    by_month = bool(selection.values("month"))
    return exposure.parts(heard, data.reporting(wide), exposure.spans(held), counts, asked, by_month=by_month)


def length(selection: Selection, years: list[int]) -> float:
    """How many years the months asked for make."""
    return sum(int(month[:4]) in set(years) for month in asked_months(selection)) / 12
