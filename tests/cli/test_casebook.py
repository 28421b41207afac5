"""Cases in the shell: counts, files, import with template, check and quarantine."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from cli.main import main
from tests.data_access.sources.test_cases import CASES, as_document, write_sample, written


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def rows(result):
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_counts_are_of_proven_cases_unless_all_are_asked_for():
    assert rows(run("query", "cases", "--format", "csv"))[0]["cases"] == "44"
    every = run("query", "cases", "--proof", "all", "--format", "csv")
    assert rows(every)[0]["cases"] == "107" and "All cases" in every.stderr
    assert rows(run("query", "convictions", "--proof", "all", "--format", "csv"))[0] == {
        "convictions": "91", "n_in_absence": "6", "n_death_sentence": "1",
    }  # fmt: skip


def test_filters_and_dimensions_are_those_of_cases():
    told = run("query", "cases", "--by", "goods,evidence", "--where", "goods=tobacco", "--format", "csv")
    assert {r["goods"] for r in rows(told)} == {"tobacco"} and sum(int(r["cases"]) for r in rows(told)) == 13
    strict = run("query", "cases", "--where", "linked_crime=money_laundering", "--least", "proven", "--format", "csv")
    loose = run("query", "cases", "--where", "linked_crime=money_laundering", "--format", "csv")
    assert 0 < int(rows(strict)[0]["cases"]) < int(rows(loose)[0]["cases"])
    years = run("query", "cases", "--start", "2023", "--end", "2024-06", "--by", "year", "--format", "csv")
    assert {r["year"] for r in rows(years)} == {"2023", "2024"}
    top = run("query", "cases", "--by", "goods_group", "--top", "2", "--format", "csv")
    assert len(rows(top)) == 2 and "several rows" in top.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("query", "cases", "--by", "terrorism,country"), "Links to terrorism"),
        (("query", "cases", "--where", "goods=cigars"), "Did you mean"),
        (("query", "cases", "--by", "colour"), "is not a dimension of cases"),
        (("query", "cases", "--unit-class", "mass"), "takes no --unit-class"),
        (("query", "cases", "--start", "then"), "is not a year"),
        (("query", "seizures", "--proof", "all"), "for cases and convictions"),
    ],
)
def test_what_cannot_be_asked_ends_with_2_and_says_why(arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2 and said in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "stix"])
def test_the_casebook_is_written_by_the_ending_or_the_format(form, tmp_path):
    out = tmp_path / f"cases.{form}"
    result = run("casebook", "--format", form, "--out", out)
    assert result.exit_code == 0 and out.stat().st_size > 10_000 and "44 cases, 44 of them proven" in result.stderr
    assert (tmp_path / "cases.csv.json").exists() == (form == "csv")


def test_the_casebook_is_printed_where_no_file_is_named():
    told = json.loads(run("casebook", "--where", "goods=tobacco").stdout)
    assert told["about"]["cases"] == len(told["cases"]) == 13 and all(c["proven"] for c in told["cases"])
    assert "ending" in run("casebook", "--out", "cases.docx").stderr


def test_a_check_names_each_row_and_field_and_loads_nothing(tmp_path):
    path = write_sample(tmp_path)
    checked = run("import", "cases", path, "--check")
    assert checked.exit_code == 1 and "evidence_standard" in checked.stdout and "nothing was loaded" in checked.stderr
    told = json.loads(run("import", "cases", path, "--check", "--json").stdout)
    assert (told["loaded"], told["quarantined"]) == (3, 1) and told["set_aside"][0]["field"] == "evidence_standard"
    assert rows(run("runs")) == []
    loaded = json.loads(run("import", "cases", path, "--json").stdout)
    assert (loaded["loaded"], loaded["quarantined"]) == (3, 1)
    assert rows(run("quarantine"))[0]["field"] == "evidence_standard"
    assert rows(run("query", "cases", "--proof", "all", "--format", "csv"))[0]["cases"] == "110"
    again = run("import", "cases", path, "--check")
    assert "unchanged  3" in again.stdout


def test_an_import_brings_the_shipped_cases_into_the_store(tmp_path):
    run("import", "cases", written(tmp_path / "c.csv", [as_document(CASES[0])]))
    assert {r["source"] for r in rows(run("runs"))} == {"cases", "casebook"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_for_cases_is_read_as_it_is_written(ending, tmp_path):
    out = tmp_path / f"mine.{ending}"
    written_ = run("template", "cases", "--out", out)
    assert written_.exit_code == 0 and "atlas import cases" in written_.stderr
    assert "skipped  2" in run("import", "cases", out, "--check").stdout


def test_a_case_is_printed_whole_and_its_reversal_counts_at_once():
    told = json.loads(run("case", "CB-001").stdout)
    assert told["proven"] and told["version"] == 1 and len(told["sources"]) == 5
    changed = run("case", "CB-001", "--overturned", "Set aside by the court of appeal on 1 November 2026.")
    assert changed.exit_code == 0 and "version 2" in changed.stderr
    after = json.loads(run("case", "CB-001").stdout)
    assert not after["proven"] and "Set aside" in after["erratum"]
    assert rows(run("query", "cases", "--format", "csv"))[0]["cases"] == "43"
    versions = rows(run("case", "CB-001", "--history"))
    assert [(v["version"], v["saved_by"]) for v in versions] == [("2", "operator"), ("1", "operator")]
    assert versions[1]["reason"] == "Imported from casebook.json."


def test_a_withdrawn_case_is_gone_and_its_versions_stay():
    assert run("case", "CB-002", "--withdraw", "It stands twice.").exit_code == 0
    assert run("case", "CB-002").exit_code == 2 and len(rows(run("case", "CB-002", "--history"))) == 2
    assert run("case", "CB-003", "--withdraw", "x", "--overturned", "y").exit_code == 2
    assert "There is no case" in run("case", "CB-999").stderr
