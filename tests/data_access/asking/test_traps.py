"""Kinds of traps: names within names, words of other languages, regions, negations, what is no filter."""

import pytest

from data_access.reference import tables as reference
from tests.data_access.asking.corpus import asked


def texts(found):
    return [one.text for one in found.ask], [one.text for one in found.left]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("heroin in Guinea-Bissau", "GNB"),
        ("heroin in Guinea Bissau", "GNB"),
        ("heroin in Equatorial Guinea", "GNQ"),
        ("heroin in Papua New Guinea", "PNG"),
        ("heroin in South Sudan", "SSD"),
        ("heroin in DR Congo", "COD"),
        ("heroin in the Democratic Republic of the Congo", "COD"),
        ("heroin in Ivory Coast", "CIV"),
        ("heroin in Hong Kong, China", "HKG"),
        ("heroin in the US", "USA"),
        ("heroin in the UK", "GBR"),
        ("heroin in Scotland", "GBR"),
        ("heroin in COL", "COL"),
        ("heroin in Türkiye", "TUR"),
        ("heroin in Brasil", "BRA"),
        ("heroin in Mozambiqe", "MOZ"),
    ],
)
def test_a_place(text, country):
    found = asked(text)
    assert found.parameters == {"goods": ["heroin"], "profile": [country]} and texts(found) == ([], [])


SEVERAL = {"COG", "MAF", "FSM", "GEO"}
"""Places whose own name is that of others too."""


def test_every_place_is_known_by_its_names():
    common = reference.common_names()
    named = [(c, n) for c, name in reference.names("places").items() for n in (name, *common.get(c, ()))]
    wrong = [
        (name, found.parameters)
        for code, name in named
        if (found := asked(f"heroin in {name}")).parameters.get("profile") != [code]
        and not (found.ask and code in SEVERAL)
        and code != "ATA"  # a region too
    ]
    assert not wrong


def test_all_goods_are_known_by_their_names():
    names = reference.names("goods")
    found = {code: asked(f"{name} in Kenya").parameters for code, name in names.items() if code != "unknown-drugs"}
    assert {c: {**p}.get("goods", p.get("goods_group")) for c, p in found.items()} == {c: [c] for c in found}


@pytest.mark.parametrize(
    "name",
    [
        "Congo",
        "Korea",
        "America",
        "Columbia",
        "Nigera",
        "Irak",
        "Chine",
        "CAR",
        "Virgin Islands",
        "the Gulf",
        "the Sahel",
        "the Balkans",
        "Middle East",
        "Golden Triangle",
        "Congolese",
        "Colombian",
        "Guinean",
    ],
)
def test_a_name_of_several_is_asked_and_filters_nothing(name):
    found = asked(f"heroin {name}")
    assert found.parameters == {"goods": ["heroin"]} and texts(found) == ([name], [])
    assert len(found.ask[0].choices) > 1


@pytest.mark.parametrize("word", ["opioids", "synthetic drugs", "oil", "pills", "animals", "money"])
def test_goods_of_several_kinds_are_asked(word):
    found = asked(f"{word} in Kenya")
    assert found.parameters == {"profile": ["KEN"]} and texts(found) == ([word], [])


@pytest.mark.parametrize("text", ["it is us and man at no in", "IS NO US", "does he do so"])
def test_little_words_are_no_places(text):
    assert not asked(text).parameters


@pytest.mark.parametrize("text", ["heroin in us", "heroin to the us", "us heroin"])
def test_the_little_us_is_asked_where_a_place_may_stand(text):
    found = asked(text)
    assert [str(choice) for choice in found.ask[0].choices] == ["place=USA", "nothing="]
    assert found.parameters == {"goods": ["heroin"]} and not asked(f"tell us of {text[:6]}").ask


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("price of heroin in Kenya", ["price"]),
        ("purity of heroin in Kenya", ["purity"]),
        ("top 5 heroin in Kenya", ["top", "5"]),
        ("more than 500 kg of heroin in Kenya", ["more than 500 kg"]),
        ("heroin in Kenya, not Uganda", ["Uganda"]),
        ("heroin in Kenya outside Mombasa", ["Mombasa"]),
        ("heroin in Kenya in recent years", ["in recent years"]),
    ],
)
def test_what_is_no_filter_is_said(text, left):
    found = asked(text)
    assert texts(found) == ([], left)
    assert found.parameters == {"goods": ["heroin"], "profile": ["KEN"]}


@pytest.mark.parametrize("text", ["cocaine from West Africa to Europe", "cocaine into the EU", "ivory Africa to Asia"])
def test_no_route_is_filtered_by_region(text):
    found = asked(text)
    assert found.page == "routes" and found.parameters.keys() == {"goods"} and found.left


def test_a_denied_thing_and_those_listed_with_it_are_left_out():
    found = asked("drugs in Spain except cannabis and heroin since 2014")
    assert found.parameters == {"goods_group": ["drugs"], "profile": ["ESP"], "start": ["2014-01"]}
    assert texts(found) == ([], ["cannabis", "heroin"])


def test_two_schemes_of_regions_are_not_asked_at_once():
    found = asked("heroin in the EU and in West Africa")
    assert found.parameters == {"goods": ["heroin"], "region": ["eu"], "scheme": ["blocs"]}
    assert [(one.text, one.why) for one in found.left] == [("West Africa", "scheme")]


def test_a_choice_settles_what_was_asked():
    found = asked("heroin in Congo", congo="place=COD")
    assert found.parameters == {"goods": ["heroin"], "profile": ["COD"]} and not found.ask
    routed = asked("Colombian cocaine", colombian="place/departure=COL")
    assert (routed.page, routed.parameters) == ("routes", {"goods": ["cocaine"], "departure": ["COL"]})
    state = asked("heroin in Georgia", georgia="state=US-GA")
    assert state.parameters == {"goods": ["heroin"], "country": ["USA"], "division": ["US-GA"]}


def test_a_phrase_that_the_reader_drops_changes_nothing():
    found = asked("heroin in Kenya", kenya="")
    assert found.parameters == {"goods": ["heroin"]} and found.unneeded == ("Kenya",)


def test_a_choice_that_was_not_offered_is_none():
    assert asked("heroin in Congo", congo="place=FRA").ask


def test_goods_beside_a_group_are_asked_for_together():
    assert asked("cigarettes and drugs in Spain").parameters["goods"] == ["drugs", "cigarettes"]
    assert asked("drugs such as cocaine in Spain").parameters["goods"] == ["cocaine"]


def test_words_behind_hidden_in_are_searched_for():
    found = asked("heroin hidden in a shipment of dried fish from Iran")
    assert (found.page, found.parameters["search"]) == ("records", ["dried fish"])
    assert found.parameters["departure"] == ["IRN"]


def test_two_years_side_by_side_are_a_change():
    found = asked("compare 2014 with 2018 for cannabis")
    assert found.page == "maps"
    assert found.parameters == {"goods": ["cannabis"], "show": ["change"], "earlier": ["2014"], "later": ["2018"]}


def test_of_medicines_fake_means_falsified_and_the_other_is_offered():
    found = asked("fake medicines in Kenya")
    (fake,) = (one for one in found.understood if one.text == "fake")
    assert fake.values == ("falsified",) and [str(c) for c in fake.choices] == [
        "illicit=falsified",
        "illicit=counterfeit",
    ]


def test_what_is_misspelt_is_said():
    found = asked("cocain in Portugl")
    assert [(one.text, one.misspelt) for one in found.understood] == [("cocain", True), ("Portugl", True)]
