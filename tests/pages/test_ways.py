"""From a figure to what is behind it: the same number there, under the same filters, in the same session."""

import re
from datetime import date
from urllib.parse import parse_qs

import pytest

from domain.question import Question
from domain.selection import Selection
from pages import CATALOGUE
from pages.parts import reader
from pages.parts.ways import linked, way_to
from reports.card import Metrics, Text, Way, records
from reports.overview.headline import headline
from reports.routes.legs import Focus
from reports.routes.legs import headline as of_routes
from tests.asking import here, studio
from tests.data_access.records.test_records import put, record
from tests.pages.test_bad_links import opened

WORLD_TITLE = "Reported seizures worldwide"
WORLD = next(e for e in CATALOGUE if e.url == "world")


@pytest.fixture
def store():
    """Twelve records of France, two of Spain; cocaine and one without a name; a copy."""
    put(
        [
            *(
                record(n, goods="cocaine", kg=n, seized_on=date(2020, n, 5), departure="COL", mode="air")
                for n in range(1, 11)
            ),
            record(11, goods="unclassified", seized_on=date(2019, 4, 1)),
            record(12, goods="heroin", seized_on=date(2019, 4, 2), kg=1),
            *(record(n, country="ESP", goods="cocaine", seized_on=date(2019, 5, 1), content="same") for n in (20, 21)),
        ]
    )


def ways(selection):
    found = {}
    for part in headline(studio(), selection):
        if isinstance(part, Metrics):
            found |= {one.label: one.way for one in part.metrics}
        if isinstance(part, Text):
            found |= dict(part.ways)
    return found


def counted(way):
    return here().total(way.question.selection)


def test_each_figure_leads_to_as_many_seizures_as_it_says(store):
    found = ways(Selection(start="2019-01", end="2020-12"))
    assert counted(found["Reported seizures"]) == 14
    assert counted(found["From a single place"]) == 12 and found["From a single place"].question.selection.values(
        "country"
    ) == ("FRA",)
    assert counted(found["86%"]) == 12, "cocaine"
    assert counted(found["10"]) == 10, "of 2020"
    assert found["Places with records"].page == "coverage"
    assert found["Weighed"].question.own("sort") == "largest" and found["Weighed"].question.own("unit_class") == "mass"
    assert [w.question.selection.start for w in found.values() if w] == ["2019-01"] * len(found)


def test_of_one_place(store):
    found = ways(Selection(where=(("country", ("FRA",)),)))
    assert found["Departure known"].page == "explorer" and found["Departure known"].question.by == ("departure",)
    assert counted(found["100%"]) == 10, "by air, where it is known"
    assert found["Change 2019 to 2020"].page == "trends"


def test_routes_lead_there_where_a_filter_can_say_it(store):
    def of(focus):
        (row,) = [part for part in of_routes(studio(), Selection(), focus) if isinstance(part, Metrics)]
        return {one.label: one.way for one in row.metrics}

    found = of(Focus())
    assert counted(found["Reported seizures"]) == 14 and found["Departure known"].page == "explorer"
    assert found["Seized abroad"] is None
    assert set(of(Focus(codes=("FRA",), name="France")).values()) == {None}


@pytest.mark.parametrize(
    ("text", "figure", "found"),
    [
        ("In 2014: 20, of 201", "20", "In 2014\\: [20](records?goods=heroin), of 201"),
        ("1,204 of 204", "204", "1,204 of [204](records?goods=heroin)"),
        ("7.6% and 6%", "6%", "7\\.6% and [6%](records?goods=heroin)"),
        ("none", "3", "none"),
    ],
)
def test_a_figure_in_a_sentence_is_linked_where_it_stands_by_itself(monkeypatch, text, figure, found):
    monkeypatch.setattr(reader, "query", dict)
    from reports.wording import markdown_safe

    way = records(Selection(where=(("goods", ("heroin",)),)))
    assert linked(markdown_safe(text), ((figure, way),)) == found


def test_a_way_keeps_the_language_of_the_page_and_nothing_else(monkeypatch):
    monkeypatch.setattr(reader, "query", lambda: {"lang": ["en"], "page": ["a.1.x"], "goods": ["heroin"]})
    way = Way("explorer", Question(selection=Selection(scheme="m49-sub"), by=("mode",)))
    page, _, query = way_to(way).partition("?")
    assert page == "explorer" and parse_qs(query) == {"by": ["mode"], "scheme": ["m49-sub"], "lang": ["en"]}


def test_the_page_draws_them_and_every_way_is_a_page_that_stands(store):
    page = opened(WORLD, goods="cocaine")
    html = "".join(str(e.proto.body) for e in page.get("html"))
    hrefs = re.findall(r'<a href="([^"]*)"', html)
    assert "records?goods=cocaine" in hrefs and len(hrefs) == 5
    for href in hrefs:
        name, _, query = href.replace("&amp;", "&").partition("?")
        there = opened(next(e for e in CATALOGUE if e.url == name), **{k: v[0] for k, v in parse_qs(query).items()})
        assert not there.exception and not there.error, href


def test_a_way_that_was_followed_opens_the_page_in_this_session(store):
    page = opened(WORLD)
    page.session_state["ways_asked"] = "records?goods=cocaine"
    page.run()
    assert not page.exception and page.title[0].value == "Records"
    assert page.query_params.get("goods") == "cocaine"
    page.session_state["ways_asked"] = "https://evil.invalid/x"
    assert page.run().title[0].value == WORLD_TITLE and not page.exception, "what is no page opens none"
