"""Filters of cases in force, and what a click makes of them."""

from hypothesis import given
from hypothesis import strategies as st

from domain.cases.pointing import in_force, toggled
from domain.cases.selection import CaseSelection
from domain.crossfilter import TOGETHER

CODES = st.sampled_from(["tobacco", "wildlife", "food", "timber"])
SELECTIONS = st.builds(
    CaseSelection,
    where=st.dictionaries(st.sampled_from(["goods", "country", "year"]), st.lists(CODES, min_size=1).map(tuple)).map(
        lambda d: tuple(d.items())
    ),
    proof=st.sampled_from(["proven", "all"]),
    least=st.sampled_from(["proven", "alleged", "mentioned"]),
    first=st.one_of(st.none(), st.just(2001)),
    text=st.sampled_from(["", "front company"]),
)


@given(SELECTIONS)
def test_without_all_that_is_in_force_only_the_proof_is_left(selection):
    left = selection
    while parts := in_force(left):
        assert parts[0].without != left
        left = parts[0].without
    assert left == CaseSelection(proof=selection.proof)


def test_many_codes_of_one_dimension_go_together():
    many = CaseSelection(where=(("year", tuple(str(2000 + n) for n in range(TOGETHER + 1))),))
    (part,) = in_force(many)
    assert len(part.codes) == TOGETHER + 1 and part.without == CaseSelection()


@given(SELECTIONS, CODES)
def test_a_second_click_takes_back_the_first(selection, code):
    once = toggled(selection, ["goods"], [code])
    assert (code in once.values("goods")) != (code in selection.values("goods"))
    assert toggled(once, ["goods"], [code]) == selection


def test_a_cell_is_filtered_by_exactly_and_released():
    before = CaseSelection(where=(("goods_group", ("food", "tobacco")),))
    cell = toggled(before, ["goods_group", "linked_crime"], ["food", "fraud"])
    assert cell.values("goods_group") == ("food",) and cell.values("linked_crime") == ("fraud",)
    assert toggled(cell, ["goods_group", "linked_crime"], ["food", "fraud"]) == CaseSelection()
    assert toggled(before, ["goods_group", "linked_crime"], [None, None]) == before
