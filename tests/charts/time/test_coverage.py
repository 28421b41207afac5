import polars as pl

from charts.theme import LIGHT
from charts.time.coverage import coverage_strip
from domain.words import ENGLISH
from tests.charts.frames import STRIP


def test_the_strip_marks_years_without_records():
    fig = coverage_strip(STRIP, words=ENGLISH, theme=LIGHT, unit="records").figure
    assert [list(t.x) for t in fig.data] == [["2014"], ["2015"]]


def test_the_strip_tells_zero_from_records_and_from_none():
    strip = pl.DataFrame({"label": ["Spain"] * 5, "year": list("12345"), "value": [3.0, 30.0, 300.0, 0.0, None]})
    fig = coverage_strip(strip, words=ENGLISH, theme=LIGHT, unit="records").figure
    names = ["1–9 records", "10–99 records", "100 or more records", "Zero reported", "Not reported"]
    assert [t.name for t in fig.data] == names
    assert len({t.marker.symbol for t in fig.data}) == 3
