import polars as pl

from analysis import coverage
from domain.frames import COVERAGE_SCHEMA, REPORTING_SCHEMA

ROWS = [("ids", "FRA", 2014, 3), ("police", "FRA", 2014, 2), ("ids", "FRA", 2016, 1), ("ids", "MLT", 2014, 9)]
HELD = pl.DataFrame(ROWS, schema=COVERAGE_SCHEMA, orient="row")
MEMBERS = pl.DataFrame({"region": ["w", "w", "s", "e"], "country": ["FRA", "BEL", "MLT", "POL"]})


def test_a_year_without_a_record_is_a_gap_not_zero():
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


def months(*rows):
    named = [("ids", c, m, n, s, b) for c, m, n, s, b in rows]
    return pl.DataFrame(named, schema=REPORTING_SCHEMA, orient="row")


def test_silence_counts_from_the_last_month_heard_to_the_end_of_the_source():
    frame = months(
        ("FRA", "2014-11", 2, "reported", "inferred"),
        ("FRA", "2014-12", 0, "not_reported", "declared"),
        ("FRA", "2015-01", 0, "reported", "inferred"),
        ("FRA", "2015-02", 0, "not_reported", "inferred"),
        ("MLT", "2014-11", 0, "not_reported", "inferred"),
        ("MLT", "2014-12", 0, "not_reported", "inferred"),
        ("MLT", "2015-01", 0, "not_reported", "inferred"),
        ("MLT", "2015-02", 0, "not_reported", "inferred"),
        ("ESP", "2015-02", 3, "reported", "inferred"),
    )
    told = [tuple(r.values())[1:] for r in coverage.silence(frame).to_dicts()]
    assert told == [
        ("MLT", "", 4, 0, "inferred"),
        ("FRA", "2015-01", 1, 1, "declared"),
        ("ESP", "2015-02", 0, 0, "inferred"),
    ]
    counted = coverage.reporters_by_month(frame).to_dicts()
    assert [(r["period"], r["value"], r["state"]) for r in counted] == [
        ("2014-11", 1.0, "value"),
        ("2014-12", 0.0, "zero"),
        ("2015-01", 1.0, "value"),
        ("2015-02", 1.0, "value"),
    ]
    assert coverage.silence(frame.clear()).is_empty()


def test_a_declared_zero_is_zero_not_a_gap():
    held = pl.concat([HELD, pl.DataFrame([("ids", "MLT", 2016, 0)], schema=COVERAGE_SCHEMA, orient="row")])
    cells = {(c, y): s for c, y, _, s in coverage.strip(held).iter_rows()}
    assert cells[("MLT", "2016")] == "zero"


def reports(*rows):
    """(country, year, status): twelve months each."""
    months = [
        {"source": "s", "country": c, "month": f"{y}-{m:02d}", "n": 1, "status": status, "basis": "inferred"}
        for c, y, status in rows
        for m in range(1, 13)
    ]
    return pl.DataFrame(months, schema=REPORTING_SCHEMA)


def test_absent_in_a_year_are_those_who_reported_in_another():
    known = reports(
        ("FRA", 2014, "reported"),
        ("FRA", 2015, "not_reported"),
        ("FRA", 2016, "partial"),
        ("ESP", 2014, "gap"),
        ("ESP", 2015, "year"),
        ("ITA", 2015, "not_reported"),
        ("ITA", 2013, "reported"),
    )
    found = coverage.absent(known, "2015").sort("country").rows()
    assert found == [("FRA", "2014", "2016"), ("ITA", "2013", "")]
    assert coverage.absent(known, "2014").sort("country").rows() == [("ESP", "", "2015"), ("ITA", "2013", "")]
    assert coverage.absent(known.clear(), "2015").is_empty()
