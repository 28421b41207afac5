"""Where a series breaks: begins and ends of sources that weigh, and what their notes say."""

from datetime import date

import polars as pl

from analysis.breaks import breaks, spans

HELD = pl.DataFrame(
    {
        "source": ["a", "a", "b", "b", "b", "tiny", "silent"],
        "year": ["2011", "2016", "2018", "2019", "2022", "2016", "2019"],
        "month": ["2011-01", "2016-12", "2018-10", "", "2022-09", "2016-05", ""],
        "value": [500.0, 400.0, 80.0, 90.0, 70.0, 1.0, None],
    }
)
NOTES = pl.DataFrame(
    {
        "source": ["b", "b", "silent", "elsewhere"],
        "at": ["begin", "2019-01", "2019-01", "2019-01"],
        "text": ["Fiscal years.", "another layout.", "never told.", "not here."],
        "cited": ["notes of b"] * 4,
    }
)


def test_spans_are_days_and_shares():
    held = {r["source"]: r for r in spans(HELD).iter_rows(named=True)}
    assert set(held) == {"a", "b", "tiny"}, "a source without a figure does not count"
    assert (held["a"]["first"], held["a"]["after"]) == (date(2011, 1, 1), date(2017, 1, 1))
    assert (held["b"]["first"], held["b"]["after"]) == (date(2018, 10, 1), date(2022, 10, 1))
    assert held["tiny"]["begins"] == 1 / 401 and held["b"]["ends"] == 1


def test_marks_are_numbered_by_day_and_lie_inside():
    found = breaks(HELD, NOTES, date(2011, 1, 1), date(2023, 1, 1))
    assert found.rows() == [
        (1, date(2017, 1, 1), "a", "end", "", ""),
        (2, date(2018, 10, 1), "b", "begin", "Fiscal years.", "notes of b"),
        (3, date(2019, 1, 1), "b", "note", "another layout.", "notes of b"),
        (4, date(2022, 10, 1), "b", "end", "", ""),
    ]


def test_what_falls_on_one_day_is_one_mark():
    held = pl.DataFrame({"source": ["a", "b"], "year": ["2013", "2014"], "month": ["", ""], "value": [1.0, 1.0]})
    found = breaks(held, NOTES.clear(), date(2013, 1, 1), date(2015, 1, 1))
    assert found.select("number", "source", "at").rows() == [(1, "a", "end"), (1, "b", "begin")]


def test_one_source_alone_has_no_break():
    held = HELD.filter(pl.col("source") == "a")
    assert breaks(held, NOTES, date(2011, 1, 1), date(2017, 1, 1)).is_empty()
