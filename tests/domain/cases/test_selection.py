"""Filters of cases: canonical, refused where they make no sense, and the same after a way through an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.dimensions import CASE_DIMENSIONS, CASE_MEASURES
from domain.cases.proof import PROOFS
from domain.cases.selection import CaseSelection
from domain.cases.vocabulary import CRIME_STANDARDS
from domain.errors import UsageError

CODES = {
    key: st.sampled_from(sorted(d.codes) if d.codes else ["tobacco", "ESP", "2014"])
    for key, d in CASE_DIMENSIONS.items()
}
PAIRS = st.one_of(
    [st.tuples(st.just(key), st.lists(codes, min_size=1, max_size=3).map(tuple)) for key, codes in CODES.items()]
)
YEARS = st.one_of(st.none(), st.integers(1900, 1999))
SELECTIONS = st.builds(
    CaseSelection,
    where=st.lists(PAIRS, max_size=4).map(tuple),
    proof=st.sampled_from(PROOFS),
    least=st.sampled_from(sorted(CRIME_STANDARDS)),
    first=YEARS,
    last=st.one_of(st.none(), st.integers(2000, 2026)),
    text=st.text(alphabet="abc é", max_size=20),
)


@given(SELECTIONS)
def test_an_address_leads_back_to_the_same_selection(selection):
    assert CaseSelection.from_query(selection.to_query()) == selection


def test_equal_selections_are_equal_values():
    one = CaseSelection(where=(("goods", ("b", "a")), ("linked_crime", ("fraud",)), ("goods", ("a",))))
    assert one == CaseSelection(where=(("linked_crime", ("fraud",)), ("goods", ("a", "b"))))
    assert one.values("goods") == ("a", "b") and one.having("goods", ()).values("goods") == ()


@pytest.mark.parametrize(
    "made",
    [
        lambda: CaseSelection(where=(("colour", ("red",)),)),
        lambda: CaseSelection(where=(("evidence", ("sure",)),)),
        lambda: CaseSelection(proof="maybe"),
        lambda: CaseSelection(least="perhaps"),
        lambda: CaseSelection(first=2015, last=2014),
        lambda: CaseSelection.from_query({"start": ["20l4"]}),
        lambda: CaseSelection.from_query({"goods": ["x" * 200]}),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_does(made):
    with pytest.raises(UsageError):
        made()


def test_registries_have_words():
    for entry in (*CASE_DIMENSIONS.values(), *CASE_MEASURES.values()):
        assert entry.label and entry.inside
    assert all(m.counting_unit and m.caution for m in CASE_MEASURES.values())
