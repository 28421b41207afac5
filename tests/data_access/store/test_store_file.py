"""A store exported and restored is the same store, to the last superseded version."""

import shutil
import zipfile

import pytest

from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.settings import settings, sqlite_url
from data_access.sources.registry import ADAPTERS
from data_access.store import tables as t
from data_access.store.engine import open_store
from data_access.store.store_file import export_store, restore_store
from domain.entitlement import PUBLIC
from domain.errors import AtlasError, SourceError, UsageError
from domain.selection import Selection
from tests.asking import answered
from tests.conftest import row, write_ids
from tests.data_access.records.test_records import put, record


@pytest.fixture
def filled(tmp_path, ids_file):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["unodc-ids"], ids_file)
    import_file(engine, ADAPTERS["unodc-ids"], write_ids(tmp_path / "bad.csv", [row(day="never")]))
    put([record(2, record_id="A1", kg=3, latitude=1.5, illicit="stolen")])
    put([record(2, record_id="A1", kg=5, content="corrected", persons=2)])
    return engine


def content(engine):
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in t.Base.metadata.sorted_tables
            if table.name != "store"
        }


def test_a_round_trip_gives_the_same_store(filled, tmp_path):
    told = export_store(filled, tmp_path / "out.zip")
    other = open_store(sqlite_url(tmp_path / "other.sqlite"))
    assert restore_store(other, tmp_path / "out.zip") == told
    assert content(other) == content(filled)
    assert told["seizure"] == 9 and told["quarantine"] == 1 and told["seizure_detail"] == 2
    ask = (Selection(), "seizures", ("country", "year"), PUBLIC)
    restored = Gateway.open(url=sqlite_url(tmp_path / "other.sqlite"))
    assert answered(restored, *ask).frame.equals(answered(Gateway.open(), *ask).frame)
    assert not list(tmp_path.glob(".export-*"))


def test_the_restored_store_goes_on_counting_and_knows_its_records(filled, tmp_path, ids_file):
    export_store(filled, tmp_path / "out.zip")
    other = open_store(sqlite_url(tmp_path / "other.sqlite"))
    restore_store(other, tmp_path / "out.zip")
    again = import_file(other, ADAPTERS["unodc-ids"], ids_file)
    assert (again.loaded, again.unchanged) == (0, 7)
    more = import_file(other, ADAPTERS["unodc-ids"], write_ids(tmp_path / "n.csv", [row(place="Vigo")]))
    assert (more.loaded, more.data_version) == (1, 5)


def test_only_into_an_empty_store(filled, tmp_path):
    export_store(filled, tmp_path / "out.zip")
    with pytest.raises(UsageError, match="contains records already"):
        restore_store(filled, tmp_path / "out.zip")


def _without(archive, path, name, replaced=None):
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(path, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
            elif replaced is not None:
                new.writestr(member, replaced)
    return path


@pytest.mark.parametrize(
    ("member", "content_", "words"),
    [
        ("seizure.parquet", None, "'seizure' is missing or damaged"),
        ("seizure_item.parquet", b"PAR1", "'seizure_item' is missing or damaged"),
        ("manifest.json", b"{}", "not an export of a store"),
        ("manifest.json", b'{"format": "contraband-atlas-store", "revision": "9", "tables": {}}', "another version"),
    ],
)
def test_a_damaged_file_restores_nothing(filled, tmp_path, member, content_, words):
    export_store(filled, tmp_path / "out.zip")
    bad = _without(tmp_path / "out.zip", tmp_path / "bad.zip", member, content_)
    other = open_store(sqlite_url(tmp_path / "other.sqlite"))
    with pytest.raises(SourceError, match=words):
        restore_store(other, bad)
    assert all(not rows for name, rows in content(other).items())


def test_a_truncated_file_restores_nothing(filled, tmp_path):
    export_store(filled, tmp_path / "out.zip")
    shutil.copy(tmp_path / "out.zip", tmp_path / "cut.zip")
    with (tmp_path / "cut.zip").open("r+b") as stream:
        stream.truncate(3000)
    with pytest.raises(AtlasError):
        restore_store(open_store(sqlite_url(tmp_path / "other.sqlite")), tmp_path / "cut.zip")
