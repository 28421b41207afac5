"""Files of operations: every figure with its basis and caveat, and what must be said beside them."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from domain.operations.selection import OperationSelection
from domain.words import ENGLISH
from reports.operations.files import FORMATS, file_of
from tests.asking import studio

PANDORA = OperationSelection(where=(("series", ("Pandora",)),))


def made(form: str) -> tuple[bytes, dict]:
    return file_of(studio().answers, ENGLISH, PANDORA, form)


@pytest.mark.parametrize("form", FORMATS)
def test_what_must_be_said_goes_with_every_file(form):
    _, about = made(form)
    assert about["operations"] == 9 and about["apart"] == ["OP-086", "OP-084"]
    assert about["filters"] == {"series": ["Pandora"]} and len(about["rules"]) == 3
    assert "no zero" in about["how_not_to_read"] and about["checked"] == "2026-11"


def test_json_holds_caveats_missing_figures_and_quantities_apart():
    document = json.loads(made("json")[0])
    rows = {row["op_id"]: row for row in document["operations"]}
    assert (
        rows["OP-084"]["combined"] and rows["OP-084"]["quantity_caveat"] == "Combined total of two linked operations."
    )
    assert rows["OP-083"]["value_amount"] is None and rows["OP-083"]["arrests_basis"] == "arrests"
    assert {q["what"] for q in rows["OP-089"]["quantities"]} == {
        "stolen artefacts recovered",
        "of which through cyber patrols",
    }


def test_csv_and_workbook_hold_the_same_rows():
    rows = list(csv.DictReader(io.StringIO(made("csv")[0].decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(made("xlsx")[0]))["Data"]
    ids = [row[0].value for row in sheet.iter_rows(min_row=6) if row[0].value]
    assert [row["op_id"] for row in rows] == ids and len(ids) == 9
    assert all(row["value_amount"] == "" for row in rows), "missing is not zero"
