"""Rates held against published intervals and a slow twin."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import rates
from domain.words import ENGLISH


def test_the_interval_is_garwoods():
    """Garwood 1936, Biometrika 28, table: 95 % limits for counts of 0, 1, 5 and 30."""
    told = {n: tuple(round(x, 3) for x in rates.poisson_interval(n)) for n in (0, 1, 5, 30)}
    assert told == {0: (0.0, 3.689), 1: (0.025, 5.572), 5: (1.623, 11.668), 30: (20.241, 42.827)}


MEMBERS = pl.DataFrame({"code": ["A", "A", "A", "B", "C"], "country": ["FRA", "ESP", "DEU", "PRT", "XXX"]})
COVERAGE = pl.DataFrame({"country": ["FRA", "FRA", "ESP", "PRT", "FRA"], "year": [2015, 2016, 2016, 2016, 2010]})
PEOPLE = pl.DataFrame({"code": ["FRA", "ESP", "DEU", "PRT"], "population": [60e6, 40e6, 80e6, 10e6]})


def test_only_who_reported_when_stands_in_the_denominator():
    seen = {r["code"]: r for r in rates.exposure(MEMBERS, COVERAGE, PEOPLE, [2015, 2016]).to_dicts()}
    assert (seen["A"]["members"], seen["A"]["reporting"], seen["A"]["place_years"], seen["A"]["asked_years"]) == (
        3,
        2,
        3,
        6,
    )
    assert seen["A"]["inhabitants"] == 100e6 and seen["A"]["inhabitant_years"] == 2 * 60e6 + 40e6
    assert seen["C"]["inhabitant_years"] == 0 and seen["C"]["without_population"] == 0


def test_silence_has_no_rate_and_a_reported_zero_has_one():
    observed = rates.exposure(MEMBERS, COVERAGE, PEOPLE, [2015, 2016])
    found = {r["code"]: r for r in rates.rates(pl.DataFrame({"code": ["A"], "value": [32.0]}), observed).to_dicts()}
    assert found["A"]["rate"] == pytest.approx(0.2) and found["A"]["low"] < 0.2 < found["A"]["high"]
    assert found["B"]["rate"] == 0 and found["B"]["high"] == pytest.approx(0.3689, abs=1e-4) and found["B"]["few"]
    assert [found["C"][c] for c in ("value", "rate", "low", "high", "rank_low", "rank_high")] == [None] * 6


def test_a_place_without_known_population_is_counted_apart():
    members = pl.DataFrame({"code": ["Z"], "country": ["ZZZ"]})
    told = pl.DataFrame({"country": ["ZZZ"], "year": [2016]})
    row = rates.rates(pl.DataFrame({"code": ["Z"], "value": [3.0]}), rates.exposure(members, told, PEOPLE, [2016]))
    assert row.select("value", "rate", "without_population").row(0) == (3.0, None, 1)


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6))
def test_ranks_are_those_that_the_intervals_leave_open(counts):
    codes = [str(i) for i in range(len(counts))]
    places = pl.DataFrame({"code": codes, "country": codes})
    told = pl.DataFrame({"country": codes, "year": [2016] * len(codes)})
    people = pl.DataFrame({"code": codes, "population": [1e6] * len(codes)})
    frame = rates.rates(
        pl.DataFrame({"code": codes, "value": [float(c) for c in counts]}), rates.exposure(places, told, people, [2016])
    )
    spans = {r["code"]: (r["low"], r["high"]) for r in frame.to_dicts()}
    for row in frame.to_dicts():
        above = sum(low > row["high"] for low, _ in spans.values())
        below = sum(high < row["low"] for _, high in spans.values())
        assert (row["rank_low"], row["rank_high"]) == (1 + above, len(codes) - below)
        assert row["rank_low"] <= row["rank_high"]


def test_the_rate_of_a_year_is_that_of_the_place_alone():
    counts = pl.DataFrame(
        {"code": ["FRA", "FRA", "ESP", "ZZZ"], "year": [2015, 2016, 2016, 2016], "value": [6.0, None, 0.0, 3.0]}
    )
    found = rates.yearly(counts, PEOPLE)
    assert found["rate"].to_list() == [pytest.approx(0.1), None, 0.0, None] and found.columns == [
        *counts.columns,
        "rate",
    ]
    one = rates.exposure(pl.DataFrame({"code": ["FRA"], "country": ["FRA"]}), COVERAGE, PEOPLE, [2015])
    assert rates.rates(pl.DataFrame({"code": ["FRA"], "value": [6.0]}), one)["rate"].item() == pytest.approx(0.1)


def test_a_part_of_a_year_is_a_part_of_the_denominator():
    one = pl.DataFrame({"country": ["FRA"], "year": [2015], "part": [1 / 12]})
    seen = rates.exposure(pl.DataFrame({"code": ["FRA"], "country": ["FRA"]}), one, PEOPLE, [2015], 1 / 12)
    assert seen["inhabitant_years"].item() == pytest.approx(5e6)
    found = rates.rates(pl.DataFrame({"code": ["FRA"], "value": [6.0]}), seen).row(0, named=True)
    assert found["rate"] == pytest.approx(1.2) and ENGLISH.say(rates.years_reported(found)) == "0.08 of 0.08"
    counts = pl.DataFrame({"code": ["FRA"], "year": [2015], "value": [6.0]})
    assert rates.yearly(counts, PEOPLE, one)["rate"].item() == pytest.approx(1.2)


def test_seizures_of_a_place_without_a_size_are_in_no_rate():
    observed = rates.exposure(MEMBERS, COVERAGE, PEOPLE, [2015, 2016])
    counts = pl.DataFrame({"code": ["A"], "value": [40.0], "unsized": [8.0]})
    row = rates.rates(counts, observed).row(0, named=True)
    assert row["rate"] == pytest.approx(0.2) and row["value"] == 40.0


def test_less_than_a_year_is_told_in_months():
    assert ENGLISH.say(rates.span_reported({"place_years": 3.0, "asked_years": 7.0})) == "3 of 7 years"
    assert ENGLISH.say(rates.span_reported({"place_years": 1 / 12, "asked_years": 2 / 12})) == "1 of 2 months"
