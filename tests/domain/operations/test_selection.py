"""Filters of operations: an address and back, what is refused, and what figures never mix."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import UsageError
from domain.operations.selection import OperationSelection
from domain.question import Question

CODES = st.lists(st.sampled_from(["Pangea", "Opson", "Thunder"]), unique=True, max_size=3)
MONTHS = st.sampled_from(["", "2014-01", "2018-06"])


@given(series=CODES, goods=CODES, start=MONTHS, scheme=st.sampled_from(["m49", "interpol"]))
def test_an_address_comes_back_as_the_same_selection(series, goods, start, scheme):
    where = (("series", tuple(series)), ("goods", tuple(goods)))
    chosen = OperationSelection(where=where, start=start, scheme=scheme)
    assert OperationSelection.from_query(chosen.to_query()) == chosen
    asked = Question.of_page("operations", chosen.to_query())
    assert asked.operations == chosen and asked.of_operations and not asked.of_cases
    assert Question.of_page("operations", asked.to_query()) == asked


@pytest.mark.parametrize(
    "query",
    [
        {"kind": ["nonsense"]},
        {"arrests_basis": ["many"]},
        {"start": ["2014"]},
        {"start": ["2015-01"], "end": ["2014-01"]},
        {"scheme": ["No such"]},
        {"series": ["x" * 200]},
    ],
)
def test_what_cannot_be_asked_is_refused(query):
    with pytest.raises(UsageError):
        OperationSelection.from_query(query)


def test_a_dimension_of_seizures_is_none_of_operations():
    with pytest.raises(UsageError, match="not a dimension of operations"):
        OperationSelection(where=(("mode", ("sea",)),))
    assert OperationSelection.from_query({"mode": ["sea"], "lang": ["fr"]}) == OperationSelection()


def test_figures_leave_out_people_and_sums_unless_they_are_asked_for():
    assert OperationSelection().counted().where == (("combined", ("no",)), ("kind", ("goods",)))
    assert OperationSelection().counted(by=["kind"]).where == (("combined", ("no",)),)
    people = OperationSelection(where=(("kind", ("people",)),))
    assert people.counted().values("kind") == ("people",)
    one = OperationSelection(where=(("operation", ("OP-084",)),))
    assert one.counted() == one
