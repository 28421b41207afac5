"""The cases that ship with the program, as a source of a store like any other: with import, versions and undo."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache

import polars as pl
from sqlalchemy import Connection, Engine, insert, select, update

from data_access.casebook import reading
from data_access.casebook.kind import CASES
from data_access.casebook.reading import frames_of
from data_access.casebook.rows import CaseFrames
from data_access.casebook.source import SHIPPED
from data_access.casebook.tables import PARTS
from data_access.entries.importing import as_frame, store
from data_access.facts.cases import FILE, shipped
from data_access.ingest.loading import file_digest
from data_access.ingest.versions import new_version
from data_access.store import tables as t
from data_access.store.engine import writing


def bring(engine: Engine) -> bool:
    """Load the shipped cases into a store, unless this edition of them was loaded before (or taken back since).

    True if anything changed. Cases that somebody changed here stay as they are published (see entries.importing.store).
    """
    with engine.connect() as connection:
        if _known(connection):
            return False
    with writing(engine) as connection:
        return bring_into(connection, datetime.now(UTC).replace(tzinfo=None, microsecond=0))


def bring_into(connection: Connection, at: datetime) -> bool:
    """The same in the transaction of somebody else."""
    if _known(connection):
        return False
    if connection.scalar(select(t.Source.source_id).where(t.Source.source_id == SHIPPED.source_id)) is None:
        connection.execute(insert(t.Source).values(**asdict(SHIPPED)))
    run, cases = str(uuid.uuid4()), as_frame(CASES, enumerate(shipped(), 1))
    counts = {"read": cases.height, "loaded": 0, "exact_copies": 0, "quarantined": 0, "unchanged": 0}
    named = {"source_id": SHIPPED.source_id, "file_name": FILE.name, "file_sha256": file_digest(FILE)}
    connection.execute(
        insert(t.IngestRun).values(run_id=run, finished_at=at, published=_published(), **named, **counts)
    )
    done = store(connection, CASES, SHIPPED, run, cases, at, FILE.name)
    known = {"loaded": done.loaded, "unchanged": done.unchanged, "superseded": done.superseded}
    connection.execute(update(t.IngestRun).where(t.IngestRun.run_id == run).values(**known))
    new_version(connection, run, (), at)
    return True


def _known(connection: Connection) -> bool:
    """Whether this edition was loaded before; an operator who took it back wants to be without it."""
    r = t.IngestRun
    mine = (r.source_id == SHIPPED.source_id, r.file_sha256 == file_digest(FILE))
    return connection.scalar(select(r.run_id).where(*mine).limit(1)) is not None


def wanting(connection: Connection) -> bool:
    """Whether a store has never had them: then they are answered from the file, without being written."""
    s = t.Source.source_id
    return connection.scalar(select(s).where(s == SHIPPED.source_id)) is None


def published(engine: Engine, names: Iterable[str] = tuple(PARTS), case_id: str = "") -> CaseFrames:
    """Every published case of a store, or one, with these parts, whoever may see them; those that ship with the program
    too where the store has never had them.
    """
    which = reading.published() & reading.of_case(case_id) if case_id else reading.published()
    with engine.connect() as connection:
        found = reading.read(connection, which, names)
        if not wanting(connection):
            return found
    own = as_frames()
    return found.and_of(own.of(pl.Series([case_id])) if case_id else own)


@cache
def as_frames() -> CaseFrames:
    """The shipped cases as a store would give them, for one that has never had them."""
    return frames_of(shipped(), SHIPPED)


@cache
def _published() -> str:
    """The month of the last check, as the file says it."""
    return str(json.loads(FILE.read_text(encoding="utf-8"))["last_checked"])
