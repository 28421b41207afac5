"""`atlas query benchmarks` and `atlas benchmarks`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def test_a_row_of_one_figure_shows_it_and_a_row_of_several_none():
    found = run("query", "benchmarks", "--by", "year", "--where", "definition=oecd-value", "--format", "json")
    assert json.loads(found.stdout)[0] == {
        "year": "2013",
        "figures": 1,
        "value": 461000000000,
        "qualifier": "up to",
        "unit": "USD",
    }
    several = run("query", "benchmarks", "--where", "definition=oecd-value", "--format", "json")
    assert json.loads(several.stdout)[0]["value"] is None and "shows none" in several.stderr
    assert "never joined" in several.stderr


@pytest.mark.parametrize("args", [("--top", "3"), ("--proof", "all"), ("--by", "mode"), ("--where", "series=None")])
def test_what_means_nothing_of_benchmarks_is_refused(args):
    assert run("query", "benchmarks", *args).exit_code == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_files(tmp_path: Path, ending: str):
    out = tmp_path / f"b.{ending}"
    found = run("benchmarks", "--where", "goods=cocaine", "--out", str(out))
    assert found.exit_code == 0 and out.stat().st_size > 500 and "4 published figures" in found.stderr
    assert Path(f"{out}.json").exists() == (ending == "csv")


def test_a_chart_and_its_command(tmp_path: Path):
    out = tmp_path / "b.csv"
    found = run("chart", "benchmarks", "--where", "kind=estimate", "--set", "show=share", "--out", str(out))
    assert found.exit_code == 0
    about = json.loads(Path(f"{out}.json").read_text())
    assert "--where kind=estimate --set show=share" in about["link"] and about["invented"] is False
