"""One operation in words: what is missing is said, figures stand with what they count, seizures only coincided."""

import pytest

from data_access.facts.ledger import shipped as shipped_operations
from domain.words import ENGLISH
from reports.operations.same_period import seizures_beside, shared
from reports.operations.telling import told
from tests.asking import studio

ROWS = {row["op_id"]: row for row in shipped_operations().ledger.iter_rows(named=True)}


def text_of(op_id: str):
    return told(
        ROWS[op_id], shipped_operations().quantities.filter(shipped_operations().quantities["op_id"] == op_id), ENGLISH
    )


@pytest.mark.parametrize("op_id", ROWS)
def test_every_operation_can_be_told_with_a_source(op_id):
    text = text_of(op_id)
    assert text.title and text.sections[0].fields and text.sections[-1].sources
    assert all(
        len(row) == len(grid.headings) for section in text.sections for grid in section.grids for row in grid.rows
    )


def test_figures_stand_with_what_they_count_and_rates():
    (grid, amounts) = text_of("OP-098").sections[1].grids
    rows = {row[0]: row[1:] for row in grid.rows}
    assert rows["Arrests"] == ("237", "Arrests", "29.6 a day; 2.1 a country taking part")
    assert rows["Value"][1] == "USD, As reported, nearly"
    assert amounts.rows == (("9,400,000", "units", "fake and illicit medicines", "–"),)


def test_what_is_missing_is_said_and_is_no_zero():
    (grid,) = text_of("OP-092").sections[1].grids
    assert grid.rows[0][1] == "no figure" and "days not known" in grid.title
    assert any("Sources disagree: 8, 9 or 10" in warning for warning in text_of("OP-092").warnings)


def test_what_was_not_read_in_a_source_is_said():
    text = text_of("OP-038")
    assert not text.proven and any("Not read in a source: year" in warning for warning in text.warnings)


def test_people_have_no_seizures_beside_them():
    assert shared(ROWS["OP-053"]) is None and shared(ROWS["OP-092"]) is None
    assert seizures_beside(studio(), "OP-053") == () == seizures_beside(studio(), "none")


def test_the_same_goods_places_and_months_are_asked_for():
    named = shared(ROWS["OP-141"])
    assert named.values("country") == ("BFA", "CAF", "COD", "GIN", "MLI", "MRT", "NER", "TCD")
    assert (named.start, named.end) == ("2022-06", "2022-06")
    assert shared(ROWS["OP-083"]).scheme == "interpol" and shared(ROWS["OP-083"]).values("region") == ("europe",)
    assert shared(ROWS["OP-098"]).values("region") == ()
