"""Which periods are reported as a whole, and which a heavy reporter leaves incomplete."""

import polars as pl

from analysis.completeness import WEIGHT, incomplete_periods, whole_periods
from domain.frames import REPORTING_SCHEMA


def reporting(*rows):
    """source, country, year, the states of its twelve months."""
    lines = [
        (s, c, f"{year}-{m:02d}", 1, state, "inferred")
        for s, c, year, states in rows
        for m, state in enumerate(states, 1)
    ]
    return pl.DataFrame(lines, schema=REPORTING_SCHEMA, orient="row")


def cells(*rows):
    return pl.DataFrame(rows, schema=["source", "country", "period", "n"], orient="row")


def test_a_year_is_whole_if_each_of_its_months_is_reported():
    frame = reporting(
        ("s", "ESP", 2014, ["reported"] * 12),
        ("s", "ESP", 2015, ["reported"] * 11 + ["gap"]),
        ("s", "COL", 2014, ["reported"] * 11 + ["partial"]),
        ("s", "BOL", 2014, ["year"] * 12),
    )
    assert sorted(whole_periods(frame).rows()) == [("s", "BOL", "2014"), ("s", "ESP", "2014")]
    months = whole_periods(frame, monthly=True).filter(country="COL")["period"]
    assert len(months) == 11 and "2014-12" not in months


def test_a_period_is_not_whole_where_a_heavy_reporter_lacks_months():
    held = cells(
        ("s", "COL", "2014", 100), ("s", "COL", "2015", 10), ("s", "ESP", "2014", 30), ("s", "ESP", "2015", 30)
    )
    whole = held.filter(~((pl.col("country") == "COL") & (pl.col("period") == "2015"))).drop("n")
    assert incomplete_periods(held, whole) == {"2015"}, "its 110 of both years weigh, not the ten that it has left"
    assert incomplete_periods(held, held.drop("n")) == frozenset()
    assert incomplete_periods(held.clear(), whole) == frozenset()


def test_a_light_reporter_does_not_cut_a_period():
    held = cells(("s", "MLT", "2014", 1), ("s", "ESP", "2014", 30))
    assert WEIGHT > 1 / 31
    assert incomplete_periods(held, held.filter(country="ESP").drop("n")) == frozenset()
    assert incomplete_periods(held, held.filter(country="MLT").drop("n")) == {"2014"}


def test_columns_of_its_own_do_not_disturb():
    held = cells(("s", "ESP", "2014", 30)).with_columns(whole=pl.lit(value=False))
    assert incomplete_periods(held, held.clear().select("source", "country", "period")) == {"2014"}
