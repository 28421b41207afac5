"""What is wrong with a case is said field by field, and nothing of it is guessed."""

from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.casebook.documents import as_document, read_case
from data_access.facts.cases import shipped

TODAY = date(2026, 11, 30)
CASES = {case.case_id: case for case in shipped()}


def document(case_id="CB-001", **changes):
    return deepcopy(as_document(CASES[case_id])) | changes


def faults(given):
    case, found = read_case(given, today=TODAY)
    assert (case is None) == bool(found)
    return {fault.field for fault in found}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": ""}, "id"),
        ({"id": "a b"}, "id"),
        ({"title": ""}, "title"),
        ({"title": "x" * 300}, "title"),
        ({"title": 7}, "title"),
        ({"region": "Atlantis"}, "region"),
        ({"judgment_year": "2002"}, "judgment_year"),
        ({"judgment_year": 2027}, "judgment_year"),
        ({"judgment_year": True}, "judgment_year"),
        ({"checked_on": "2026-13"}, "checked_on"),
        ({"checked_on": "2026-12"}, "checked_on"),
        ({"goods_categories": []}, "goods_categories"),
        ({"goods_categories": ["tobacco", "unicorns"]}, "goods_categories[2]"),
        ({"goods_categories": "tobacco"}, "goods_categories"),
        ({"origin_iso3": ["USA", "US"]}, "origin_iso3[2]"),
        ({"origin_iso3": ["USA", "USA"]}, "origin_iso3[2]"),
        ({"jurisdictions_iso3": []}, "jurisdictions_iso3"),
        ({"evidence_standard": "certain"}, "evidence_standard"),
        ({"evidence_standard": None}, "evidence_standard"),
        ({"linked_crimes": [{"crime": "jaywalking", "standard": "proven"}]}, "linked_crimes[1].crime"),
        ({"linked_crimes": [{"crime": "fraud"}]}, "linked_crimes[1].standard"),
        ({"linked_crimes": [{"crime": "fraud", "standard": "proven"}] * 2}, "linked_crimes[2].crime"),
        ({"linked_crimes": ["fraud"]}, "linked_crimes[1]"),
        ({"count_in_goods_matrix": "yes"}, "count_in_goods_matrix"),
        ({"terrorism_link": {"level": "alleged", "basis": ""}}, "terrorism_link.basis"),
        ({"terrorism_link": {"level": "alleged", "bases": "x"}}, "terrorism_link.bases"),
        ({"finality": "no_judgment"}, "finality"),
        ({"sources": []}, "sources"),
        ({"sources": [{"title": "", "publisher": "", "date": "", "address": ""}]}, "sources[1].publisher"),
        ({"sources": [{"title": "x", "address": "javascript:alert(1)"}]}, "sources[1].address"),
        ({"verified": False}, "unverified_fields"),
        ({"colour": "red"}, "colour"),
        ({"note": "a\0b"}, "note"),
        ({"agencies": ["x", 5]}, "agencies[2]"),
    ],
)
def test_each_fault_names_its_field(changes, field):
    assert field in faults(document(**changes))


@pytest.mark.parametrize(
    ("quantity", "field"),
    [
        ({"value": -1}, "value"),
        ({"value": "many"}, "value"),
        ({"value": True}, "value"),
        ({"value": float("inf")}, "value"),
        ({"unit": ""}, "unit"),
        ({"unit": "money"}, "currency"),
        ({"currency": "USD"}, "currency"),
        ({"unit": "money", "currency": "dollars"}, "currency"),
        ({"role": "stolen"}, "role"),
    ],
)
def test_a_quantity_has_role_unit_and_currency_where_it_is_money(quantity, field):
    whole = {"value": 5, "unit": "kg", "what": "x", "currency": None, "qualifier": "", "role": "seized"}
    assert faults(document(quantities=[whole])) == set()
    assert f"quantities[1].{field}" in faults(document(quantities=[whole | quantity]))


@pytest.mark.parametrize(
    "evidence", ["alleged", "overturned_on_appeal", "civil_or_administrative", "strong_indication"]
)
def test_only_a_conviction_proves(evidence):
    found = faults(document(evidence_standard=evidence, finality="no_judgment"))
    assert {"oc_link_standard", "count_in_goods_matrix", "terrorism_link.level", "title"} <= found


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(as_document(CASES["CB-001"]))), JSON)
def test_no_value_of_a_field_ends_in_anything_but_a_case_or_faults(field, value):
    case, found = read_case(document(**{field: value}), today=TODAY)
    assert (case is None) == bool(found)
    if case is not None:
        assert read_case(as_document(case), today=TODAY) == (case, [])
