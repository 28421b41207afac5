"""A chunk is stored while the next is read: nothing is lost, nothing is left of what failed, turns are kept."""

import polars as pl
import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from data_access.gateway import Gateway
from data_access.ingest.loading import load
from data_access.records import fulltext
from data_access.records.search import Listing
from data_access.settings import settings
from data_access.sources.base import Chunk
from data_access.store import tables as t
from data_access.store.engine import open_store
from domain.errors import SourceError, StoreError
from domain.frames import REFUSED_SCHEMA, completed
from domain.search import parse
from domain.selection import Selection
from tests.asking import seen
from tests.data_access.records.test_records import info, record


def chunk(*rows):
    frame = completed(pl.DataFrame(rows, infer_schema_length=None))
    return Chunk(records=frame, refused=pl.DataFrame(schema=REFUSED_SCHEMA), rows=len(rows), done=0.5)


def at(row, place, **more):
    return record(row, place_reported=place, **more)


def stored(engine):
    with engine.connect() as connection:
        return [connection.scalar(select(func.count()).select_from(x)) for x in (t.Seizure, t.SeizureItem, t.Route)]


def hits(engine, word):
    """What the index itself holds, whatever counts."""
    query = fulltext.matches(engine.dialect.name, fulltext.searched(parse(word)))
    with engine.connect() as connection:
        return len(connection.execute(query).all())


def test_what_fails_after_chunks_were_stored_leaves_neither_records_nor_words(store_url):
    engine = open_store(store_url)

    def broken():
        yield chunk(at(2, "Genova"), at(3, "Trieste"))
        yield chunk(at(4, "Genova"))
        raise SourceError("the disk is gone")

    with pytest.raises(SourceError):
        load(engine, info(), broken(), "x", "")
    assert stored(engine) == [0, 0, 0] and hits(engine, "Genova") == 0
    assert load(engine, info(), [chunk(at(2, "Genova")), chunk(at(3, "Genova"))], "x", "").loaded == 2
    assert stored(engine) == [2, 2, 1] and hits(engine, "Genova") == 2


@pytest.mark.parametrize("failing", [1, 3])
def test_a_chunk_that_cannot_be_stored_stops_the_load(failing):
    """The second thread's error is the load's own, also that of the last chunk."""
    engine, met = open_store(settings().database_url), []

    @event.listens_for(engine, "before_cursor_execute")
    def refuse(_connection, _cursor, statement, *_):
        met.append(statement.startswith("INSERT INTO seizure ("))
        if met[-1] and sum(met) == failing:
            raise OperationalError(statement, None, Exception("disk is full"))

    parts = [chunk(at(2, "Genova")), chunk(at(3, "Genova")), chunk(at(4, "Genova"))]
    with pytest.raises(StoreError, match="disk is full"):
        load(engine, info(), parts, "x", "")
    assert stored(engine) == [0, 0, 0] and hits(engine, "Genova") == 0


def test_an_id_in_two_chunks_of_a_first_load_is_two_versions(store_url):
    engine = open_store(store_url)
    first = chunk(at(2, "Genova", record_id="A", content="one"), at(3, "Genova"))
    report = load(engine, info(), [first, chunk(at(4, "Trieste", record_id="A", content="two"))], "x", "")
    assert (report.loaded, report.superseded) == (3, 1)
    with engine.connect() as connection:
        versions = connection.execute(select(t.Seizure.version, t.Seizure.is_current).order_by(t.Seizure.seizure_id))
        assert [tuple(v) for v in versions] == [(1, False), (1, True), (2, True)]


def test_a_second_load_finds_old_and_new_and_not_what_was_superseded():
    engine = open_store(settings().database_url)
    load(engine, info(), [chunk(at(2, "Genova", record_id="A"), at(3, "Genova"), at(4, "Savona"))], "x", "")
    moved = chunk(at(2, "Trieste", record_id="A", content="moved"), at(3, "Genova"), at(5, "Savona"))
    report = load(engine, info(), [moved], "y", "")
    assert (report.loaded, report.unchanged, report.superseded) == (2, 1, 1)
    answers, words = seen(Gateway.open()), ("genova", "savona", "trieste")
    found = {w: answers.record_total(Listing(selection=Selection(), text=w)).n for w in words}
    assert found == {"genova": 1, "savona": 2, "trieste": 1}
