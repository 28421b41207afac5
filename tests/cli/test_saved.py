"""`atlas saved` and `atlas watch`: what changed is shown, and nothing more."""

import json

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.conftest import row, write_ids


@pytest.fixture
def run(ids_file):
    runner = CliRunner()
    assert runner.invoke(main, ["import", "unodc-ids", str(ids_file)]).exit_code == 0
    return lambda *arguments: runner.invoke(main, list(arguments))


def told(run, *extra):
    return json.loads(run("watch", "--json", *extra).stdout)


def test_a_watch_tells_then_and_now_new_places_and_the_newest_month(run, tmp_path):
    added = run("saved", "add", "Heroin", "http://x/world?goods=heroin&start=2014-01", "--watch")
    assert added.exit_code == 0, added.output
    (before,) = told(run)
    assert before["changed"] is False and before["reported_seizures_then"] == before["reported_seizures_now"]
    more = write_ids(
        tmp_path / "more.csv", [row(country="France", day="2016-11-05"), row(drug="Cocaine", day="2016-12-05")]
    )
    assert run("import", "unodc-ids", str(more)).exit_code == 0
    (now,) = told(run)
    assert now["changed"] and now["reported_seizures_now"] == before["reported_seizures_now"] + 1
    assert (now["data_version_then"], now["data_version_now"]) == (1, 2)
    assert now["new_places"] == ["FRA"] and now["newest_now"] == "2016-11" and now["gone_places"] == []
    words = run("watch", "--seen").output
    assert "Places that did not occur before: France." in words and "nothing about trafficking" in words
    assert told(run)[0]["changed"] is False


def test_the_list_is_added_to_renamed_and_had_back(run):
    view_id = run("saved", "add", "Spain", "country?profile=ESP", "--note", "mine").stdout.strip()
    assert run("saved", "rename", view_id, "Spain, all").exit_code == 0
    assert json.loads(run("saved", "--json").stdout)[0]["address"] == "country?profile=ESP"
    assert "Spain, all" in run("saved").stdout
    assert run("saved", "delete", view_id).exit_code == 0 and json.loads(run("saved", "--json").stdout) == []
    assert run("saved", "delete", view_id, "--back").exit_code == 0
    assert run("saved", "delete", "nothing").exit_code == 2
    assert run("saved", "add", "Bad", "world?goods=nonsense").exit_code == 2
