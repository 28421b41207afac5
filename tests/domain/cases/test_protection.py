"""Titles name nobody, and terrorism is no figure of a place."""

import pytest

from domain.cases.protection import faults_of_title, refuse_terrorism_by_place
from domain.errors import UsageError


@pytest.mark.parametrize("title", ["R v Example", "Italy v. Example (antiquities)", "Case (State v. Example)"])
def test_a_name_of_two_parties_needs_a_conviction_that_stands(title):
    assert faults_of_title(title, "proven_conviction") == faults_of_title(title, "proven_guilty_plea") == []
    for standard in ("alleged", "overturned_on_appeal", "strong_indication", "civil_or_administrative"):
        assert len(faults_of_title(title, standard)) == 1


@pytest.mark.parametrize(
    "title",
    ["Nigerian gang in Naples", "The albanian mafia and tobacco", "Ivory trial (the 'Boss' case)", "Ring of X alias Y"],
)
def test_epithets_and_nicknames_are_no_title(title):
    assert faults_of_title(title, "proven_conviction")


@pytest.mark.parametrize(
    "title", ["Naples tobacco network", "Upminster 'baby toys' cigarette conspiracy", "A v B alias C"]
)
def test_what_happened_and_where_is_a_title(title):
    assert faults_of_title(title, "proven_conviction") == []


@pytest.mark.parametrize(
    ("by", "where"),
    [
        (("terrorism", "country"), ()),
        (("terrorism",), (("jurisdiction", ("USA",)),)),
        (("departure",), (("terrorism", ("proven",)),)),
        (("region",), (("linked_crime", ("terrorism_support",)),)),
        ((), (("linked_crime", ("fraud", "terrorism_support")), ("country", ("USA",)))),
        (("destination",), (("group_kind", ("armed_or_terrorist_group",)),)),
    ],
)
def test_terrorism_is_not_counted_by_place(by, where):
    with pytest.raises(UsageError, match="Links to terrorism"):
        refuse_terrorism_by_place(by, where)


@pytest.mark.parametrize(
    ("by", "where"), [(("terrorism",), ()), (("country", "linked_crime"), (("linked_crime", ("fraud",)),))]
)
def test_other_counts_are_not_refused(by, where):
    refuse_terrorism_by_place(by, where)
