from datetime import datetime

import polars as pl

from analysis.comparison import coverage_notes, merge_spellings, provisional_from, whole_years
from domain.words import ENGLISH


def test_spellings_are_merged_under_the_commonest():
    given = pl.DataFrame({"place": ["CALI", "Cali ", "Bogotá"], "value": [2.0, 5.0, 1.0], "state": ["value"] * 3})
    assert merge_spellings(given, "place").select("place", "value").rows() == [("Cali", 7.0), ("Bogotá", 1.0)]


def test_coverage_notes():
    cover = pl.DataFrame({"country": ["ESP", "ESP"], "year": [2014, 2015]})
    assert {c: ENGLISH.say(note) for c, note in coverage_notes(cover, 6).items()} == {"ESP": "2 of 6 years"}


def test_years_that_the_months_do_not_reach_across_are_not_compared():
    months = ["2018-10", "2019-01", "2019-12", "2022-09", ""]
    assert whole_years(months, ["2018", "2019", "2020", "2022"]) == ["2019", "2020"]
    assert whole_years(["2014-01", "2015-12"], ["2014", "2015"]) == ["2014", "2015"]
    assert whole_years([], ["2014"]) == ["2014"]


def test_what_is_not_a_year_old_is_provisional():
    loaded = datetime(2026, 3, 1)
    assert (
        provisional_from(loaded, "2025-12") == "2025" and provisional_from(loaded, "2025-12", monthly=True) == "2025-03"
    )
    assert provisional_from(loaded, "2024-12") == "" and provisional_from(None, "2025-12") == ""
    assert provisional_from(loaded, "") == ""
