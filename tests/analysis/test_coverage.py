import polars as pl

from analysis import coverage
from domain.frames import COVERAGE_SCHEMA

ROWS = [("ids", "FRA", 2014, 3), ("police", "FRA", 2014, 2), ("ids", "FRA", 2016, 1), ("ids", "MLT", 2014, 9)]
HELD = pl.DataFrame(ROWS, schema=COVERAGE_SCHEMA, orient="row")
MEMBERS = pl.DataFrame({"region": ["w", "w", "s", "e"], "country": ["FRA", "BEL", "MLT", "POL"]})


def test_a_year_without_a_record_is_a_gap_not_nought():
    cells = {(c, y): (v, s) for c, y, v, s in coverage.strip(HELD).iter_rows()}
    assert cells == {
        ("FRA", "2014"): (5.0, "value"),
        ("FRA", "2016"): (1.0, "value"),
        ("MLT", "2014"): (9.0, "value"),
        ("MLT", "2016"): (None, "not_reported"),
    }


def test_a_region_counts_its_reporters_once_and_silent_regions_stay():
    cells = {(r, y): (v, m) for r, y, v, m in coverage.by_region(HELD, MEMBERS).iter_rows()}
    assert cells[("w", "2014")] == (1.0, 2)
    assert cells[("s", "2016")] == (0.0, 1)
    assert cells[("e", "2014")] == (0.0, 1)
    assert len(cells) == 6


def test_reporters_of_a_region_in_any_year():
    found = {r: (n, m) for r, n, m in coverage.reporters(HELD, MEMBERS).iter_rows()}
    assert found == {"w": (1, 2), "s": (1, 1), "e": (0, 1)}


def test_an_empty_store_keeps_the_columns():
    empty = HELD.clear()
    assert coverage.strip(empty).columns == ["country", "year", "value", "state"]
    assert coverage.by_region(empty, MEMBERS).is_empty()
    assert coverage.reporters(empty, MEMBERS)["reporters"].sum() == 0
