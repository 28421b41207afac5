"""A store that another program is writing to: readers go on, writers are told what to do."""

import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from cli.main import main
from data_access import engine as engines
from data_access.engine import open_store
from data_access.gateway import Gateway
from data_access.ingest import import_file
from data_access.saved_views import save, views
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from domain.entitlement import PUBLIC
from domain.errors import AtlasError
from domain.saved import Snapshot
from domain.selection import Selection
from tests.conftest import row, write_ids


@pytest.fixture
def locked(tmp_path, monkeypatch):
    """A store with two records, held by another writer."""
    monkeypatch.setattr(engines, "BUSY_MS", 300)
    rows = [row(day=f"201{y}-03-05", country="Spain") for y in (4, 5)]
    import_file(open_store(settings().database_url), ADAPTERS["unodc-ids"], write_ids(tmp_path / "i.csv", rows))
    path = settings().database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other:
        other.execute("begin immediate")
        yield tmp_path
        other.execute("rollback")


def test_readers_go_on(locked):
    assert Gateway.open().answer(Selection(), "seizures", (), PUBLIC).total == 2


def test_an_import_is_told_and_nothing_is_half_loaded(locked):
    more = write_ids(locked / "more.csv", [row(day="2016-01-01", country="Malta")])
    done = CliRunner().invoke(main, ["import", "unodc-ids", str(more)])
    assert done.exit_code != 0 and "Traceback" not in done.output
    assert "another" in done.output.lower() and "again" in done.output.lower(), done.output
    assert Gateway.open().answer(Selection(), "seizures", (), PUBLIC).total == 2


def test_saving_a_view_is_told(locked):
    seen = Snapshot(version=1, figure=2.0, newest="2015-03", places=("ESP",), goods=("heroin",))
    with pytest.raises(AtlasError, match="again"):
        save(open_store(settings().database_url), "", "Spain", "world", "", seen)
    assert views(open_store(settings().database_url), "") == []
