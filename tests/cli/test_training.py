"""`atlas query training`, `atlas training` and `atlas import training`."""

import json

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from tests.data_access.sources.test_training import write_sample


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


@pytest.fixture
def loaded(tmp_path):
    found = run("import", "training", str(write_sample(tmp_path)), "--json")
    assert json.loads(found.stdout)["loaded"] == 2


def test_an_empty_store_has_no_course_and_says_how_to_fill_it():
    found = run("query", "training", "--format", "json")
    assert json.loads(found.stdout) == [{"training": 0}] and "atlas import training" in found.stderr


def test_courses_and_participants_are_counted_with_their_n(loaded):
    found = run("query", "training_participants", "--by", "country,agency", "--format", "json")
    assert json.loads(found.stdout) == [
        {"country": "", "agency": "", "training_participants": 16, "n_with_figure": 2, "courses": 2},
        {"country": "GHA", "agency": "customs", "training_participants": 24, "n_with_figure": 2, "courses": 2},
        {"country": "TGO", "agency": "", "training_participants": None, "n_with_figure": 0, "courses": 2},
    ]
    assert "counts twice" in found.stderr and "there are 2 courses" in found.stderr


@pytest.mark.parametrize("args", [("--to", "EUR"), ("--by", "mode_of_transport"), ("--where", "level=high")])
def test_what_means_nothing_of_training_is_refused(args):
    assert run("query", "training", *args).exit_code == 2


def test_the_courses_are_written_and_a_card_of_the_page(loaded, tmp_path):
    out = tmp_path / "courses.csv"
    assert run("training", "--where", "level=advanced", "--out", str(out)).exit_code == 0
    assert json.loads((tmp_path / "courses.csv.json").read_text())["courses"] == 2
    card = run("chart", "training", "--card", "training_list", "--out", str(tmp_path / "list.csv"))
    assert card.exit_code == 0, card.stderr


def test_a_file_is_checked_without_loading(tmp_path):
    found = run("import", "training", str(write_sample(tmp_path)), "--check")
    assert found.exit_code == 1 and "level" in found.stdout
    assert json.loads(run("query", "training", "--format", "json").stdout) == [{"training": 0}]
