"""Operations from a file: only closed ones, each whole or set aside with row and field; written and read back the same."""

import json
from datetime import date

import pytest

from data_access.entries.files import entries_csv, entries_xlsx, template_csv, template_xlsx
from data_access.operations.kind import OPERATIONS
from data_access.sources.entries import Entries
from domain.words import ENGLISH

TEMPLATE = OPERATIONS.template
GOOD = {
    "id": "X-1", "status": "closed", "series": "Gate", "operation": "Gate II", "edition": "II",
    "start": "2023-05-02", "end": "2023-05-09", "lead_organisations": ["Example Customs"],
    "countries": ["ESP", "PRT"], "regions": ["europe"], "goods": ["tobacco", "cigarettes"],
    "arrests": 3, "arrests_basis": "arrests", "value_amount": "1200.5", "value_currency": "EUR",
    "quantities": [{"value": "2.5", "unit": "tonnes", "what": "cigarettes"}, {"value": "40", "unit": "packs", "what": "a | b"}],
    "sources": [{"title": "Gate II ends", "publisher": "Example Customs", "date": "2023-06", "address": "https://example.org"}],
    "source_grade": "official", "verified": True,
}  # fmt: skip


def entry(**more):
    found, faults = OPERATIONS.read(GOOD | more, today=date(2024, 1, 1))
    assert found, faults
    return found


def faults_of(**more):
    found, faults = OPERATIONS.read(GOOD | more, today=date(2024, 1, 1))
    assert found is None
    return {fault.field: ENGLISH.say(fault.reason) for fault in faults}


def written(path, documents):
    rows = [TEMPLATE.cells_of(document) for document in documents]
    path.write_bytes(
        entries_xlsx(TEMPLATE, rows, (), {}) if path.suffix == ".xlsx" else entries_csv(TEMPLATE, rows, ())
    )
    return path


def write_sample(folder):
    good = entry()
    return written(folder / "operations.csv", [good, good | {"id": "X-2"}, good | {"id": "X-3", "status": "planned"}])


@pytest.mark.parametrize("name", ["o.csv", "o.xlsx"])
def test_what_is_written_is_read_back_the_same(tmp_path, name):
    whole = [entry(), entry(id="X-2", start="2022", end="2022", countries=[], value_amount=None, value_currency="")]
    (chunk,) = Entries(OPERATIONS).chunks(written(tmp_path / name, whole))
    assert chunk.refused.is_empty() and [json.loads(d) for d in chunk.others["operations"]["document"]] == whole


@pytest.mark.parametrize(("name", "made"), [("t.csv", template_csv), ("t.xlsx", template_xlsx)])
def test_the_examples_of_the_template_are_whole_and_skipped(tmp_path, name, made):
    (tmp_path / name).write_bytes(made(TEMPLATE))
    (chunk,) = Entries(OPERATIONS).chunks(tmp_path / name)
    assert (chunk.skipped, chunk.rows) == (2, 0)
    for row in ("row_1", "row_2"):
        document = TEMPLATE.document_of({c.name: getattr(c, row) for c in TEMPLATE.columns})
        assert OPERATIONS.read(document, today=date(2026, 1, 1))[0]


@pytest.mark.parametrize("status", ["planned", "Running", "ongoing"])
def test_what_is_planned_or_running_is_refused_and_says_why(status):
    assert "told to nobody" in faults_of(status=status)["status"]


@pytest.mark.parametrize("end", ["2024-01-02", "2024-02", "2024", "2031"])
def test_an_end_in_the_future_is_refused_and_says_why(end):
    assert "told to nobody" in faults_of(end=end)["end"]


def test_the_year_that_is_over_is_no_future():
    assert entry(start="2023", end="2023")["end"] == "2023"


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"status": "secret"}, "status", "not one of the codes"),
        ({"start": "2023-13"}, "start", "a day, month or year"),
        ({"start": "2023-06-01"}, "end", "ends before it starts"),
        ({"arrests": 3, "arrests_basis": ""}, "arrests_basis", "belong together"),
        ({"value_currency": ""}, "value_currency", "belong together"),
        ({"value_currency": "XYZ"}, "value_currency", "ISO 4217"),
        ({"countries": ["ESP"], "participating_countries": 2}, "countries", "name all of them, or none"),
        ({"countries": ["Spain", "ESP"]}, "countries[2]", "already"),
        ({"goods": ["moonbeams"]}, "goods[1]", "not one of the codes"),
        ({"lead_organisations": []}, "lead_organisations", "needed"),
        ({"sources": []}, "sources", "needed"),
        ({"sources": [{"title": "a"}] * 4}, "sources", "more than 3"),
        ({"verified": False}, "unverified_fields", "name the fields"),
        ({"quantities": [{"value": "3", "unit": "", "what": "x"}]}, "quantities[1].unit", "needs a unit"),
        ({"arrests": "many"}, "arrests", "whole number"),
        ({"seizures_count": "1e3x"}, "seizures_count", "not a number"),
        ({"colour": "red"}, "colour", "no such field"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_field(more, field, said):
    assert said in faults_of(**more)[field]


def test_a_row_that_is_refused_names_all_its_faults(tmp_path):
    bad = entry() | {"id": "X-2", "status": "planned", "goods": ["moonbeams"]}
    (chunk,) = Entries(OPERATIONS).chunks(written(tmp_path / "o.xlsx", [entry(), bad]))
    (row,) = chunk.refused.to_dicts()
    assert (row["row"], row["field"], row["value"]) == (3, "status", "")
    assert "goods" in ENGLISH.unpacked(row["reason"])
    assert "Gate" not in row["content"], "what is planned is kept nowhere, not even among what was refused"
    (chunk,) = Entries(OPERATIONS).chunks(written(tmp_path / "p.xlsx", [entry() | {"goods": ["moonbeams"]}]))
    assert chunk.refused["value"].to_list() == ["moonbeams"] and "Gate" in chunk.refused["content"][0]
