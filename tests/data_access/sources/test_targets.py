"""Targets from a file: each with who set it, when and why."""

from datetime import date

import pytest

from data_access.entries.files import entries_csv, template_csv
from data_access.sources.registry import ADAPTERS
from data_access.targets.kind import TARGETS
from domain.words import ENGLISH

TEMPLATE = TARGETS.template
GOOD = {
    "id": "G-1", "title": "Two courses", "measure": "courses", "value": 2, "start": "2023", "end": "2030",
    "set_by": "Programme board", "set_on": "2022-12-01", "reason_set": "Agreed with the donor",
}  # fmt: skip


def entry(**more):
    found, faults = TARGETS.read(GOOD | more, today=date(2024, 1, 1))
    assert found, faults
    return found


def written(path, documents):
    path.write_bytes(entries_csv(TEMPLATE, [TEMPLATE.cells_of(d) for d in documents], ()))
    return path


def write_sample(folder):
    return written(folder / "targets.csv", [entry(), entry(id="G-2"), entry() | {"id": "G-3", "reason_set": ""}])


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"set_on": "2025"}, "set_on", "future"),
        ({"end": "2022"}, "end", "ends before"),
        ({"value": 0}, "value", "at least one"),
        ({"value": None}, "value", "needed"),
        ({"reason_set": ""}, "reason_set", "needed"),
        ({"set_by": ""}, "set_by", "needed"),
        ({"measure": "prices"}, "measure", "not one of the codes"),
    ],
)
def test_what_is_wrong_is_named_with_its_field(more, field, said):
    found, faults = TARGETS.read(GOOD | more, today=date(2024, 1, 1))
    assert found is None and said in {f.field: ENGLISH.say(f.reason) for f in faults}[field]


def test_the_examples_of_the_template_are_whole_and_skipped(tmp_path):
    (tmp_path / "t.csv").write_bytes(template_csv(TEMPLATE))
    (chunk,) = ADAPTERS["targets"].chunks(tmp_path / "t.csv")
    assert (chunk.skipped, chunk.rows) == (2, 0)
    for row in ("row_1", "row_2"):
        document = TEMPLATE.document_of({c.name: getattr(c, row) for c in TEMPLATE.columns})
        assert TARGETS.read(document, today=date(2026, 6, 1))[0]
