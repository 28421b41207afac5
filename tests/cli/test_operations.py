"""`atlas query operations` and `atlas operations`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from tests.data_access.sources.test_operations import write_sample


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def test_counts_say_what_they_are_of():
    found = run("query", "operations", "--by", "goods_group", "--where", "series=Opson", "--format", "json")
    assert json.loads(found.stdout) == [{"goods_group": "food", "operations": 13}]
    assert "those on people stand apart" in found.stderr


def test_unlike_bases_are_refused_and_one_is_added():
    refused = run("query", "operation_arrests")
    assert refused.exit_code and "never added" in refused.stderr
    found = run("query", "operation_arrests", "--where", "arrests_basis=warrants", "--format", "json")
    assert json.loads(found.stdout) == [{"operation_arrests": 1498, "n_with_figure": 6, "operations": 6}]


@pytest.mark.parametrize(
    "args", [("--to", "EUR"), ("--proof", "all"), ("--by", "mode"), ("--where", "series=None"), ("--start", "20144")]
)
def test_what_means_nothing_of_operations_is_refused(args):
    assert run("query", "operations", *args).exit_code


def test_the_largest_of_places_stay_in_their_order():
    found = run("query", "operations", "--by", "region", "--top", "2", "--format", "json")
    assert [row["region"] for row in json.loads(found.stdout)] == ["europe", "global"]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_files(tmp_path: Path, ending: str):
    out = tmp_path / f"o.{ending}"
    found = run("operations", "--where", "series=Pandora", "--start", "2016", "--out", str(out))
    assert found.exit_code == 0 and out.stat().st_size > 1000 and "9 operations, 2 of them apart" in found.stderr
    assert Path(f"{out}.json").exists() == (ending == "csv")


def test_a_chart_and_its_command(tmp_path: Path):
    out = tmp_path / "o.csv"
    found = run("chart", "operations", "--where", "series=Pangea", "--card", "operations_editions", "--out", str(out))
    assert found.exit_code == 0 and len(out.read_text().splitlines()) == 17
    link = json.loads(Path(f"{out}.json").read_text())["link"]
    assert "--where series=Pangea" in link and "measure" not in link


def test_operations_are_checked_then_loaded_and_counted(tmp_path):
    file = write_sample(tmp_path)
    checked = run("import", "operations", str(file), "--check")
    assert checked.exit_code == 1 and "status" in checked.stdout and "nothing was loaded" in checked.stderr
    loaded = run("import", "operations", str(file), "--json")
    assert json.loads(loaded.stdout)["loaded"] == 2
    found = run("query", "operations", "--where", "series=Gate", "--format", "json")
    assert json.loads(found.stdout) == [{"operations": 2}]


def test_the_template_of_operations_is_read_back_empty(tmp_path):
    out = tmp_path / "operations.xlsx"
    assert run("template", "operations", "--out", str(out)).exit_code == 0
    assert run("import", "operations", str(out), "--check").exit_code == 0
