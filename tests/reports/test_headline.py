"""The figures and sentences at the top of a page: each is true of the records, and none says more than they do."""

import re
from datetime import date

import pytest

from charts.theme import LIGHT
from data_access.gateway import Gateway
from domain.entitlement import PUBLIC
from domain.selection import Selection
from domain.viewer import Viewer
from domain.words import Words
from reports.card import Metrics, Text
from reports.overview.finding import finding
from reports.overview.headline import headline
from reports.studio import Studio
from tests.data_access.records.test_records import put, record


def studio():
    answers = Gateway.open().for_viewer(Viewer(entitlement=PUBLIC, language="en"))
    return Studio(answers=answers, words=Words("en"), theme=LIGHT)


def of(country="", **more):
    selection = Selection(**more)
    return selection.having("country", (country,)) if country else selection


def metrics(selection):
    parts = headline(studio(), selection)
    (row,) = [part for part in parts if isinstance(part, Metrics)]
    return {one.label: one for one in row.metrics}


def said(selection):
    return " ".join(part.text for part in finding(studio(), selection) if isinstance(part, Text)).replace("\\", "")


@pytest.fixture
def several():
    """Ten records of France and two of Spain, in 2019 and 2020; a kilogram each but for one of 90."""
    put(
        [
            *(
                record(n, country="FRA", goods="heroin", seized_on=date(2020, n, 5), content=str(n))
                for n in range(1, 9)
            ),
            record(20, country="FRA", goods="cocaine", seized_on=date(2019, 3, 1)),
            record(21, country="FRA", goods="unclassified", seized_on=date(2019, 4, 1)),
            record(22, country="ESP", goods="heroin", mode="air", departure="COL", seized_on=date(2019, 5, 1)),
            record(23, country="ESP", goods="heroin", mode="", departure="", seized_on=date(2020, 5, 1)),
        ]
    )


def test_figures_say_what_they_stand_on(several):
    found = metrics(of())
    seizures, places, single = found["Reported seizures"], found["Places with records"], found["From a single place"]
    assert (seizures.value, seizures.bars) == ("12", (3.0, 9.0))
    assert seizures.note == "Mar 2019 to Aug 2020; records in 11 of 24 months"
    assert (places.value, places.unit, places.bars) == ("2", "of 251", (2, 2))
    assert places.note == "2 a year; the others are silent, not zero"
    assert single.value == "83%" and single.part == pytest.approx(10 / 12)
    assert single.note == "France, with records for 2 years: it decides the totals"


def test_of_one_place_what_its_records_tell(several):
    found = metrics(of("ESP"))
    assert "From a single place" not in found and "Places with records" not in found
    assert found["Departure known"].value == "50%" and found["Transport mode known"].part == 0.5


def test_a_filter_that_records_leave_open_says_at_least(several):
    assert metrics(of("ESP").having("mode", ("air",)))["Reported seizures"].value == "at least 1"


def test_a_year_without_reports_is_no_bar_of_nothing():
    put([record(2, seized_on=date(2018, 1, 5)), record(3, seized_on=date(2020, 1, 5))])
    assert metrics(of())["Reported seizures"].bars == (1.0, None, 1.0)


def test_what_most_seizures_include_and_the_year_with_the_most(several):
    """The kind is named, where one is in most; one record is of unknown goods, so that it is 'at least'."""
    assert said(of()) == (
        "At least 83% of the reported seizures include heroin. The year with the most is 2020: 9, from 2 of 2 places "
        "with records."
    )


def test_nothing_is_said_where_the_records_say_too_little(several):
    assert "include" not in said(of().having("goods", ("heroin",)))  # what was asked for is no finding
    assert said(of("ESP")) == "100% of the reported seizures include heroin."  # half name the mode: not most


def test_two_years_with_as_many_have_none_with_the_most():
    put([record(2, seized_on=date(2019, 1, 5)), record(3, country="ESP", seized_on=date(2020, 1, 5))])
    assert not re.search("year with the most", said(of()))


def test_how_goods_were_moved_where_most_records_name_it():
    put(
        [
            *(record(n, mode="air", goods="lsd", content=str(n)) for n in range(2, 6)),
            record(6, mode="road", goods="lsd"),
            record(7, mode="", goods="cocaine"),
        ]
    )
    assert said(of("FRA")) == (
        "83% of the reported seizures include LSD. Transport mode where it is known: air in 80%."
    )
