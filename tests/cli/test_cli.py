import csv
import io
import json
from datetime import date

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.data_access.records.test_records import put, record


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def loaded(ids_file):
    assert run("import", "unodc-ids", ids_file).exit_code == 0


def test_the_import_reports_as_json(ids_file):
    report = json.loads(run("import", "unodc-ids", ids_file, "--json").stdout)
    assert list(report) == [
        "run_id",
        "read",
        "loaded",
        "exact_copies",
        "quarantined",
        "unchanged",
        "data_version",
    ]
    assert (report["read"], report["loaded"], report["exact_copies"]) == (7, 7, 1)
    again = run("import", "unodc-ids", ids_file, "--json")
    assert again.exit_code == 0 and json.loads(again.stdout)["unchanged"] == 7


def test_exit_codes(tmp_path):
    (tmp_path / "bad.csv").write_text("x\n")
    assert run("import", "unodc-ids", tmp_path / "bad.csv").exit_code == 1
    assert run("import", "unodc-ids", tmp_path / "none.csv").exit_code == 1
    assert run("import", "nonsense", tmp_path / "bad.csv").exit_code == 2
    assert run("query", "nonsense").exit_code == 2
    wrong = run("query", "seizures", "--where", "mode=teleport")
    assert wrong.exit_code == 2 and "maritime" in wrong.stderr


@pytest.mark.usefixtures("loaded")
def test_query_forms():
    text = run("query", "seizures", "--by", "country,year", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert list(rows[0]) == ["country", "year", "seizures", "state", "possible"]
    assert [r["country"] for r in rows] == sorted(r["country"] for r in rows)
    top = json.loads(run("query", "seizures", "--by", "country", "--top", 1, "--format", "json").stdout)
    assert top == [{"country": "ESP", "seizures": 2, "state": "value", "possible": 0}]
    assert json.loads(run("query", "seizures", "--distinct", "--format", "json").stdout)[0]["seizures"] == 6
    quantity = run("query", "quantity", "--by", "country", "--unit-class", "mass", "--format", "csv").stdout
    assert quantity.splitlines()[0] == "country,quantity,unit,n_reported,state,possible"
    assert "MLT,,kg,0,not_reported" in quantity
    either = run("query", "seizures", "--where", "country=ESP", "--where", "country=MLT", "--format", "json").stdout
    assert json.loads(either)[0]["seizures"] == 3
    empty = run("query", "seizures", "--where", "departure=", "--format", "json").stdout
    assert json.loads(empty)[0]["seizures"] == 5
    route = run("query", "seizures", "--by", "route", "--where", "route=COL>ESP", "--format", "csv").stdout
    assert "COL>ESP,1,value" in route


def test_doctor_names_what_is_wrong_with_an_own_boundary_file(tmp_path, monkeypatch):
    monkeypatch.setattr("data_access.places.boundaries.STATIC_OWN", tmp_path / "static_own")
    square = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]}  # against the clock
    features = [{"type": "Feature", "id": code, "geometry": square} for code in ("FRA", "ZZZ")]
    own = tmp_path / "own.geojson"
    own.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    monkeypatch.setenv("ATLAS_BOUNDARIES", str(own))
    done = CliRunner().invoke(main, ["doctor"])
    assert done.exit_code == 1
    assert f"ok     boundaries from {own}: no source named (write it to own.txt)" in done.output
    assert "WRONG  boundaries: features not drawn" in done.output and "ZZZ" in done.output
    assert "ok     boundaries: features with rings against the clock, turned for drawing: FRA" in done.output
    own.write_text("{}")
    assert "not a GeoJSON FeatureCollection" in CliRunner().invoke(main, ["doctor"]).output
    refused = CliRunner().invoke(main, ["serve"])
    assert refused.exit_code == 2 and "not a GeoJSON FeatureCollection" in refused.output


@pytest.mark.usefixtures("loaded")
def test_doctor_says_what_is_loaded():
    assert "7 seizures" in run("doctor").stdout


def test_values_in_another_currency_stand_beside_the_original():
    put(
        [
            record(2, value_milli=1_000_000, currency="USD", valuation="street", seized_on=date(2020, 3, 9)),
            record(3, value_milli=500_000, currency="USD", valuation="street", seized_on=date(1990, 3, 9)),
        ]
    )
    ask = ("query", "value", "--currency", "USD", "--valuation", "street", "--format", "json")
    (row,) = json.loads(run(*ask, "--to", "EUR").stdout)
    assert (row["value"], row["without_rate"], row["into"]) == (1500, 500, "EUR")
    assert 880 < row["converted"] < 930  # 1.1063 dollars a euro, the ECB's mean of March 2020
    assert run("query", "seizures", "--to", "EUR").exit_code == 2


def test_estimates_across_unit_classes_are_a_range_and_off_unless_asked():
    put(
        [
            record(2, goods="ecstasy", kg=2),
            record(3, goods="ecstasy", unit_class="tablets", quantity_base=1_000_000 * 1000),
            record(4, goods="footwear", unit_class="pairs", quantity_base=5000),
        ]
    )
    (plain,) = json.loads(run("query", "quantity", "--unit-class", "mass", "--format", "json").stdout)
    assert plain["quantity"] == 2
    (row,) = json.loads(run("query", "quantity", "--estimate", "mass", "--format", "json").stdout)
    assert row["measured"] == 2 and row["n_estimated"] == 1 and row["n_left_out"] == 1
    assert row["low"] is not None and 2 < row["low"] < row["high"]
