"""What a selection is about, in words: nothing that is asked for is left out, nothing else is claimed."""

import pytest

from domain.dimensions import DIMENSIONS
from domain.selection import Selection
from domain.words import ENGLISH, Words
from reports.titles import place, subject, titled, with_article

DATA = ("2011-01", "2016-12")


def of(start="", end="", distinct=False, focus="", **where):
    chosen = Selection(where=tuple(where.items()), start=start, end=end, distinct=distinct)
    return subject(chosen, ENGLISH, DATA, {"ids": "UNODC IDS"}, focus)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, "All goods seized worldwide, 2011–2016"),
        (
            {"goods": ("cocaine",), "country": ("ESP",), "departure": ("BRA",), "mode": ("air",)},
            "Cocaine seized in Spain, departed from Brazil, by air, 2011–2016",
        ),
        ({"region": ("002",)}, "All goods seized in Africa, 2011–2016"),
        ({"mode": ("air", "maritime")}, "All goods seized worldwide, by air or by sea, 2011–2016"),
        ({"country": ("NLD",)}, "All goods seized in the Netherlands, 2011–2016"),
        ({"destination": ("USA",)}, "All goods seized worldwide, bound for the United States, 2011–2016"),
        ({"mode": ("",)}, "All goods seized worldwide, transport mode not reported, 2011–2016"),
        ({"year": ("2014",)}, "All goods seized worldwide, 2014"),
        ({"month": ("2014-03",)}, "All goods seized worldwide, Mar 2014"),
        ({"month": ("2014-13",)}, "All goods seized worldwide, 2014-13"),
        ({"route": ("COL>ESP",)}, "All goods seized worldwide, departure and destination: Colombia → Spain, 2011–2016"),
        ({"source": ("ids",)}, "All goods seized worldwide, source: UNODC IDS, 2011–2016"),
        ({"destination": ("unknown",)}, "All goods seized worldwide, bound for reported as unknown, 2011–2016"),
        ({"place": ("Cali",)}, "All goods seized worldwide, place as reported: Cali, 2011–2016"),
    ],
)
def test_what_is_asked_for_is_said(where, expected):
    assert of(**where) == expected


def test_period_copies_and_focus():
    assert of("2011-01", "2011-03").endswith("worldwide, Jan 2011–Mar 2011")
    assert of("2014-01", "2014-12").endswith("worldwide, 2014") and of("2014-01").endswith("2014–2016")
    assert of(distinct=True).endswith("2011–2016, without exact copies")
    assert "worldwide, to or from Spain, " in of(focus="to or from Spain")
    assert subject(Selection(), ENGLISH) == "All goods seized worldwide"


def test_many_are_counted():
    assert place(Selection(where=(("country", ("ESP", "FRA", "PRT", "ITA")),)), ENGLISH).endswith("and 1 more")
    modes = {"mode": ("air", "road", "rail", "mail")}
    assert "by air, by mail, by rail and 1 more" in of(**modes)


def test_a_chart_is_titled_by_what_it_shows_and_of_what():
    for code, name in (("cocaine", "cocaine"), ("lsd", "LSD")):
        selection = Selection(where=(("goods", (code,)), ("country", ("ESP",))))
        about = subject(selection, ENGLISH, begins=False)
        assert titled("By goods", about, ENGLISH) == f"By goods: {name} seized in Spain"
    assert subject(Selection(), ENGLISH, begins=False) == "all goods seized worldwide"
    assert titled("X", "", ENGLISH) == "X"


def test_articles_and_small_letters_are_english_grammar():
    assert with_article("Netherlands", ENGLISH) == "the Netherlands" and with_article("Spain", ENGLISH) == "Spain"
    other, selection = Words("xa"), Selection(where=(("goods", ("cocaine",)), ("country", ("NLD",))))
    assert with_article("Netherlands", other) == "Netherlands"
    said = subject(selection, other, begins=False)
    assert "Cocaine" in said and "the Netherlands" not in said


@pytest.mark.parametrize("dimension", sorted(set(DIMENSIONS) - {"region", "route", "year", "month", "division"}))
def test_every_dimension_that_is_filtered_by_stands_in_the_title(dimension):
    code = {"country": "ESP", "goods": "cocaine", "goods_group": "drugs", "illicit": "counterfeit", "mode": "air"}
    bare, filtered = of(), of(**{dimension: (code.get(dimension, "COL"),)})
    assert filtered != bare and len(filtered) != len(bare)
