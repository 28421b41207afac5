"""`atlas records` and `atlas record`."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.conftest import row, write_ids


@pytest.fixture
def run(tmp_path):
    path = write_ids(
        tmp_path / "ids.csv", [row(place=f"Puerto {n}", amount=str(n), day=f"2014-03-0{n}") for n in range(1, 6)]
    )
    assert CliRunner().invoke(main, ["import", "unodc-ids", str(path)]).exit_code == 0
    return lambda *args: CliRunner().invoke(main, list(args))


def test_records_are_listed_in_an_order_and_the_walk_goes_on(run):
    first = run("records", "--text", "puerto", "--limit", "2")
    assert first.exit_code == 0 and "Puerto 5" in first.stdout and "Puerto 3" not in first.stdout
    assert "5 records; order: Date of seizure, newest first." in first.stderr
    place = first.stderr.split("--after '")[1].split("'")[0]
    assert "Puerto 3" in run("records", "--text", "puerto", "--limit", "2", "--after", place).stdout
    rows = list(csv.DictReader(io.StringIO(run("records", "--sort", "quantity", "--unit-class", "mass", "--format", "csv").stdout)))  # fmt: skip
    assert [float(r["Quantity"]) for r in rows] == [5, 4, 3, 2, 1]
    up = json.loads(run("records", "--where", "country=ESP", "--ascending", "--format", "json", "--limit", "1").stdout)
    assert [r["Place as reported"] for r in up] == ["Puerto 1"]


def test_one_record_is_printed_whole_and_an_unknown_one_is_refused(run):
    key = json.loads(run("records", "--limit", "1", "--format", "json").stdout)[0]["Record"]
    told = run("record", key)
    assert told.exit_code == 0 and "Heroin, Spain, 2014-03-05" in told.stdout and "5 kg" in told.stdout
    assert json.loads(run("record", key, "--format", "json").stdout)["versions"][0]["place_reported"] == "Puerto 5"
    wrong = run("record", "nothing")
    assert wrong.exit_code == 2 and "There is no record 'nothing'" in wrong.stderr


def test_what_cannot_be_asked_is_refused_in_words(run):
    assert "not an order of records" in run("records", "--sort", "size").stderr
    assert "within one kind of unit" in run("records", "--sort", "quantity").stderr
    assert "does not fit its order" in run("records", "--after", "x").stderr
    assert run("records", "--limit", "9999").exit_code == 2
