"""Incidents from file to owner: read whole or set aside, seen by nobody else, corrected, taken back."""

from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from data_access.entries.files import template_csv, template_xlsx
from data_access.gateway import Gateway
from data_access.incidents.columns import TEMPLATE
from data_access.incidents.files import cells_of
from data_access.incidents.tables import Incident
from data_access.ingest.loading import import_file
from data_access.ingest.undo import undo
from data_access.settings import settings, sqlite_url
from data_access.sources.incidents import Incidents
from data_access.store.engine import open_store
from data_access.store.store_file import export_store, restore_store
from domain.errors import SourceError, UsageError
from domain.viewer import of_company
from tests.data_access.incidents.brought import as_company, as_public, bring, some, write


@pytest.mark.parametrize("make", [template_csv, template_xlsx])
def test_the_template_can_be_read_and_its_examples_are_skipped(tmp_path: Path, make):
    path = tmp_path / ("t.csv" if make is template_csv else "t.xlsx")
    path.write_bytes(make(TEMPLATE))
    (chunk,) = Incidents().chunks(path)
    assert chunk.skipped == 2 and chunk.rows == 0


def test_its_own_company_sees_an_incident_whole_and_nobody_else_any(tmp_path: Path):
    bring(tmp_path / "a.csv", some("Alpha", 3))
    bring(tmp_path / "b.csv", some("Beta", 2))
    assert as_company("alpha").incidents.own().height == 3 and as_company("Beta").incidents.own().height == 2
    operator = Gateway.open().for_operator("en")
    for other in (as_public(), operator, as_company("Gamma")):
        assert other.incidents.own().is_empty() and other.incidents.company in ("", "company:gamma")
    assert as_public().is_empty, "no incident is a seizure"


def test_what_its_owner_writes_out_can_be_read_again(tmp_path: Path):
    rows = some("Alpha", 5, quantity="12.50", unit="packs", note="=SUM(A1)")
    bring(tmp_path / "a.csv", rows)
    again = [cells_of(row) for row in as_company("Alpha").incidents.own().to_dicts()]
    report = bring(tmp_path / "b.csv", again)
    assert report.unchanged == 5 and report.loaded == 0


def test_a_correction_is_what_its_owner_reads(tmp_path: Path):
    bring(tmp_path / "a.csv", some("Alpha", 3))
    report = bring(tmp_path / "b.csv", some("Alpha", 3, mode="rail"))
    assert report.loaded == report.superseded == 3
    assert set(as_company("Alpha").incidents.own()["mode"]) == {"rail"}


def test_a_correction_comes_in_and_is_taken_back_on_each_database(store_url: str, tmp_path: Path):
    engine = open_store(store_url)
    first, second = some("Alpha", 3, mode="air"), some("Alpha", 3, mode="rail")
    for rows, name in ((first, "a.csv"), (second, "b.csv")):
        report = import_file(engine, Incidents(), write(tmp_path / name, rows))
    assert report.loaded == report.superseded == 3
    assert _modes(engine) == {"rail"}
    undo(engine, report.run_id)
    assert _modes(engine) == {"air"}


def _modes(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.scalars(select(Incident.mode).where(Incident.is_current)))


@pytest.mark.parametrize(
    ("field", "cell", "says"),
    [
        ("goods", "", "needed"),
        ("company", "x" * 40, "letters or digits"),
        ("found_on", "14.3.2025", "YYYY-MM-DD"),
        ("country", "Atlantis", "not known"),
        ("mode", "teleport", "not in our list"),
        ("source_type", "rumour", "not in our list"),
        ("value", "12", "say of what"),
        ("quantity", "many", "not a number"),
    ],
)
def test_what_cannot_be_read_is_set_aside_for_its_company_alone(tmp_path: Path, field: str, cell: str, says: str):
    (good, bad) = some("Alpha", 2)
    report = bring(tmp_path / "a.csv", [good, {**bad, field: cell}])
    assert report.loaded == 1 and report.quarantined == 1
    level = "Alpha" if field != "company" else ""
    if level:
        (row,) = as_company("Alpha").rejected_rows().to_dicts()
        assert row["file_row"] == 3 and says in row["reason"]
        assert row["field"] == ("currency" if field == "value" else field)
    assert as_public().rejected_rows().is_empty() and as_company("Beta").rejected_rows().is_empty()
    seen = Gateway.open().for_operator("en").rejected_rows().height
    assert seen == (0 if level else 1), "the operator sees only what names no company"


def test_the_same_id_twice_in_a_file_is_set_aside(tmp_path: Path):
    assert bring(tmp_path / "a.csv", [*some("Alpha", 1), *some("Alpha", 1)]).quarantined == 1


@pytest.mark.parametrize("header", ["company,goods", "incident_id,company,source_type,found_on,goods,country,colour"])
def test_a_file_with_other_columns_is_refused_as_a_whole(tmp_path: Path, header: str):
    path = tmp_path / "x.csv"
    path.write_text(f"{header}\n", encoding="utf-8")
    with pytest.raises(SourceError, match="row 1"):
        list(Incidents().chunks(path))


def test_taken_back_nothing_of_it_is_left_to_read(tmp_path: Path):
    run = bring(tmp_path / "a.csv", some("Alpha", 3)).run_id
    later = bring(tmp_path / "b.csv", some("Alpha", 3, mode="rail")).run_id
    engine = open_store(settings().database_url)
    with pytest.raises(UsageError, match="undo that one first"):
        undo(engine, run)
    assert undo(engine, later) == 3
    assert "rail" not in set(as_company("Alpha").incidents.own()["mode"])
    undo(engine, run)
    assert as_company("Alpha").incidents.own().is_empty()
    assert bring(tmp_path / "c.csv", some("Alpha", 3)).loaded == 3
    assert as_company("Alpha").incidents.own().height == 3


def test_rows_that_stand_in_no_column_are_set_aside(tmp_path: Path):
    path = write(tmp_path / "a.csv", some("Alpha", 1))
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ",more\n", encoding="utf-8")
    (chunk,) = Incidents().chunks(path)
    assert chunk.refused.height == 1


def test_a_store_file_carries_them_with_their_owners(tmp_path: Path):
    bring(tmp_path / "a.csv", some("Alpha", 3))
    export_store(open_store(settings().database_url), tmp_path / "s.zip")
    other = sqlite_url(tmp_path / "other.sqlite")
    restore_store(open_store(other), tmp_path / "s.zip")
    again = Gateway.open(url=other)
    assert again.for_viewer(of_company("Alpha", "en")).incidents.own().height == 3
    assert again.for_viewer(of_company("Beta", "en")).incidents.own().is_empty()


def test_nothing_else_in_the_program_reads_the_table():
    """What several companies brought leaves one file protected, or not at all: no page can forget it."""
    root = Path(__file__).parents[3]
    rooms = ("domain", "data_access", "analysis", "charts", "reports", "cli", "pages")
    readers = {
        path.relative_to(root).as_posix()
        for room in rooms
        for path in (root / room).rglob("*.py")
        if "incidents.tables import" in path.read_text(encoding="utf-8")
    }
    assert readers == {f"data_access/incidents/{name}.py" for name in ("answering", "importing", "sector")}
