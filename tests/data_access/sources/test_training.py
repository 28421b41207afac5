"""Courses from a file: each whole or set aside with row and field; participants are numbers, never names."""

import json
from datetime import date

import pytest

from data_access.entries.files import entries_csv, entries_xlsx, template_csv, template_xlsx
from data_access.sources.entries import Entries
from data_access.training.kind import TRAINING
from domain.words import ENGLISH

TEMPLATE = TRAINING.template
GOOD = {
    "id": "T-1", "title": "Falsified medicines", "kind": "course", "level": "advanced", "mode": "online",
    "academy": "Example Academy", "place": "GHA", "start": "2023-05-02", "end": "2023-05-09",
    "organisers": ["Example Customs"], "funders": ["Example Donor"], "goods": ["medicines"],
    "participants": [
        {"country": "GHA", "agency": "customs", "participants": "12"}, {"country": "TGO", "agency": "", "participants": ""},
    ],
    "participants_total": 20,
    "sources": [{"title": "Report", "publisher": "Example Customs"}],
    "source_grade": "official", "verified": True,
}  # fmt: skip


def entry(**more):
    found, faults = TRAINING.read(GOOD | more, today=date(2024, 1, 1))
    assert found, faults
    return found


def faults_of(**more):
    found, faults = TRAINING.read(GOOD | more, today=date(2024, 1, 1))
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
    return written(folder / "training.csv", [good, good | {"id": "T-2"}, good | {"id": "T-3", "level": "high"}])


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_what_is_written_is_read_back_the_same(tmp_path, name):
    whole = [entry(), entry(id="T-2", start="2022", end="", participants=[], participants_total=None, goods=[])]
    (chunk,) = Entries(TRAINING).chunks(written(tmp_path / name, whole))
    assert chunk.refused.is_empty() and [json.loads(d) for d in chunk.others["training"]["document"]] == whole


@pytest.mark.parametrize(("name", "made"), [("t.csv", template_csv), ("t.xlsx", template_xlsx)])
def test_the_examples_of_the_template_are_whole_and_skipped(tmp_path, name, made):
    (tmp_path / name).write_bytes(made(TEMPLATE))
    (chunk,) = Entries(TRAINING).chunks(tmp_path / name)
    assert (chunk.skipped, chunk.rows) == (2, 0)
    for row in ("row_1", "row_2"):
        document = TEMPLATE.document_of({c.name: getattr(c, row) for c in TEMPLATE.columns})
        assert TRAINING.read(document, today=date(2026, 1, 1))[0]


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"start": "2024-01-02", "end": ""}, "start", "only courses that were held"),
        ({"end": "2024-02"}, "end", "only courses that were held"),
        ({"end": "2023-04"}, "end", "ends before it starts"),
        ({"level": "high"}, "level", "not one of the codes"),
        ({"place": "Ghana"}, "place", "not one of the codes"),
        ({"participants": [{"participants": 4}]}, "participants[1].country", "participants_total"),
        ({"participants": [{"country": "GHA"}, {"country": "GHA"}]}, "participants[2].country", "one number"),
        ({"participants": [{"country": "GHA", "participants": 21}]}, "participants_total", "add up to 21"),
        ({"participants": [{"country": "GHA", "participants": "Ms Doe"}]}, "participants[1].participants", "whole number"),
        ({"participants": [{"country": "GHA", "name": "x"}]}, "participants[1].name", "no such field"),
        ({"organisers": []}, "organisers", "needed"),
        ({"verified": False}, "unverified_fields", "name the fields"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_field(more, field, said):
    assert said in faults_of(**more)[field]
