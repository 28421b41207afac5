"""Counts and sums of operations: never across bases, currencies, people and goods, or a total and its parts."""

import pytest

from data_access.facts.ledger import shipped
from data_access.operations import counting
from data_access.operations.filtering import ledger_of
from domain.errors import UsageError
from domain.operations.dimensions import OPERATION_DIMENSIONS
from domain.operations.selection import OperationSelection

LEDGER = ledger_of(shipped())
ALL = OperationSelection()


def counts(*asked):
    return counting.counts(LEDGER, *asked)


def of(**query: str) -> OperationSelection:
    return OperationSelection.from_query({k: [v] for k, v in query.items()})


def test_people_and_combined_totals_are_counted_apart():
    assert counts(ALL, "operations", ()).total == 137
    assert dict(counts(ALL, "operations", ("kind",)).frame.select("kind", "operations").rows()) == {
        "goods": 137,
        "people": 8,
    }
    assert counts(of(combined="yes"), "operations", ()).total == 5


def test_arrests_are_added_within_one_basis_alone():
    with pytest.raises(UsageError, match="never added"):
        counts(ALL, "operation_arrests", ())
    by = counts(ALL, "operation_arrests", ("arrests_basis",)).frame
    rows = {row["arrests_basis"]: row for row in by.iter_rows(named=True)}
    assert rows["warrants"]["value"] == 407 + 663 + 80 + 143 + 104 + 101
    for basis in ("", "unknown", "suspects"):
        assert rows[basis]["value"] is None and rows[basis]["n"] == 0, "no figure is no zero"
    one = counts(of(arrests_basis="arrests"), "operation_arrests", ()).frame
    assert one["value"].to_list() == [rows["arrests"]["value"]] and one["n"][0] == 60 and one["operations"][0] == 61


def test_a_total_of_several_operations_is_in_no_sum():
    pandora = of(series="Pandora", arrests_basis="arrests")
    rows = LEDGER.rows.filter((LEDGER.rows["series"] == "Pandora") & ~LEDGER.rows["combined"])
    assert counts(pandora, "operation_arrests", ()).frame["value"][0] == rows["arrests"].sum()


def test_values_are_never_added_across_currencies_or_bases():
    with pytest.raises(UsageError, match="currency"):
        counts(ALL, "operation_value", ())
    with pytest.raises(UsageError, match="value_basis"):
        counts(of(currency="USD"), "operation_value", ())
    assert counts(of(currency="USD", value_basis="assumed"), "operation_value", ()).frame["value"][0] == 275_000_000


@pytest.mark.parametrize("dimension", OPERATION_DIMENSIONS)
def test_every_dimension_counts_and_says_where_rows_overlap(dimension):
    found = counts(ALL, "operations", (dimension,))
    assert found.overlapping == (found.frame["operations"].sum() > found.total)
    assert found.frame["operations"].sum() >= found.total and found.frame[dimension].null_count() == 0


@pytest.mark.parametrize(
    ("measure", "by"), [("seizures", ()), ("operations", ("mode",)), ("operations", ("year",) * 2)]
)
def test_what_is_none_of_operations_is_refused(measure, by):
    with pytest.raises(UsageError):
        counts(ALL, measure, by)
