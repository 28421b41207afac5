"""The timeline: as long as it lasted where that is known, a hollow mark where only the year is."""

from datetime import date

import polars as pl

from charts.theme import LIGHT
from charts.time.timeline import timeline
from domain.words import ENGLISH

FRAME = pl.DataFrame(
    {
        "code": ["a", "a", "b"],
        "series": ["A", "A", "B"],
        "name": ["A I", "A II", "B I"],
        "when": ["2014, days not known", "May 2015", "June 2016"],
        "first": [None, date(2015, 5, 1), date(2016, 6, 1)],
        "last": [None, date(2015, 5, 31), date(2016, 6, 30)],
        "year": [2014, 2015, 2016],
        "quiet": [False, False, True],
    }
)


def drawn(frame: pl.DataFrame = FRAME):
    return timeline(frame, words=ENGLISH, theme=LIGHT, unit="operations")


def test_known_days_are_stretches_and_a_year_alone_is_hollow():
    stretches, known, vague = drawn().figure.data
    assert list(stretches.x) == ["2015-05-01", "2015-05-31", None, "2016-06-01", "2016-06-30", None]
    assert list(known.customdata) == ["a", "b"] and known.marker.symbol == "circle"
    assert list(vague.customdata) == ["a"] and vague.marker.symbol == "circle-open"
    assert list(known.marker.color) == [LIGHT.accent, LIGHT.outline]


def test_rows_are_the_series_and_the_words_say_what_is_shown():
    assert list(drawn().figure.layout.yaxis.ticktext) == ["A", "B"]
    said = drawn().alt
    assert "3 marks (operations) in 2 series, from 2014 to 2016" in said and "Only the year is known of 1" in said


def test_nothing_is_said():
    assert drawn(FRAME.clear()).figure is not None and "0" not in drawn(FRAME.clear()).alt
