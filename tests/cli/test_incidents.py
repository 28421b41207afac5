"""`atlas import incidents`, `atlas template incidents`, `atlas incidents`, `atlas query incidents`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from tests.data_access.incidents.brought import some, write


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


@pytest.fixture
def loaded(tmp_path: Path):
    for i, (company, n) in enumerate([("Nova Pharma", 120), ("Beta", 60), ("Gamma", 40)]):
        path = write(tmp_path / f"{i}.csv", some(company, n))
        assert run("import", "incidents", str(path)).exit_code == 0


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_can_be_imported_as_it_is(tmp_path: Path, form: str):
    out = tmp_path / f"t.{form}"
    assert "atlas import incidents" in run("template", "incidents", "--out", str(out)).stderr
    assert "nothing was loaded" in run("import", "incidents", str(out)).stderr


def test_a_check_lists_what_would_be_set_aside_and_loads_nothing(tmp_path: Path):
    path = write(tmp_path / "a.csv", [{**row, "goods": ""} for row in some("Beta", 1)])
    found = run("import", "incidents", str(path), "--check")
    assert found.exit_code == 1 and "row 2, goods: this is needed" in found.stdout
    assert "Checked only" in found.stderr


def test_rows_set_aside_are_listed_for_their_company_alone(tmp_path: Path):
    path = write(tmp_path / "a.csv", [{**row, "goods": ""} for row in some("Beta", 1)])
    run("import", "incidents", str(path))
    assert "a.csv,2,goods" in run("quarantine", "--company", "Beta").stdout
    assert "a.csv" not in run("quarantine").stdout and "a.csv" not in run("quarantine", "--company", "Gamma").stdout


@pytest.mark.usefixtures("loaded")
def test_a_company_writes_out_its_own_alone(tmp_path: Path):
    out = tmp_path / "own.csv"
    found = run("incidents", "--company", "Beta", "--out", str(out))
    assert found.exit_code == 0 and "60 incidents" in found.stderr
    text = out.read_text(encoding="utf-8-sig")
    assert "Beta" in text and "Nova" not in text
    assert run("incidents", "--company", "!!").exit_code == 2
    assert run("incidents").exit_code == 2, "whose eyes are used is never assumed"


@pytest.mark.usefixtures("loaded")
def test_a_sector_is_asked_by_one_breakdown_and_no_filter():
    whole = run("query", "incidents", "--where", "goods_group=medicines", "--format", "json")
    assert json.loads(whole.stdout) == [{"incidents": 220}] and "Withheld" in whole.stderr
    rows = json.loads(
        run("query", "incidents", "--by", "mode", "--where", "goods_group=medicines", "--format", "json").stdout
    )
    assert {"mode", "label", "incidents", "more_withheld"} == set(rows[0])
    for refused in (
        ("--by", "mode,place", "--where", "goods_group=medicines"),
        ("--by", "company", "--where", "goods_group=medicines"),
        ("--by", "mode"),
        ("--where", "goods_group=medicines", "--where", "country=GHA"),
        ("--where", "goods_group=antibiotics"),
        ("--where", "goods_group=medicines", "--where", "without=funder:Nova"),
        ("--where", "goods_group=medicines", "--start", "2025-01"),
    ):
        assert run("query", "incidents", *refused).exit_code == 2, refused
    nothing = run("query", "incidents", "--where", "goods_group=tobacco", "--format", "json")
    assert json.loads(nothing.stdout) == [{"incidents": None}] and "Nothing can be shown" in nothing.stderr


@pytest.mark.parametrize(("company", "well"), [("Nova Pharma", True), ("!!", False)])
def test_doctor_says_whom_the_server_is_for(monkeypatch: pytest.MonkeyPatch, company: str, well: bool):
    monkeypatch.setenv("ATLAS_COMPANY", company)
    (line,) = [line for line in run("doctor").stdout.splitlines() if "ATLAS_COMPANY" in line]
    assert line.startswith("ok" if well else "WRONG") and company in line
