"""The ledger keeps what the file tells: nothing guessed, rates only of what is known, marks for every caveat we found."""

import csv

import pytest

from data_access.facts.ledger import shipped as shipped_operations
from data_access.facts.operations import FACTS
from domain.operations.dimensions import ARRESTS, VALUES
from domain.operations.frames import LEDGER_SCHEMA, QUANTITY_SCHEMA


def rows_of(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


RAW = {row["op_id"]: row for row in rows_of("operations.csv")}
MARKS = rows_of("operation_marks.csv")
HELD = {row["op_id"]: row for row in shipped_operations().ledger.iter_rows(named=True)}


def test_the_frames_honour_their_contracts_and_lose_nothing():
    assert dict(shipped_operations().ledger.schema) == LEDGER_SCHEMA and list(HELD) == list(RAW)
    assert dict(shipped_operations().quantities.schema) == QUANTITY_SCHEMA
    assert shipped_operations().quantities.height == sum(
        bool(row[f"qty{i}_value"]) for row in RAW.values() for i in range(1, 5)
    )
    assert shipped_operations().codes["op_id"].to_list() == list(RAW)


@pytest.mark.parametrize("name", ["arrests", "value_amount", "inspections", "websites_closed", "seizures_count"])
def test_missing_stays_missing(name):
    for op_id, row in RAW.items():
        assert HELD[op_id][name] == (float(row[name]) if row[name] else None)


def test_every_basis_and_caveat_is_one_that_has_words():
    assert {row["arrests_basis"] for row in HELD.values()} == set(ARRESTS)
    assert {row["value_basis"] for row in HELD.values()} == set(VALUES)
    assert all(HELD[op_id]["quantity_caveat"] == row["quantity_caveat"] for op_id, row in RAW.items())


def test_rates_are_there_only_where_both_figures_are():
    pangea = HELD["OP-098"]
    assert pangea["days"] == 8 and pangea["arrests_per_day"] == pytest.approx(237 / 8)
    assert pangea["arrests_per_country"] == pytest.approx(237 / 111)
    for row in HELD.values():
        assert (row["days"] is None) == (row["date_precision"] != "day" or row["first_day"] is None)
        told = row["arrests"] is not None and row["arrests_basis"] not in ("", "unknown")
        assert (row["arrests_per_day"] is None) == (row["days"] is None or not told)
        assert (row["value_per_country"] is None) == (not row["participating_countries"] or row["value_amount"] is None)
    assert HELD["OP-024"]["arrests_per_day"] is None, "nobody tells what its number counts"


def test_units_are_normalised_only_where_they_tell_their_measure():
    by_unit = {row["unit"]: row for row in shipped_operations().quantities.iter_rows(named=True)}
    assert by_unit["tonnes"]["normal_value"] == by_unit["tonnes"]["value"] * 1000
    assert by_unit["litres"]["normal_unit"] == "litres" and by_unit["kg"]["normal_unit"] == "kg"
    assert by_unit["tons"]["normal_value"] is None and by_unit["units"]["normal_value"] is None


def test_marks_are_of_operations_that_there_are_with_a_reason_and_once():
    assert all(row["op_id"] in RAW and row["reason"] for row in MARKS)
    assert {row["mark"] for row in MARKS} == {"combined", "preliminary", "break", "conflict"}
    assert all(bool(row["figures"]) == (row["mark"] == "break") for row in MARKS)
    assert len({(row["op_id"], row["mark"]) for row in MARKS}) == len(MARKS)


def test_the_rows_that_the_readme_names_are_marked():
    combined = {op_id for op_id, row in HELD.items() if row["combined"]}
    assert combined == {"OP-011", "OP-012", "OP-014", "OP-084", "OP-086"}
    assert {"OP-130", "OP-053", "OP-054"} <= {op_id for op_id, row in HELD.items() if row["preliminary"]}
    said = {
        op_id for op_id, row in RAW.items() if "reliminary" in " ".join(v for k, v in row.items() if "source" not in k)
    }
    assert said <= {op_id for op_id, row in HELD.items() if row["preliminary"]}, "what its own row calls preliminary"
    for op_id in ("OP-092", "OP-099", "OP-137", "OP-077", "OP-078", "OP-027", "OP-089", "OP-011"):
        assert HELD[op_id]["conflict_why"], op_id
    assert HELD["OP-038"]["break_figures"] == "websites" and HELD["OP-080"]["break_figures"] == "all"
