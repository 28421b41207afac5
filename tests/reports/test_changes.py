"""A change in words: the figure that the records carry, or what they lack, with the latest comparison that they do."""

from dataclasses import replace

import pytest

from analysis.change import Change, Comparison, Obstacle
from domain.words import ENGLISH
from reports.changes import change_words, months_known, span

NAMES = {"COL": "Colombia"}
WHOLE = Change(
    earlier="2014", later="2015", change=0.2, before=100, after=120, reporters=1, of_reporters=1, distinct=0.2
)


def said(change: Change, longest: Change | None = None):
    return change_words(Comparison(last=change, longest=longest), NAMES, ENGLISH)


def without(obstacle: Obstacle, **more) -> Change:
    return replace(WHOLE, change=None, obstacle=obstacle, **more)


def test_a_figure_says_what_it_rests_on():
    words = said(WHOLE)
    assert (words.label, words.figure, words.note) == ("Change 2014 to 2015", "+20%", "one reporter")
    assert "100 to 120" in words.sentence and "not in trafficking" in words.sentence
    assert said(replace(WHOLE, distinct=0.1)).note == "+10% without exact copies"
    assert said(replace(WHOLE, reporters=7, of_reporters=8)).note == "the same 7 reporters"


def test_missing_months_stand_in_place_of_a_figure():
    words = said(without(Obstacle.MONTHS, incomplete=(("COL", "2015", 6, 2),)))
    assert (words.figure, words.note) == ("No figure", "records in 6 of 12 months")
    assert "Colombia has records in 6 of 12 months of 2015, 2 of them in part" in words.sentence
    many = said(without(Obstacle.MONTHS, reporters=9, of_reporters=55, share=0.08, incomplete=(("COL", "2015", 3, 0),)))
    assert many.note == "9 of 55 reporters complete" and "with 8% of the seizures; Colombia has" in many.sentence


def test_the_latest_honest_comparison_is_offered():
    same = replace(WHOLE, months=(1, 6))
    words = said(without(Obstacle.SMALL, before=3), same)
    assert "January–June 2014 to January–June 2015, +20%" in words.sentence
    assert "No earlier years can be compared either." in said(without(Obstacle.SMALL, before=3)).sentence


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without(Obstacle.COPIES, after=116, distinct=-0.04), "it is +16% with exact copies and −4% without"),
        (without(Obstacle.SMALL, before=1), "too few to measure against"),
        (without(Obstacle.JUMP, after=900), "more than a fivefold change"),
        (without(Obstacle.NOT_KNOWN, possible=(3.0, 40.0)), "up to 3 and 40 more may belong to the two periods"),
        (without(Obstacle.FEW_REPORTERS, reporters=1, of_reporters=9), "1 of up to 9 reporters"),
        (without(Obstacle.NO_YEARS), "no two years in a row"),
    ],
)
def test_every_obstacle_is_said(change, words):
    found = said(change)
    assert words in found.sentence and found.figure == "No figure" and found.note


def test_every_obstacle_has_its_words():
    for obstacle in set(Obstacle) - {Obstacle.NONE, Obstacle.MONTHS}:
        assert said(without(obstacle, before=50, after=60, distinct=0.1)).note


def test_small_parts():
    assert span(WHOLE, ENGLISH) == "2014 to 2015"
    assert months_known(("COL", "2014", 12, 1), ENGLISH) == "a month of 2014 with far fewer records than the others"
