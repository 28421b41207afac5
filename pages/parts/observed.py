"""Who was observed for how long: what rates and changes stand on."""

import polars as pl

from domain.selection import Selection
from pages.parts import data


def asked_years(selection: Selection) -> list[int]:
    """Every year of the period asked for, whether told or not."""
    first, last = data.gateway().months()
    named = selection.values("year")
    years = range(int((selection.start or first)[:4]), int((selection.end or last)[:4]) + 1)
    return [year for year in years if not named or str(year) in named]


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
