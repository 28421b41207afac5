"""Taking an import back: its records go, the versions that they superseded count again. The run itself stays listed."""

from datetime import UTC, date, datetime

import polars as pl
from sqlalchemy import Connection, Delete, Engine, FromClause, Table, case, delete, exists, func, select, tuple_, update
from sqlalchemy.exc import SQLAlchemyError

from data_access.entries.importing import forget, later_changes
from data_access.entries.registry import KINDS
from data_access.incidents import importing as incidents
from data_access.ingest.versions import new_version
from data_access.records import fulltext, linked
from data_access.store import tables as t
from data_access.store.engine import refusal
from domain.errors import StoreError, UsageError


def runs(engine: Engine) -> pl.DataFrame:
    """Imports that changed the store, newest first: run_id, source, file_name, finished_at, counts, undone_at,

    published ('' where nobody said it).
    """
    r = t.IngestRun
    columns = [r.run_id, r.source_id, r.file_name, r.finished_at, r.read, r.loaded, r.exact_copies]
    columns += [r.superseded, r.quarantined, r.skipped, r.undone_at, r.published]
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(select(*columns).order_by(r.finished_at.desc(), r.run_id))]
    times = {"finished_at": pl.Datetime, "undone_at": pl.Datetime}
    texts = {"run_id": pl.String, "source_id": pl.String, "file_name": pl.String, "published": pl.String}
    schema = {c.key: {**times, **texts}.get(c.key, pl.Int64) for c in columns}
    return pl.DataFrame(rows, schema=schema, orient="row").rename({"source_id": "source"})


def undo(engine: Engine, run_id: str) -> int:
    """Take one import back, in one transaction with the data version; returns how many records went.

    Raises UsageError for an unknown run, one already undone, or one whose records were superseded later.
    """
    try:
        with (
            engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
            connection.begin(),
        ):
            _check(connection, run_id)
            days = _days(connection, run_id)
            gone = _remove(connection, run_id)
            days |= _reinstate(connection) | _loosen(connection) | linked.mark(connection)
            now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
            connection.execute(update(t.IngestRun).where(t.IngestRun.run_id == run_id).values(undone_at=now))
            new_version(connection, run_id, days)
            return gone
    except SQLAlchemyError as error:
        reason = refusal(error)
        raise StoreError("The database refused: {reason}. Nothing was changed; try again.", reason=reason) from error


def _check(connection: Connection, run_id: str) -> None:
    row = connection.execute(select(t.IngestRun.undone_at).where(t.IngestRun.run_id == run_id)).first()
    if row is None:
        raise UsageError("There is no import '{run_id}'. 'atlas runs' lists them.", run_id=run_id[:60])
    if row[0] is not None:
        raise UsageError("The import was undone already, on {row} UTC.", row=format(row[0], "%Y-%m-%d %H:%M"))
    later = (
        select(func.count()).select_from(t.Seizure).where(t.Seizure.run_id == run_id, t.Seizure.is_current.is_(False))
    )
    if corrected := (connection.scalar(later) or 0) + _later_changes(connection, run_id):
        raise UsageError(
            "A later import corrected {corrected} of its records: undo that one first.", corrected=corrected
        )


def _later_changes(connection: Connection, run_id: str) -> int:
    """How many of its entries and incidents have a later version."""
    entries = sum(later_changes(connection, kind, run_id) for kind in KINDS.values())
    return entries + incidents.later_changes(connection, run_id)


def _days(connection: Connection, run_id: str) -> set[date]:
    """The first and last day of the run's records."""
    s = t.Seizure
    ends = connection.execute(select(func.min(s.seized_on), func.max(s.seized_on)).where(s.run_id == run_id)).one()
    return {day for day in ends if day}


def _remove(connection: Connection, run_id: str) -> int:
    """Everything that carries the run's id goes, and the parts of its seizures."""
    fulltext.forget(connection, t.Seizure.run_id == run_id)
    mine = select(t.Seizure.seizure_id).where(t.Seizure.run_id == run_id)
    for part in (t.SeizureItem.__table__, t.SeizureDetail.__table__):
        connection.execute(_delete(part).where(part.c.seizure_id.in_(mine)))
    gone = sum(forget(connection, kind, run_id) for kind in KINDS.values()) + incidents.forget(connection, run_id)
    listed = ("ingest_run", "data_version")
    for table in t.Base.metadata.tables.values():
        if "run_id" in table.c and table.name not in listed:
            gone += connection.execute(_delete(table).where(table.c.run_id == run_id)).rowcount
    return gone


def _delete(table: FromClause) -> Delete:
    assert isinstance(table, Table)  # noqa: S101 - narrows the type for mypy
    return delete(table)


def _reinstate(connection: Connection) -> set[date]:
    """Where no version is left that counts, the newest one does again; returns their days."""
    s = t.Seizure
    counts = func.sum(case((s.is_current, 1), else_=0))
    newest = select(s.record_key, func.max(s.version)).group_by(s.record_key).having(counts == 0)
    again = update(s).where(tuple_(s.record_key, s.version).in_(newest)).values(is_current=True)
    return set(connection.scalars(again.returning(s.seized_on)))


def _loosen(connection: Connection) -> set[date]:
    """A link to a record that is gone no longer hides the other one; returns the days of those hidden."""
    o, s = t.OverlapLink, t.Seizure
    lost = select(o.hidden_key).where(~exists().where(s.record_key == o.kept_key))
    shown = update(s).where(s.record_key.in_(lost)).values(hidden_by="").returning(s.seized_on)
    days = set(connection.scalars(shown))
    connection.execute(delete(o).where(~exists().where(s.record_key == o.kept_key)))
    return days
