"""Flat entries in a store, on both databases: each change a new version with its reason, each import taken back whole."""

from datetime import date

import polars as pl
import pytest

from data_access.entries import editing, reading, versions
from data_access.entries.importing import as_frame
from data_access.entries.registry import KINDS
from data_access.entries.tables import Version
from data_access.ingest.loading import load
from data_access.ingest.undo import undo
from data_access.sources.base import Chunk
from data_access.store.engine import open_store
from domain.errors import UsageError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA
from tests.data_access.entries import samples

FLAT = sorted(set(KINDS) - {"cases"})


@pytest.fixture(params=FLAT)
def kind(request):
    return KINDS[request.param]


@pytest.fixture
def engine(store_url):
    return open_store(store_url)


def entry(kind, **more):
    found, faults = kind.read(samples.DOCUMENTS[kind.name] | more, today=date(2026, 1, 1))
    assert found, faults
    return found


def put(engine, kind, *entries):
    chunk = Chunk(
        records=pl.DataFrame(schema=RECORD_SCHEMA), refused=pl.DataFrame(schema=REFUSED_SCHEMA), rows=len(entries),
        done=1.0, others={kind.name: as_frame(kind, enumerate(entries, 2))},
    )  # fmt: skip
    return load(engine, kind.info, [chunk], "file.csv", "")


def shown(engine, kind, which=None):
    with engine.connect() as connection:
        return [d for d, _ in reading.read(connection, kind, versions.published(kind) if which is None else which)]


def save(engine, kind, one, expected, why="because", **more):
    return editing.save(engine, kind, one, who="analyst", why=why, expected=expected, **more)


def test_every_column_of_the_template_has_one_in_the_table_and_no_other(kind):
    told = {column.name for column in kind.template.columns} - set(kind.parts) - {"id"}
    shared = {*vars(Version), *Version.__annotations__} - {"handling"}
    own = {column.name for column in kind.versions.__table__.columns} - shared
    assert own == told


def test_what_is_stored_comes_back_whole(engine, kind):
    one = entry(kind)
    report = put(engine, kind, one)
    assert report.loaded == 1 and shown(engine, kind) == [one | {"handling": "public"}]
    assert put(engine, kind, one).unchanged == 1


def test_a_change_by_hand_is_a_version_with_its_reason_and_a_newer_file_a_draft_beside_it(engine, kind):
    one = entry(kind)
    put(engine, kind, one)
    by_hand = one | {"note": "by hand"}
    assert save(engine, kind, by_hand, 1) == 2
    report = put(engine, kind, one | {"note": "from the file"})
    assert report.drafts == 1 and shown(engine, kind)[0]["note"] == "by hand"
    assert shown(engine, kind, versions.current_draft(kind))[0]["note"] == "from the file"


def test_no_change_without_a_reason_nor_over_the_change_of_another(engine, kind):
    one = entry(kind)
    for given, said in (({"why": " "}, "Say why"), ({"expected": 3}, "opened version 3")):
        with pytest.raises(UsageError, match=said):
            save(engine, kind, one, **{"expected": 0} | given)
    assert shown(engine, kind) == []


def test_what_breaks_a_rule_is_not_saved(engine, kind):
    with pytest.raises(UsageError, match="not saved"):
        save(engine, kind, entry(kind) | {"id": "no spaces allowed"}, 0)


def test_an_import_is_taken_back_and_what_it_replaced_is_current_again(engine, kind):
    one = entry(kind)
    put(engine, kind, one)
    second = put(engine, kind, one | {"note": "newer"})
    assert shown(engine, kind)[0]["note"] == "newer"
    assert undo(engine, second.run_id) == 1 and shown(engine, kind)[0]["note"] == one["note"]


def test_what_is_withdrawn_is_seen_no_more_and_its_versions_stay(engine, kind):
    one = entry(kind)
    save(engine, kind, one, 0)
    editing.withdraw(engine, kind, one, who="analyst", why="wrong", expected=1)
    assert shown(engine, kind) == [] and len(shown(engine, kind, versions.of_entry(kind, one["id"]))) == 2


def test_the_id_stands_twice_in_a_file(engine, kind):
    one = entry(kind)
    report = put(engine, kind, one, one | {"note": "again"})
    assert (report.loaded, report.quarantined) == (1, 1)
