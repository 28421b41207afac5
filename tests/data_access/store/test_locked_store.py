"""A store that another program is writing to: readers go on, writers are told what to do."""

import re
import sqlite3
import threading
from contextlib import closing, contextmanager

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine

from cli.main import main
from data_access.gateway import Gateway
from data_access.ingest.auto_import import look, save_mapping
from data_access.ingest.loading import import_file
from data_access.ingest.ownership import take_over
from data_access.records.overlaps import link, unlink
from data_access.settings import settings, sqlite_url
from data_access.sources.registry import ADAPTERS
from data_access.store import engine as engines
from data_access.store.engine import open_store
from data_access.store.saved_views import bring_back, looked, remove, rename, save, views
from domain.entitlement import PUBLIC
from domain.errors import AtlasError, StoreError
from domain.saved import Snapshot
from domain.selection import Selection
from tests.asking import answered
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
    assert answered(Gateway.open(), Selection(), "seizures", (), PUBLIC).total == 2


def test_an_import_is_told_and_nothing_is_half_loaded(locked):
    more = write_ids(locked / "more.csv", [row(day="2016-01-01", country="Malta")])
    done = CliRunner().invoke(main, ["import", "unodc-ids", str(more)])
    assert done.exit_code != 0 and "Traceback" not in done.output
    assert "another" in done.output.lower() and "again" in done.output.lower(), done.output
    assert answered(Gateway.open(), Selection(), "seizures", (), PUBLIC).total == 2


def test_saving_a_view_is_told(locked):
    seen = Snapshot(version=1, figure=2.0, newest="2015-03", places=("ESP",), goods=("heroin",))
    with pytest.raises(AtlasError, match="again"):
        save(open_store(settings().database_url), "", "Spain", "world", "", seen)
    assert views(open_store(settings().database_url), "") == []


@pytest.fixture
def kept(locked_url):
    """A store with a view, a watch and a deleted view, which another writer holds."""
    url, hold = locked_url
    engine = open_store(url)
    seen = Snapshot(version=0, figure=1.0, newest="2013-01", places=("ESP",), goods=("heroin",))
    ids = [save(engine, "", name, "world", "", seen, kind=kind) for name, kind in VIEWS]
    remove(engine, "", ids[2])
    with hold():
        yield engine, ids, seen


VIEWS = (("Mine", "view"), ("Watched", "watch"), ("Gone", "view"))


@pytest.fixture
def locked_url(store_url, monkeypatch):
    """The URL of an empty store on either database, and how to hold it as a long import does."""
    monkeypatch.setattr(engines, "BUSY_MS", 300)
    engine = open_store(store_url)

    @contextmanager
    def hold():
        options = {"sqlite_begin": "IMMEDIATE"}
        with engine.connect().execution_options(**options) as other, other.begin():
            yield

    yield store_url, hold
    engine.dispose()


BUSY = "another program is writing to it; wait until it has ended.*try again"


def test_every_change_of_the_saved_views_is_told_and_nothing_is_changed(kept):
    engine, (view, watch, gone), seen = kept
    before = views(engine, "")
    for change in (
        lambda: save(engine, "", "Another", "world", "", seen),
        lambda: rename(engine, "", view, "Renamed", ""),
        lambda: remove(engine, "", view),
        lambda: bring_back(engine, "", gone),
        lambda: looked(engine, "", watch, seen),
    ):
        with pytest.raises(StoreError, match=BUSY):
            change()
    assert views(engine, "") == before and len(before) == 2


def test_links_mappings_and_owners_are_told_too(locked_url, tmp_path):
    url, hold = locked_url
    engine = open_store(url)
    path = tmp_path / "f.csv"
    path.write_text("date,country,goods,kg\n2020-01-02,Kenya,Ivory,1\n")
    found = look(None, path)
    with hold():
        for change in (
            lambda: link(engine, "a", "b", PUBLIC),
            lambda: unlink(engine, "b", PUBLIC),
            lambda: save_mapping(engine, "mine", found, owner="operator"),
            lambda: take_over(engine, "theirs"),
        ):
            with pytest.raises(StoreError, match=BUSY):
                change()


def test_the_shell_tells_each_change_in_one_line(kept, monkeypatch):
    engine, (view, _, gone), _ = kept
    monkeypatch.setenv("ATLAS_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    for command in (
        ["saved", "add", "Another", "world"],
        ["saved", "rename", view, "Renamed"],
        ["saved", "delete", view],
        ["saved", "delete", gone, "--back"],
    ):
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 1 and re.search(BUSY, done.stderr) and done.stderr.count("\n") == 1, done.output
    done = CliRunner().invoke(main, ["watch", "--seen"])
    assert done.exit_code == 1 and "Watched" in done.stdout  # what changed is printed all the same
    assert re.search("Not all were marked as looked at.*another program is writing", done.stderr)


def test_a_file_that_another_process_makes_at_this_moment_is_waited_for(tmp_path):
    """SQLite refuses at once to change how a file is written while somebody reads it: no patience is asked for there."""
    file = tmp_path / "new.sqlite"
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE x (y)")
    other.execute("BEGIN IMMEDIATE")
    other.execute("INSERT INTO x VALUES (1)")
    threading.Timer(0.3, lambda: other.execute("COMMIT")).start()
    engine = create_engine(sqlite_url(file))
    engines._configure_sqlite(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
    engine.dispose()
    other.close()
