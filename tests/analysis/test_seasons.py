"""The course of a year, against the standard library."""

from statistics import mean, median, quantiles

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.seasons import MONTHS, season, year_only_share
from domain.words import ENGLISH


def months(years):
    rows = [(f"{y}-{m}", v) for y, values in years.items() for m, v in zip(MONTHS, values, strict=False)]
    return pl.DataFrame(
        [
            (p, None if v is None else float(v), "not_reported" if v is None else "value" if v else "zero", v or 0)
            for p, v in rows
        ],
        schema={"period": pl.String, "value": pl.Float64, "state": pl.String, "n": pl.Int64},
        orient="row",
    )


YEAR = st.lists(st.integers(2, 500), min_size=12, max_size=12)


@given(st.lists(YEAR, min_size=3, max_size=5))
def test_median_and_quartiles_of_each_month(values):
    years = {str(2000 + i): v for i, v in enumerate(values)}
    found = season(months(years))
    assert found.years == tuple(years)
    for i, row in enumerate(found.profile.iter_rows(named=True)):
        ratios = [v[i] / mean(v) for v in values]
        low, _, high = quantiles(ratios, n=4, method="inclusive")
        assert (row["median"], row["low"], row["high"]) == pytest.approx((median(ratios), low, high))


def test_a_large_year_weighs_no_more():
    shape = [1, 1, 1, 1, 1, 13, 1, 1, 1, 1, 1, 1]
    years = {str(2010 + i): [v * 10**i * 2 for v in shape] for i in range(3)}
    profile = season(months(years)).profile
    assert profile.row(5, named=True)["median"] == pytest.approx(13 / 2) and profile["low"][5] == profile["high"][5]


def test_years_are_left_out_with_their_reason():
    whole = [5] * 12
    years = {
        "2011": whole,
        "2012": [None, *whole[1:]],
        "2013": [1] + [0] * 11,
        "2014": whole,
        "2015": whole,
        "2016": [None] * 12,
    }
    found = season(months(years), provisional_from="2015-06", incomplete=frozenset({"2014"}))
    assert found.years == ("2011",) and found.profile.is_empty(), "fewer than three whole years: no profile"
    assert {year: ENGLISH.say(reason) for year, reason in found.left_out.items()} == {
        "2012": "11 of 12 months reported",
        "2013": "fewer than 24 records",
        "2014": "a source begins or ends within it",
        "2015": "provisional",
        "2016": "not reported by month",
    }


def test_the_share_that_tells_only_the_year():
    frame = pl.DataFrame({"month": ["", "2014-01", "2014-02"], "value": [1.0, 2.0, 5.0]})
    assert year_only_share(frame) == pytest.approx(1 / 8) and year_only_share(frame.clear()) is None
