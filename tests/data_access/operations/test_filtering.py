"""Which operations a filter finds."""

import pytest

from data_access.facts.ledger import shipped
from data_access.operations.filtering import ledger_of
from domain.errors import UsageError
from domain.operations.selection import OperationSelection

LEDGER = ledger_of(shipped())


def found(**query: str) -> set[str]:
    return set(LEDGER.selected(OperationSelection.from_query({k: [v] for k, v in query.items()}))["op_id"])


def test_goods_inside_a_group_are_found_with_operations_on_the_group():
    ivory = found(goods="ivory", start="2018-01")
    assert {"OP-137", "OP-131"} <= ivory and "OP-098" not in ivory
    assert "OP-130" not in ivory, "2017"
    assert found(goods="wildlife") <= found(goods_group="wildlife")


def test_a_country_is_found_only_where_it_is_named_and_the_others_can_be_asked_for():
    niger = found(country="NER")
    assert "OP-141" in niger
    assert len(niger) < len(found(country="")) == 127


def test_regions_of_other_schemes_hold_those_of_interpol_by_most_of_their_members():
    assert "OP-083" in found(region="150") and "OP-083" in found(region="europe", scheme="interpol")
    assert "OP-141" in found(region="002") and "OP-141" not in found(region="150")
    assert "OP-098" in found(region="global") and "OP-098" not in found(region="150")


def test_an_operation_is_in_a_period_that_it_overlaps_by_days_or_by_its_year_alone():
    assert "OP-098" in found(start="2014-05", end="2014-05") and "OP-098" not in found(start="2014-06", end="2014-12")
    assert "OP-092" in found(start="2008-11", end="2008-12"), "only its year is known"


@pytest.mark.parametrize(
    "query",
    [{"series": "Nonsense"}, {"goods": "zz"}, {"country": "XXX"}, {"region": "999"}, {"organisation": "x"}],
)
def test_codes_that_there_are_not_are_refused(query):
    with pytest.raises(UsageError, match="not a code"):
        found(**query)


def test_the_newest_stand_first_and_every_operation_is_in_some_series():
    assert LEDGER.selected(OperationSelection())["year"][0] == 2025 and LEDGER.codes["series"].null_count() == 0
