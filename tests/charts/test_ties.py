"""What is called the highest, largest or lowest names all that tie, in every chart's words."""

import polars as pl

from charts.bars import bars
from charts.dot_strip import dot_strip
from charts.dots import dots
from charts.maps.flow_map import flow_map
from charts.maps.panels import map_panels
from charts.maps.years import Scale
from charts.text import highest, largest, leading, lowest
from charts.theme import LIGHT
from charts.time.panels import panels
from charts.time.season import course
from charts.time.shares import share_strip
from charts.time.trend import trend
from data_access.reference import tables as reference
from domain.words import ENGLISH
from tests.charts.frames import LEGS

SAID = {"words": ENGLISH, "theme": LIGHT, "unit": "seizures"}


def rows(**columns: list[object]) -> pl.DataFrame:
    n = len(next(iter(columns.values())))
    return pl.DataFrame({**columns, "state": ["value"] * n})


def test_the_highest_and_the_lowest_are_all_rows_that_share_the_figure():
    frame = pl.DataFrame({"label": ["a", "b", "c", "d", "e"], "value": [2.0, 5.0, 5.0, 2.0, None]})
    assert highest(frame)["label"].to_list() == ["b", "c"] and lowest(frame)["label"].to_list() == ["a", "d"]


def test_the_largest_few_name_those_that_tie_with_the_last():
    frame = pl.DataFrame({"label": ["Chad", "Mali", "Peru", "Oman", "Niger", "Cuba"], "value": [9, 7, 5, 5, 5, 1]})
    assert largest(frame, ENGLISH) == "the largest 3, A–Z: Chad 9, Mali 7, Niger 5, and Oman and Peru 5 each"
    assert largest(frame.head(4), ENGLISH) == "the largest 3, A–Z: Chad 9, Mali 7, Oman 5, and Peru 5 too"
    assert largest(frame.head(3), ENGLISH) == "the largest 3, A–Z: Chad 9, Mali 7, Peru 5"
    assert largest(frame.head(1), ENGLISH) == "the largest is Chad 9"
    assert leading(frame).height == 5


def test_periods_that_tie():
    years = ["2013", "2014", "2015", "2016"]
    frame = rows(period=years, value=[6.0, 6.0, 4.0, 6.0])
    assert "The highest of 4 periods are 2013, 2014 and 1 more with 6 seizures" in trend(frame, **SAID).alt
    assert "The highest of 2 periods is 2014 with 6 seizures" in trend(frame[1:3], **SAID).alt
    of_two = rows(period=["2013", "2013", "2014"], series=["a", "b", "a"], value=[6.0, 6.0, 1.0])
    assert "is 2013 with 6" in trend(of_two, **SAID).alt
    assert (
        "the highest point is 6, in 2013, 2014 and 1 more."
        in panels(frame.with_columns(series=pl.lit("a")), **SAID).alt
    )
    twice = pl.concat(frame.with_columns(series=pl.lit(name)) for name in "ab")
    assert "in 2013, 2014 and 1 more." in panels(twice, **SAID).alt
    years = {year: rows(code=[code], label=[code], value=[6.0]) for year, code in (("2013", "TCD"), ("2014", "ESP"))}
    maps = map_panels(years, reference.places(), Scale(breaks=(10.0,)), **SAID)
    assert "The largest figure is 6, in 2013 and 2014." in maps.alt


def test_months_that_tie():
    months = pl.DataFrame({
        "month": [1, 2, 3, 4], "median": [1.5, 1.5, 0.5, 0.5], "low": [1.0] * 4, "high": [2.0] * 4
    })  # fmt: skip
    said = course(months, years=5, **SAID).alt
    assert "highest in Jan and Feb (" in said and "lowest in Mar and Apr (" in said and "half of the years" not in said
    assert "half of the years lie between 1 and 2" in course(months[1:], years=5, **SAID).alt


def test_labels_that_tie():
    frame = rows(code=["h", "k", "o"], label=["Heroin", "Khat", "Opium"], value=[5.0, 5.0, 2.0])
    assert "the largest are Heroin and Khat with 5 each." in bars(frame, **SAID).alt
    assert "the largest is Khat with 5." in bars(frame[1:], **SAID).alt
    assert "from 2 (Opium) to 5 (Heroin and Khat), 2.5 times" in dot_strip(frame, **SAID).alt
    strip = pl.DataFrame({"year": ["2016"] * 3, "label": ["b", "a", "c"], "value": [2, 2, 1], "members": [4, 4, 4]})
    assert "The largest share is 50% (a and b), the smallest 25% (c)." in share_strip(strip, **SAID).alt


def test_legs_that_tie_are_all_in_the_share_that_the_sentence_tells():
    ends = ["Chad", "Mali", "Peru", "Oman"]
    legs = pl.DataFrame({"start_label": ends, "end_label": ["Spain"] * 4, "value": [4, 2, 2, 2]})
    assert "together 100%" in flow_map(LEGS, reference.places(), said=legs, **SAID).alt


def test_intervals_are_compared_over_all_that_tie():
    frame = pl.DataFrame({
        "label": ["a", "b", "c"], "value": [1.0, 9.0, 9.0], "low": [0.5, 8.0, 1.0], "high": [2.0, 10.0, 12.0], "note": [""] * 3
    })  # fmt: skip
    assert "overlap: they cannot be distinguished" in dots(frame, **SAID).alt
    assert "do not overlap" in dots(frame[:2], **SAID).alt
