"""The period that data cover, the day of publication and the day of loading: three things, each under its own name."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from click.testing import CliRunner

from cli.main import main
from data_access.gateway import Gateway
from data_access.ingest.undo import runs
from data_access.settings import settings
from data_access.store.engine import open_store
from domain.errors import UsageError
from domain.period import day_published
from domain.selection import Selection
from domain.words import ENGLISH
from reports.dates import source_days
from reports.exports import about, credited, footer, picture_footer
from reports.wording import between
from tests.asking import seen
from tests.data_access.records.test_records import info, put, record
from tests.data_access.sources.test_unodc_glotip import write_sample

TODAY = datetime.now(UTC).date().isoformat()


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def told(selection=None, behind=None):
    said = {"title": "By place", "unit": "seizures reported", "caution": "Read.", "behind": behind}
    return about(seen(Gateway.open()), ENGLISH, selection or Selection(), **said)


def test_the_period_is_that_of_the_records_and_loading_is_not_the_date_of_the_data():
    put([record(2, seized_on=date(2014, 3, 5)), record(3, seized_on=date(2016, 7, 1), country="ESP")])
    all_of_it, spain = told(), told(Selection(where=(("country", ("ESP",)),)))
    assert (all_of_it["period_covered"], spain["period_covered"]) == ("2014-03 to 2016-07", "2016-07")
    assert all_of_it["loaded"] == TODAY and "as_of" not in all_of_it
    line = footer(all_of_it, ENGLISH, is_map=False)
    assert f"data of 2014-03 to 2016-07 · loaded {TODAY}" in line
    assert f"Data of 2014-03 to 2016-07, loaded {TODAY}, version 1" in all_of_it["suggested_citation"]
    for text in (line, picture_footer(all_of_it, ENGLISH, is_map=True)):
        assert "as of" not in text.lower() and "published" not in text, "nobody said when it was published"


def test_a_selection_without_records_covers_no_period():
    put([record(2)])
    empty = told(Selection(where=(("country", ("ESP",)),)))
    assert empty["period_covered"] == "" and "data of" not in footer(empty, ENGLISH, is_map=False)


def test_a_day_of_publication_that_the_reader_gives_is_said_everywhere(ids_file, tmp_path):
    assert run("import", "unodc-ids", ids_file, "--published", "2017-06").exit_code == 0
    assert told()["sources"][0]["published"] == "2017-06"
    assert f"published 2017-06 · loaded {TODAY}" in footer(told(), ENGLISH, is_map=False)
    assert f"published 2017-06, loaded {TODAY}" in told()["suggested_citation"]
    assert f"published 2017-06, loaded {TODAY}" in run("doctor").output
    assert "2017-06" in run("runs").output
    assert run("chart", "seizures", "--by", "year", "--out", tmp_path / "y.csv").exit_code == 0
    written = json.loads((tmp_path / "y.csv.json").read_text(encoding="utf-8"))
    assert written["sources"][0]["published"] == "2017-06" and written["period_covered"].startswith("2014-")


def test_it_can_be_given_later_and_goes_with_an_import_that_is_taken_back(ids_file):
    assert run("import", "unodc-ids", ids_file).exit_code == 0
    assert told()["sources"][0]["published"] == ""
    again = run("import", "unodc-ids", ids_file, "--published", "2017-06-30", "--json")
    assert json.loads(again.stdout)["unchanged"] == 7
    assert told()["sources"][0]["published"] == "2017-06-30"
    version = Gateway.open().lattice.version
    assert run("import", "unodc-ids", ids_file, "--published", "2017-06-30").exit_code == 0
    assert Gateway.open().lattice.version == version, "nothing new was said"
    assert run("undo", runs(open_store(settings().database_url))["run_id"][0]).exit_code == 0
    assert seen(Gateway.open()).sources().filter(source="unodc-ids")["published"].to_list() in ([], [""])


def test_any_table_takes_a_day_of_publication_too(tmp_path):
    file = tmp_path / "own.csv"
    file.write_text("date,country,goods,quantity,unit\n2020-01-02,Kenya,Ivory,3,kg\n2020-03-02,Kenya,Ivory,1,kg\n")
    done = run("import", "auto", file, "--source", "Police", "--published", "2021")
    assert done.exit_code == 0, done.output
    assert told()["sources"][0]["published"] == "2021" and told()["period_covered"] == "2020-01 to 2020-03"


def test_of_several_sources_each_is_dated_by_its_name():
    for name in ("customs", "police"):
        put([record(2)], source=info(name))
    with open_store(settings().database_url).begin() as connection:
        connection.exec_driver_sql("update ingest_run set published = '2021-05' where source_id = 'police'")
    assert "published Police 2021-05 · " in footer(told(), ENGLISH, is_map=False)


def test_statistics_cover_their_years(tmp_path):
    assert run("import", "unodc-glotip", write_sample(tmp_path)).exit_code == 0
    found = told(behind=("unodc-glotip",))
    assert found["period_covered"] and set(found["period_covered"]) <= set("0123456789 to")
    row = seen(Gateway.open()).sources().row(0, named=True)
    assert source_days(row, seen(Gateway.open()), ENGLISH).startswith(
        f"Data of {found['period_covered']} · loaded {TODAY}"
    )


def test_facts_of_the_program_are_checked_not_loaded():
    put([record(2)])
    found = credited(told(), "public texts", "2026-10-01", ENGLISH)
    assert "last checked 2026-10-01" in footer(found, ENGLISH, is_map=False) and "loaded" not in footer(
        found, ENGLISH, is_map=False
    )


@pytest.mark.parametrize("text", ["2026", "2026-02", "2024-02-29", "", " 2026 "])
def test_days_of_publication(text):
    assert day_published(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["yesterday", "30.06.2026", "2026-13", "2023-02-29", "2026-6-1", "２０２６", str(date.today() + timedelta(days=1))],
)
def test_what_is_no_day_of_publication_is_refused(text, ids_file):
    with pytest.raises(UsageError, match="not a day of publication"):
        day_published(text)
    assert run("import", "unodc-ids", ids_file, "--published", text).exit_code == 2


def test_one_period_is_said_once():
    assert between("2014", "2014", ENGLISH) == "2014" and between("", "", ENGLISH) == ""
    assert between("2014-01", "2015-02", ENGLISH) == "2014-01 to 2015-02"
