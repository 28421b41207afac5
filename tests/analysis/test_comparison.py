from datetime import datetime

import polars as pl

from analysis.comparison import coverage_notes, last_change, merge_spellings, provisional_from, whole_years


def frame(rows):
    return pl.DataFrame(rows, schema=["country", "year", "value"], orient="row")


def test_change_is_of_the_same_reporters():
    rows = [(c, y, v) for c in "ABCDE" for y, v in (("2014", 10.0), ("2015", 15.0))]
    assert last_change(frame(rows)).change == 0.5


def test_no_change_without_comparable_coverage():
    found = last_change(frame([("A", "2014", 1.0), ("B", "2014", 1.0), ("A", "2015", 9.0)]))
    assert found.change is None and "not comparable" in found.reason


def test_a_few_reporters_are_no_change_of_all():
    rows = [(c, "2013", 1.0) for c in "ABCDE"] + [("A", y, 2.0) for y in ("2014", "2015")]
    found = last_change(frame(rows))
    assert found.change is None and "1 of up to 5 reporters" in found.reason
    assert last_change(frame([r for r in rows if r[0] in "AB"])).change == 0.0


def test_one_year_cannot_change():
    assert last_change(frame([("A", "2014", 1.0)])) is None


def test_spellings_are_merged_under_the_commonest():
    given = pl.DataFrame({"place": ["CALI", "Cali ", "Bogotá"], "value": [2.0, 5.0, 1.0], "state": ["value"] * 3})
    assert merge_spellings(given, "place").select("place", "value").rows() == [("Cali", 7.0), ("Bogotá", 1.0)]


def test_coverage_notes():
    cover = pl.DataFrame({"country": ["ESP", "ESP"], "year": [2014, 2015]})
    assert coverage_notes(cover, 6) == {"ESP": "2 of 6 years"}


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
