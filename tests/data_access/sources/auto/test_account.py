"""Every row and column of a file has a place: in the numbers, by name, before and after loading."""

import json

import pytest
from click.testing import CliRunner

from cli.main import main
from data_access.ingest.auto_import import accounted, load_look, source_of
from data_access.settings import settings
from data_access.sources.base import OPERATOR
from data_access.store.engine import open_store
from domain.words import ENGLISH
from tests.data_access.sources.auto.reading import read

MIXED = (
    "Seizures of an invented office,,,,,\n,,,,,\ndate,country,goods,kg,note,clerk\n2020-01-05,Kenya,ivory,1,a,x\n"
    "2020-01-06,Atlantis,ivory,2,b,y\n2020-01-07,Spain,ivory,4,c,z\n,,,,,\ndate,country,goods,kg,note,clerk\n"
    "2020-01-08,Spain,ivory,,d,z\nTotal,,,7,,\n"
)


def test_rows_and_columns_before_loading(tmp_path):
    told = accounted(read(tmp_path, MIXED))
    assert told["rows"] == {
        "in_file": 10, "loaded": 3, "unchanged": 0, "quarantined": 1, "set_aside": 6, "waiting": 0
    }  # fmt: skip
    assert sum(told["set_aside"].values()) == 6
    assert {"above the table", "the header repeated", "a row of headings", "blank"} <= set(told["set_aside"])
    assert told["columns"]["used"] == ["date", "country", "goods", "kg"]
    assert set(told["columns"]["left_out"]) == {"note", "clerk"}


def test_rows_after_loading_say_what_was_new(tmp_path):
    engine = open_store(settings().database_url)
    found = read(tmp_path, MIXED)
    first = load_look(engine, found, source_of(found, "Office", owner=OPERATOR)).account["rows"]
    assert (first["loaded"], first["unchanged"], first["quarantined"]) == (3, 0, 1)
    more = read(tmp_path, MIXED + "2020-01-09,Spain,ivory,5,e,z\n")
    second = load_look(engine, more, source_of(more, "Office", owner=OPERATOR)).account["rows"]
    assert (second["loaded"], second["unchanged"], second["quarantined"], second["in_file"]) == (1, 3, 1, 11)


def test_rows_that_become_one_record_or_several_count_as_rows_of_the_file(tmp_path):
    lines = read(
        tmp_path, "seizure id,date,country,goods,kg\nA,2020-01-05,Kenya,ivory,1\nA,2020-01-05,Kenya,heroin,2\n"
    )
    assert lines.frames["records"]["row"].n_unique() == 1
    assert accounted(lines)["rows"]["loaded"] == 2
    wide = read(tmp_path, "country,goods,2018,2019,2020\nKenya,ivory,1,2,3\nSpain,ivory,,,\n")
    assert wide.frames["records"].height == 3
    rows = accounted(wide)["rows"]
    assert (rows["in_file"], rows["loaded"], rows["set_aside"]) == (3, 1, 2)


def test_the_same_row_again_under_one_id_is_counted(tmp_path):
    line = "A,2020-01-05,Kenya,ivory,1\n"
    found = read(tmp_path, f"seizure id,date,country,goods,kg\n{line}{line}")
    assert found.frames["records"].height == 1
    assert accounted(found)["rows"]["loaded"] == 2


def test_an_id_that_stands_for_several_days_loses_no_record(tmp_path):
    text = "seizure id,date,country,goods,kg\nA,2020-01-05,Kenya,ivory,1\nA,2020-02-05,Spain,ivory,2\nB,2020-02-05,Spain,ivory,4\n"
    found = read(tmp_path, text)
    report = load_look(open_store(settings().database_url), found, source_of(found, "Ids", owner=OPERATOR))
    assert (report.loaded, report.unchanged) == (3, 0)
    assert found.frames["records"]["case_id"].to_list() == ["A", "A", ""]
    assert any("ids stand for several days" in note for note in found.notes)


def test_the_other_tables_of_a_file_are_named_with_their_rows(tmp_path):
    text = json.dumps({"seizures": [{"date": "2020-01-05", "country": "Kenya", "goods": "ivory", "kg": 1}] * 3,
                       "people": [{"given": "x", "age": 3}]})  # fmt: skip
    found = read(tmp_path, text, name="two.json")
    assert found.ready
    assert {ENGLISH.unpacked(k): n for k, n in accounted(found)["set_aside"].items()} == {"another table: people": 1}


def test_a_file_with_two_tables_of_seizures_asks_which(tmp_path):
    row = {"date": "2020-01-05", "country": "Kenya", "goods": "ivory", "kg": 1}
    text = json.dumps({"north": [row] * 3, "south": [row]})
    found = read(tmp_path, text, name="two.json")
    assert [q.field for q in found.questions] == ["table"]
    assert read(tmp_path, text, "table=south", name="two.json").frames["records"].height == 1


@pytest.fixture
def shell(tmp_path):
    def run(text, *more):
        (tmp_path / "f.csv").write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["import", "auto", str(tmp_path / "f.csv"), *more])

    return run


def test_the_shell_prints_the_account_in_words_and_as_json(shell):
    words = shell(MIXED)
    assert "Rows of the file: 10 = 3 loaded + 0 unchanged + 1 quarantined + 6 set aside." in words.output
    assert "Columns of the file: 6 = 4 used + 2 left out." in words.output
    assert "left out: 'clerk'" in words.output
    again = json.loads(shell(MIXED, "--check", "--json").stdout)
    assert again["account"]["rows"]["in_file"] == 10 and again["loadable"] == 3 and again["questions"] == []


def test_check_prints_the_questions_with_their_answers_and_ends_with_2(shell):
    text = "date,goods,kg\n01/02/2020,ivory,1\n03/04/2020,ivory,2\n"
    done = shell(text, "--check")
    assert done.exit_code == 2
    assert "--set constant:country=FRA" in done.stderr and "--set date_order=dmy" in done.stderr
    told = shell(text, "--check", "--json")
    assert told.exit_code == 2
    fields = {q["field"]: q["answers"] for q in json.loads(told.stdout)["questions"]}
    assert fields["date_order"] == ["date_order=dmy", "date_order=mdy"]
    answered = shell(text, "--check", "--set", "constant:country=FRA", "--set", "date_order=dmy")
    assert answered.exit_code == 0 and "open question" not in answered.stderr


def test_rows_are_chosen_by_a_column_in_the_shell(shell):
    text = "date,country,goods,kg,outcome\n2020-01-05,Kenya,ivory,1,Seized\n2020-01-06,Kenya,ivory,2,Cleared\n"
    assert "where:outcome=Seized" in shell(text, "--check").stderr
    done = shell(text, "--where-column", "outcome=seized", "--json")
    assert json.loads(done.stdout)["account"]["set_aside"]["its 'outcome' is not seized, as you said"] == 1
    wrong = shell(text, "--where-column", "outcome=burnt")
    assert wrong.exit_code == 1 and "no row has 'burnt'" in wrong.output


def test_a_saved_mapping_replays_every_answer(shell, tmp_path):
    text = (
        "datum;land;ware;menge;einheit;ergebnis;ort\n05/03/2020;Kenya;ivory;5;zorks;Seized;M\xe9ru\n"
        "06/03/2020;Kenya;ivory;2;;Seized;\n07/04/2020;Kenya;ivory;1;kg;Cleared;\n"
    )
    answers = ["date_order=dmy", "unit:zorks=pieces", "unit_if_empty=kg", "where:ergebnis=Seized", "encoding=utf-8"]
    settings_ = [part for answer in answers for part in ("--set", answer)]
    first = shell(text, *settings_, "--save-as", "Office", "--json")
    assert json.loads(first.stdout)["loaded"] == 2, first.output
    again = shell(text.replace("05/03", "08/03"), "--mapping", "Office", "--check", "--json")
    told = json.loads(again.stdout)
    assert again.exit_code == 0 and told["loadable"] == 2 and told["questions"] == []
    unasked = json.loads(shell(text, "--check", "--json").stdout)
    assert unasked["questions"] == [], "a mapping saved for the shape of a file is used for the next one"
