"""While the cubes of a new data version are made, readers keep the one before; small ones they wait for."""

from threading import Event

import pytest

from data_access.gateway import Gateway
from data_access.ingest.loading import import_file
from data_access.lattice import versions
from data_access.settings import settings
from data_access.sources.registry import ADAPTERS
from data_access.store.engine import open_store
from domain.selection import Selection
from domain.viewer import public
from pages.parts import answers
from tests.conftest import row, write_ids


@pytest.fixture
def load(tmp_path):
    """Load a number of records more; returns nothing."""

    def loading(name, n, day):
        rows = [row(place=f"{name} {i}", day=day) for i in range(n)]
        import_file(
            open_store(settings().database_url), ADAPTERS["unodc-ids"], write_ids(tmp_path / f"{name}.csv", rows)
        )
        answers.loaded()

    return loading


def total():
    return answers.for_viewer(public("en")).total(Selection())


def test_what_is_made_at_once_is_shown_at_once(load):
    load("first", 3, "2014-03-05")
    assert total() == 3
    load("second", 2, "2015-03-05")
    assert total() == 5


def test_readers_keep_the_version_before_until_the_new_one_is_whole(load, monkeypatch):
    load("first", 3, "2014-03-05")
    assert total() == 3
    go, made = Event(), versions._made

    def slow(*args):
        assert go.wait(60)
        return made(*args)

    monkeypatch.setattr(versions, "_made", slow)
    monkeypatch.setattr(answers, "PATIENCE", 0.05)
    load("second", 2, "2015-03-05")
    assert total() == 3, "the new one is not made yet"
    go.set()
    version = answers.store_version(settings().database_url)
    answers._making(settings().database_url, version)[0].result(60)
    answers.loaded()
    assert total() == 5


def test_cubes_that_cannot_be_made_ahead_are_made_for_the_reader_who_comes(load, monkeypatch, caplog):
    load("first", 3, "2014-03-05")
    assert total() == 3
    opening, failed = Gateway.open.__func__, []

    def open_once(cls, *args, **kwargs):
        if not failed:
            failed.append(1)
            raise OSError("no more files")
        return opening(cls, *args, **kwargs)

    monkeypatch.setattr(Gateway, "open", classmethod(open_once))
    load("second", 2, "2015-03-05")
    assert total() == 5 and "were not made ahead: no more files" in caplog.text
