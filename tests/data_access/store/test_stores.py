"""The same behaviour on the embedded database and on a server: whatever holds for one is asked of both."""

import importlib
import os
import signal
import subprocess
import sys
import threading

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from data_access.gateway import Gateway
from data_access.ingest.loading import import_file, load
from data_access.ingest.undo import runs, undo
from data_access.records import fulltext
from data_access.settings import sqlite_url
from data_access.sources.registry import ADAPTERS
from data_access.store import engine as engines
from data_access.store import tables as t
from data_access.store.engine import open_store
from data_access.store.store_file import export_store, restore_store
from domain.entitlement import PUBLIC
from domain.errors import SourceError, StoreError, UsageError
from domain.selection import Selection
from tests.asking import answered, seen
from tests.conftest import row, write_ids
from tests.data_access.old_store import old_store, rows_of
from tests.data_access.records.test_records import info, record
from tests.data_access.records.test_records import put as put_embedded

KG = 10**9
IDS_ADAPTER = ADAPTERS["unodc-ids"]


@pytest.fixture
def store(store_url, monkeypatch):
    """A fresh store that the environment names, as an operator would."""
    monkeypatch.setenv("ATLAS_DATABASE_URL", store_url)
    return store_url


def counts(report):
    return (report.read, report.loaded, report.exact_copies, report.quarantined, report.unchanged, report.data_version)


def total(measure="seizures", **more):
    return answered(Gateway.open(), Selection(), measure, (), PUBLIC, **more).total


def compared(connection):
    """Where the store and the models differ; the parts of the full-text index are the database's own."""
    apart = {"include_name": lambda name, kind, _parents: kind != "table" or not fulltext.is_part(name)}
    return compare_metadata(MigrationContext.configure(connection, opts=apart), t.Base.metadata)


def bad_file(folder):
    return write_ids(folder / "mixed.csv", [row(), row(), row(place="A\\tB"), row(day="2014-02-30"), row(place="a\0b")])


@pytest.mark.migrations
def test_a_new_store_is_migrated_to_the_models_and_has_an_identity(store):
    with open_store(store).connect() as connection:
        assert compared(connection) == []
        first = engines.store_id(connection)
    with open_store(store).connect() as connection:
        assert engines.store_id(connection) == first


@pytest.mark.migrations
def test_a_populated_store_of_the_first_schema_comes_to_the_newest_with_its_records(store):
    old_store(store)
    with open_store(store).connect() as connection:
        assert compared(connection) == []
        told = sa.select(t.Seizure.version, t.Seizure.is_current, t.Seizure.events, t.Seizure.country)
        assert [tuple(r) for r in connection.execute(told)] == [(1, True, 1, "NAM")] * 2
    by = answered(Gateway.open(), Selection(), "seizures", ("goods",), PUBLIC).frame
    assert dict(by.select("goods", "value").iter_rows()) == {"heroin": 2.0, "cocaine": 1.0}
    assert total("quantity", unit_class="mass") == 4.0


def test_copies_quarantine_and_the_same_file_again(store, tmp_path):
    engine, path = open_store(store), bad_file(tmp_path)
    assert counts(import_file(engine, IDS_ADAPTER, path)) == (5, 3, 1, 2, 0, 1)
    before = rows_of(store)
    assert before["quarantine"] == 2 and before["seizure"] == 3
    assert counts(import_file(engine, IDS_ADAPTER, path)) == (5, 0, 0, 2, 3, 1)
    assert rows_of(store) == before
    assert total() == 3
    assert answered(Gateway.open(), Selection(distinct=True), "seizures", (), PUBLIC).total == 2
    assert seen(Gateway.open()).rejected_rows()["field"].to_list() == ["SEIZURE_DATE", ""]
    with engine.connect() as connection:
        assert any("a␀b" in content for content in connection.scalars(sa.select(t.Quarantine.content)))


def test_versions_are_superseded_and_undo_reinstates_them(store):
    first = put_embedded([record(2, record_id="A1", kg=3)])
    second = put_embedded([record(2, record_id="A1", kg=5, content="corrected"), record(3, record_id="A2", kg=1)])
    assert (second.loaded, second.superseded) == (2, 1)
    assert total("quantity", unit_class="mass") == 6.0
    engine = open_store(store)
    with pytest.raises(UsageError, match="undo that one first"):
        undo(engine, first.run_id)
    assert undo(engine, second.run_id) == 2
    assert total("quantity", unit_class="mass") == 3.0
    assert Gateway.open().lattice.version == 3
    assert runs(engine)["undone_at"].null_count() == 1


def test_a_failure_in_the_middle_leaves_nothing(store, ids_file):
    def broken():
        yield from IDS_ADAPTER.chunks(ids_file)
        raise SourceError("the disk is gone")

    with pytest.raises(SourceError):
        load(open_store(store), IDS_ADAPTER.info, broken(), "x", "")
    assert rows_of(store) == {}
    assert import_file(open_store(store), IDS_ADAPTER, ids_file).data_version >= 1


CHILD = """
import sys, time
from data_access.store.engine import open_store
from data_access.ingest.loading import load
from data_access.sources.registry import ADAPTERS
from pathlib import Path
adapter = ADAPTERS["unodc-ids"]
def chunks():
    yield from adapter.chunks(Path(sys.argv[2]))
    print("loaded but not committed", flush=True)
    time.sleep(600)
load(open_store(sys.argv[1]), adapter.info, chunks(), "x", "")
"""


def test_a_kill_during_the_import_leaves_nothing_and_the_next_run_completes(store, ids_file):
    command_line = [sys.executable, "-c", CHILD, store, str(ids_file)]
    with subprocess.Popen(command_line, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline().startswith("loaded")
        os.kill(child.pid, signal.SIGKILL)
    assert rows_of(store) == {}
    assert import_file(open_store(store), IDS_ADAPTER, ids_file).loaded == 7


def test_two_importers_at_once_both_finish_and_nothing_is_doubled(store, tmp_path):
    open_store(store)
    shared = [row(amount=str(i)) for i in range(300)]
    paths = [write_ids(tmp_path / f"{n}.csv", [*shared, row(place=f"only {n}")]) for n in range(2)]
    reports, start = [], threading.Barrier(2)

    def run(path):
        start.wait()
        reports.append(import_file(open_store(store), IDS_ADAPTER, path))

    threads = [threading.Thread(target=run, args=(p,)) for p in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted((r.loaded, r.unchanged) for r in reports) == [(1, 300), (301, 0)]
    assert rows_of(store)["seizure"] == 302
    assert total() == 302


def test_a_reader_sees_one_data_version_from_its_first_question_to_its_last(store, ids_file, tmp_path):
    import_file(open_store(store), IDS_ADAPTER, ids_file)
    newest = sa.select(sa.func.max(t.DataVersion.version))
    counted = sa.select(sa.func.count()).select_from(t.Seizure)
    with open_store(store).connect() as reader:
        assert reader.scalar(newest) == 1
        import_file(open_store(store), IDS_ADAPTER, write_ids(tmp_path / "more.csv", [row(place="Vigo")]))
        assert (reader.scalar(newest), reader.scalar(counted)) == (1, 7)
    with open_store(store).connect() as reader:
        assert (reader.scalar(newest), reader.scalar(counted)) == (2, 8)


QUESTIONS = [
    ("seizures", (), (), {}),
    ("seizures", ("country", "year"), (), {}),
    ("seizures", ("goods", "illicit"), (), {}),
    ("seizures", ("region", "month"), (), {}),
    ("seizures", ("departure", "destination", "mode"), (), {}),
    ("seizures", ("country", "year"), (("goods", ("heroin",)),), {"grid": True}),
    ("seizures", ("place",), (("country", ("ESP",)),), {}),
    ("seizures", ("detection", "agency_kind"), (), {}),
    ("seizures", ("hs",), (("agency_kind", ("customs", "")),), {}),
    ("seizures", ("source",), (("source", ("police", "unodc-ids")),), {}),
    ("quantity", (), (), {"unit_class": "mass"}),
    ("quantity", ("goods", "country"), (), {"unit_class": "mass"}),
    ("quantity", ("goods",), (("illicit", ("diverted",)),), {"unit_class": "mass"}),
    ("quantity", ("goods_reported", "hs"), (), {"unit_class": "mass"}),
    ("quantity", ("year",), (), {"unit_class": "tablets", "grid": True}),
    ("value", ("country",), (), {"currency": "USD", "valuation": "msrp"}),
    ("value", ("detection",), (), {"currency": "USD", "valuation": "msrp"}),
]


def fill(url, path):
    engine = open_store(url)
    import_file(engine, IDS_ADAPTER, path)
    put_embedded(
        [
            record(2, record_id="A1", kg=3, hs="3004", detection_reported="dog", agency_kind="customs", country="NAM"),
            record(3, goods="cocaine", kg=4, line=1, illicit="diverted", value_milli=5_001, currency="USD",
                   valuation="msrp", detection_reported="Röntgen\t'x'\\"),
            record(3, goods="heroin", kg=9_223_372, line=2, hs="2402", goods_reported="a\nb"),
            record(4, events=None, kg=1, country="ESP", latitude=-1.1, longitude=179.999999, persons=0),
            record(5, events=40, value_milli=10**15, currency="USD", valuation="msrp"),
        ],
        info("police", overlap_group="x", precedence=1),
    )  # fmt: skip
    put_embedded([record(2, record_id="A1", kg=5, content="corrected")], info("police"))


def test_every_answer_is_the_same_on_both(postgres_url, ids_file, tmp_path, monkeypatch):
    urls = (sqlite_url(tmp_path / "twin.sqlite"), postgres_url)
    for url in urls:
        monkeypatch.setenv("ATLAS_DATABASE_URL", url)
        fill(url, ids_file)
    embedded, server = (Gateway.open(url=url) for url in urls)
    for measure, by, where, more in QUESTIONS:
        for selection in (Selection(where=where), Selection(where=where, distinct=True, start="2014-01")):
            left, right = (answered(g, selection, measure, by, PUBLIC, **more) for g in (embedded, server))
            assert left.frame.equals(right.frame), (measure, by, where)
            assert left.frame.schema == right.frame.schema and not left.frame.is_empty()
            assert (left.total, left.overlapping) == (right.total, right.overlapping)
    for frame in ("quantities", "coverage", "reporting"):
        left, right = (getattr(seen(g), frame)(Selection()) for g in (embedded, server))
        assert left.equals(right) and not left.is_empty(), frame
    assert seen(embedded).implausible().equals(seen(server).implausible())
    assert seen(embedded).months() == seen(server).months() and seen(embedded).rules(Selection()) == seen(server).rules(
        Selection()
    )


def test_a_store_moves_from_the_file_to_the_server_and_back(postgres_url, ids_file, tmp_path, monkeypatch):
    first, last = sqlite_url(tmp_path / "first.sqlite"), sqlite_url(tmp_path / "last.sqlite")
    monkeypatch.setenv("ATLAS_DATABASE_URL", first)
    fill(first, ids_file)
    for number, (source, target) in enumerate([(first, postgres_url), (postgres_url, last)]):
        told = export_store(open_store(source), tmp_path / f"{number}.zip")
        assert restore_store(open_store(target), tmp_path / f"{number}.zip") == told
        assert rows_of(target) == rows_of(source)
    again = import_file(open_store(postgres_url), IDS_ADAPTER, write_ids(tmp_path / "n.csv", [row(place="Vigo")]))
    assert (again.loaded, again.data_version) == (1, 4)


@pytest.mark.parametrize("name", sorted(set(ADAPTERS) - {"auto"}))
def test_what_every_adapter_reads_fits_both_databases(postgres_url, tmp_path, name):
    """A server refuses text longer than its column, the embedded file does not."""
    path = importlib.import_module(f"tests.data_access.sources.test_{name.replace('-', '_')}").write_sample(tmp_path)
    urls = (postgres_url, sqlite_url(tmp_path / "twin.sqlite"))
    server, embedded = (counts(import_file(open_store(url), ADAPTERS[name], path)) for url in urls)
    assert server == embedded and server[0] > 0
    assert rows_of(urls[0]) == rows_of(urls[1])


@pytest.mark.migrations
def test_migrations_of_two_processes_at_once_are_made_once(store):
    start, failures = threading.Barrier(3), []

    def run():
        start.wait()
        try:
            open_store(store)
        except StoreError as error:
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(store).connect() as connection:
        assert connection.scalar(sa.select(sa.func.count()).select_from(t.Store)) == 1


def test_a_store_of_a_newer_program_is_told_apart_and_left_alone(store_url):
    engine = open_store(store_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StoreError, match=r"newer version of the program \(its schema is 9999\).*Nothing was changed"):
        open_store(store_url)
