"""The file of an embedded store: private from the start, and missed when it goes while the program runs."""

import logging
import shutil
import stat

import pytest
from click.testing import CliRunner

from cli.main import main
from data_access.gateway import Gateway, store_version
from data_access.ingest.loading import import_file
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from data_access.store.on_disk import file_of
from data_access.store.store_file import export_store
from domain.errors import StoreError


@pytest.fixture
def store(ids_file):
    engine = open_store(settings().database_url)
    import_file(engine, ADAPTERS["unodc-ids"], ids_file)
    assert store_version(settings().database_url) == 1
    return file_of(engine.url)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_a_store_and_all_beside_it_are_for_their_owner_alone(store, tmp_path):
    held = [f for f in store.parent.iterdir() if f.is_file()]
    assert {f.suffix for f in held} >= {".sqlite"} and {mode(f) for f in held} == {0o600}
    assert mode(store.parent) == 0o700
    export_store(open_store(settings().database_url), tmp_path / "store.zip")
    assert mode(tmp_path / "store.zip") == 0o600


def test_a_folder_that_was_there_keeps_its_rights(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o750)
    open_store(f"sqlite:///{folder / 's.sqlite'}").dispose()
    assert mode(folder) == 0o750 and mode(folder / "s.sqlite") == 0o600


def test_doctor_says_that_others_may_read_an_older_store(store):
    assert "others on this machine" not in CliRunner().invoke(main, ["doctor"]).output
    store.chmod(0o644)
    assert "others on this machine may read the store" in CliRunner().invoke(main, ["doctor"]).output


def removed(store):
    for file in list(store.parent.glob("atlas.sqlite*")):
        file.unlink()


def exchanged(store):
    shutil.copyfile(store, store.with_name("copy"))
    store.with_name("copy").replace(store)


@pytest.mark.parametrize("gone", [removed, exchanged])
def test_a_store_that_is_removed_or_exchanged_is_missed_and_not_made_anew(store, gone, caplog):
    url = settings().database_url
    engine = Gateway.open().engine
    gone(store)
    with caplog.at_level(logging.ERROR, "contraband.store"):
        for _ in range(3):
            with pytest.raises(StoreError, match="removed or exchanged while the program was running"):
                store_version(url)
    assert len(caplog.records) == 1, "an outage is told once, not at every question"
    with pytest.raises(StoreError, match="removed or exchanged"):
        Gateway.open()
    engine.dispose()  # the next connection would be a new one
    with pytest.raises(StoreError, match="removed or exchanged"), engine.connect():
        pass
    assert store.exists() is (gone is exchanged)


def test_a_store_that_is_put_back_answers_again_and_the_log_says_so(store, caplog):
    url = settings().database_url
    aside = store.with_name("aside")
    store.rename(aside)
    with pytest.raises(StoreError):
        store_version(url)
    aside.rename(store)
    with caplog.at_level(logging.WARNING, "contraband.store"):
        assert store_version(url) == 1 and store_version(url) == 1
    assert [r.getMessage() for r in caplog.records][1:] == ["The store answers again."]
