"""Addresses are kept canonically, know what they show, and changes are sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UsageError
from domain.saved import Snapshot, changes, checked, page_and_query, scope, unwatched
from domain.words import ENGLISH

CODES = st.sets(st.sampled_from(["ESP", "FRA", "DEU", "BRA"])).map(lambda s: tuple(sorted(s)))


def look(**told):
    return Snapshot(**{"version": 1, "figure": 3.0, "newest": "2014-03", "places": (), "goods": (), **told})


def test_an_address_is_its_page_and_its_sorted_parameters():
    whole = page_and_query("http://host:8501/sub/explorer?form=heat&by=goods,year&goods=heroin&goods=cocaine")
    assert whole == ("explorer", "by=goods%2Cyear&form=heat&goods=heroin&goods=cocaine")
    assert page_and_query("world") == ("world", "")
    for bad in ("?goods=heroin", "", "world?start=never"):
        with pytest.raises(UsageError):
            page_and_query(bad)


def test_a_page_about_a_place_shows_that_place():
    assert scope("country", {"profile": ["ESP"], "goods": ["heroin"]}).where == (
        ("country", ("ESP",)),
        ("goods", ("heroin",)),
    )
    assert scope("region", {"focus": ["150"]}).values("region") == ("150",)
    assert scope("compare", {"by": ["goods"], "against": ["heroin,cocaine"]}).values("goods") == ("cocaine", "heroin")
    assert scope("compare", {"by": ["year"], "against": ["2014"]}).where == ()
    assert scope("world", {"profile": ["ESP"]}).where == ()


@given(CODES, CODES)
def test_new_and_gone_part_what_differs(before, now):
    found = changes(look(places=before), look(places=now))
    assert (set(before) | set(found.new_places)) - set(found.gone_places) == set(now)
    assert found.any == (before != now)


def test_another_version_alone_is_no_change():
    assert not changes(look(), look(version=2)).any and changes(look(), look(figure=4.0)).any


@pytest.mark.parametrize(
    "told", [(" ", "", "view"), ("n" * 121, "", "view"), ("n", "x" * 1001, "view"), ("n", "", "alarm")]
)
def test_what_cannot_be_kept_is_refused(told):
    name, note, kind = told
    with pytest.raises(UsageError):
        checked(name, note, "world", "", kind)


def test_a_watch_says_what_it_does_not_look_at():
    def reason(page, query):
        return ENGLISH.say(unwatched(page, query))

    assert "words" in reason("records", {"search": ["ketamine"]})
    assert "routes" in reason("routes", {"profile": ["ESP"]})
    assert "routes" in reason("routes", {"focus": ["150"]})
    assert "persons" in reason("explorer", {"measure": ["victims"]})
    for page, query in (
        ("records", {"search": [""]}),
        ("country", {"profile": ["ESP"]}),
        ("explorer", {"measure": ["value"]}),
    ):
        assert unwatched(page, query) is None
