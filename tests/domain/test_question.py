"""A question goes through the address of a page and comes back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases.dimensions import CASE_MEASURES
from domain.cases.proof import PROOFS
from domain.cases.selection import CaseSelection
from domain.dimensions import DIMENSIONS
from domain.errors import UsageError
from domain.question import KIND_KEYS, LONGEST, OPTIONS, OWN_KEYS, Question
from domain.selection import Selection

CODES = st.text("ABCxyz019-_:", min_size=1, max_size=8)
MONTHS = st.builds("{:04d}-{:02d}".format, st.integers(1950, 2049), st.integers(1, 12))
SELECTIONS = st.builds(
    lambda where, ends, distinct, scheme: Selection(
        where=tuple(where.items()), start=min(ends), end=max(ends), distinct=distinct, scheme=scheme
    ),
    st.dictionaries(st.sampled_from(sorted(DIMENSIONS)), st.tuples(CODES), max_size=3),
    st.tuples(MONTHS, MONTHS),
    st.booleans(),
    st.sampled_from(["m49", "interpol"]),
)
KINDS = st.one_of(
    st.tuples(st.just("seizures"), st.just(())),
    st.tuples(st.just("quantity"), st.tuples(CODES)),
    st.tuples(st.just("value"), st.tuples(CODES, CODES)),
    st.tuples(st.just("victims"), st.just(())),
    st.tuples(st.sampled_from(sorted(CASE_MEASURES)), st.just(())),
)
CASES = st.builds(
    lambda goods, proof, years: CaseSelection(
        where=(("goods", goods),), proof=proof, first=min(years), last=max(years)
    ),
    st.tuples(CODES),
    st.sampled_from(PROOFS),
    st.tuples(st.integers(1950, 2049), st.integers(1950, 2049)),
)
OTHERS = sorted(set(OPTIONS) - {key for keys in KIND_KEYS.values() for key in keys})
QUESTIONS = st.builds(
    lambda selection, cases, kind, by, form, options: Question(
        selection=selection,
        cases=cases,
        measure=kind[0],
        kind=kind[1],
        by=tuple(by),
        form=form,
        options=tuple(options.items()),
    ),
    SELECTIONS,
    CASES,
    KINDS,
    st.lists(CODES, max_size=2),
    st.one_of(st.just(""), CODES),
    st.dictionaries(st.sampled_from(OTHERS), CODES, max_size=4),
)


@given(QUESTIONS)
def test_a_question_comes_back_from_the_address_the_same(question):
    again = Question.from_query(question.to_query())
    assert again == question and hash(again) == hash(question)
    assert set(question.to_query()) <= {*OWN_KEYS, *DIMENSIONS, "start", "end", "scheme", "copies", "proof"}


@given(QUESTIONS)
def test_equal_questions_are_equal_whatever_the_order_of_their_options(question):
    turned = Question(
        selection=question.selection,
        cases=question.cases,
        measure=question.measure,
        kind=question.kind,
        by=question.by,
        form=question.form,
        options=question.options[::-1],
    )
    assert turned == question


def test_a_kind_is_kept_in_one_place():
    link = Question.from_query({"measure": ["value"], "currency": ["USD"], "valuation": ["street"]})
    assert link.kind == ("USD", "street") and not link.options
    assert (link.currency, link.valuation, link.unit_class) == ("USD", "street", "")
    map_link = Question.from_query({"show": ["quantity"], "unit_class": ["mass"]})
    assert map_link.measure == "seizures" and map_link.own("unit_class") == "mass" and map_link.unit_class == ""


def test_what_no_page_knows_is_left_out_of_an_address_and_refused_in_code():
    assert Question.from_query({"utm_source": ["x"]}) == Question()
    with pytest.raises(UsageError, match="not an option"):
        Question(options=(("utm_source", "x"),))
    with pytest.raises(UsageError, match="too much"):
        Question.from_query({"search": ["x" * (LONGEST + 1)]})
