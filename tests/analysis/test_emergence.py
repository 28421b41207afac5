"""New legs, against a slow reading of the rule."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from analysis.emergence import LEAST, new_legs, window

SCHEMA = {"departure": pl.String, "country": pl.String, "year": pl.String, "month": pl.String, "value": pl.Float64}
MONTHS = st.sampled_from(["2012-03", "2013-12", "2014-01", "2014-02", "2015-12", "2016-01", "2014", "2012"])
PLACES = st.sampled_from(["COL", "ESP", "FRA", "", "unknown"])
ROWS = st.lists(st.tuples(PLACES, PLACES, MONTHS, st.integers(1, 3).map(float)), max_size=25)


def frame(rows):
    told = [(a, b, when[:4], when if len(when) > 4 else "", v) for a, b, when, v in rows]
    return pl.DataFrame(told, schema=SCHEMA, orient="row")


def test_new_is_what_an_old_reporter_did_not_tell_before():
    rows = [
        ("PRT", "ESP", "2012-03", 1.0),  # Spain reported departures before
        ("COL", "ESP", "2016-01", 1.0),
        ("COL", "ESP", "2015-12", 1.0),
        ("BRA", "ESP", "2016-01", 1.0),  # one seizure is no leg
        ("PRT", "ESP", "2016-01", 5.0),  # seen before
        ("COL", "FRA", "2016-01", 9.0),  # France never told a departure before: its reporting is new
    ]
    assert window(frame(rows)) == ("2014-02", "2016-01")
    assert new_legs(frame(rows)).rows() == [("COL", "ESP", 2.0, "2015-12", 1.0)]


def test_a_record_of_a_year_is_new_only_if_the_whole_year_is():
    rows = [
        ("PRT", "ESP", "2012", 1.0),
        ("COL", "ESP", "2014", 2.0),
        ("BRA", "ESP", "2015-12", 2.0),
        ("X", "ESP", "2016", 1.0),
    ]
    assert window(frame(rows)) == ("2015-01", "2016-12")
    assert new_legs(frame(rows))["start"].to_list() == ["BRA"]


def test_nothing_told_is_nothing_new():
    empty = frame([("", "ESP", "2016-01", 3.0)])
    assert window(empty) == ("", "") and new_legs(empty).is_empty()


@given(ROWS)
def test_new_legs_are_those_a_slow_reading_finds(rows):
    known = [r for r in rows if r[0] not in ("", "unknown") and r[1] not in ("", "unknown")]
    start, _ = window(frame(rows))
    early = {i: r[2] if len(r[2]) > 4 else r[2] + "-01" for i, r in enumerate(known)}
    expected = []
    for pair in sorted({(r[0], r[1]) for r in known if r[0] != r[1]}):
        mine = [i for i, r in enumerate(known) if (r[0], r[1]) == pair]
        before = sum(r[3] for i, r in enumerate(known) if r[1] == pair[1] and early[i] < start)
        if before and min(early[i] for i in mine) >= start and sum(known[i][3] for i in mine) >= LEAST:
            expected.append((*pair, sum(known[i][3] for i in mine), min(early[i] for i in mine), before))
    assert new_legs(frame(rows)).rows() == expected
