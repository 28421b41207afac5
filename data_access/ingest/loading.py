"""Adapter → store, in one transaction with the data version. The same file again changes nothing."""

import hashlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from data_access.entries.importing import store
from data_access.entries.registry import KINDS
from data_access.incidents.importing import take_incidents
from data_access.incidents.source import INCIDENTS
from data_access.ingest.identity import Keys
from data_access.ingest.ownership import claimed
from data_access.ingest.records import Rows, Sets, rows_of
from data_access.ingest.refusing import levelled, set_aside
from data_access.ingest.report import NOT_OF_RUNS, OF_PLACES, Report
from data_access.ingest.versions import current_version, new_version, now
from data_access.places.placing import DERIVED, OUTSIDE, ROUGH, placed
from data_access.records import linked
from data_access.records.observations import load_others
from data_access.sources.base import Adapter, Chunk, SourceInfo
from data_access.store import tables as t
from data_access.store.bulk import among, parts, roomy
from data_access.store.engine import refusal
from domain.codes import HANDLING
from domain.errors import StoreError, UsageError
from domain.frames import ITEM_SCHEMA, REFUSED_SCHEMA

Progress = Callable[[float], None]


@dataclass(kw_only=True)
class _Load:
    """The state of one running import.

    One chunk is stored by a second thread, while the next is read, keyed and cut into words: both work outside Python
    most of the time. They take turns at the connection: whoever asks for it waits until the chunk is stored.
    """

    own_connection: Connection
    writer: Executor
    storing: Future[None] | None = None
    info: SourceInfo
    file_name: str
    report: Report
    keys: Keys
    sets: Sets
    known: bool
    """Whether an earlier run loaded from this source."""
    days: set[date] = field(default_factory=set)
    """Days of what changed: of new records, of the versions that they supersede, of those that give way to others."""
    new_quarantine: int = 0
    at: datetime = field(default_factory=now)
    taken: list[int] | None = None

    @property
    def connection(self) -> Connection:
        """The connection, on which nothing else is going on. Raises what the chunk before met when it was stored."""
        storing, self.storing = self.storing, None
        if storing:
            storing.result()
        return self.own_connection

    def store(self, rows: Rows) -> None:
        """Begin to store records, after those of the chunk before."""
        self.storing = self.writer.submit(rows.insert, self.connection)


def import_file(engine: Engine, adapter: Adapter, path: Path, progress: Progress | None = None) -> Report:
    """Load a file. Raises SourceError or StoreError; then nothing at all has changed."""
    return load(engine, adapter.info, adapter.chunks(path), path.name, file_digest(path), progress)


def import_safely(
    engine: Engine,
    name: str,
    path: Path,
    progress: Progress | None = None,
    *,
    columns: Mapping[str, str] | None = None,
    published: str = "",
    refused: list[pl.DataFrame] | None = None,
    dry: bool = False,
    handling: str = "",
    source: SourceInfo | None = None,
) -> Report:
    """Load a file with the adapter of this name, read in a child process with limits.

    columns: which column holds what, for an adapter that takes a mapping of columns. `published`, `dry`: see load.
    `refused` is filled with what could not be read (REFUSED_SCHEMA). handling: the level of all that comes in beside
    records, and of what is set aside ('': the source's). source: in place of the adapter's own.
    """
    from data_access.sources.isolated import isolated
    from data_access.sources.registry import ADAPTERS

    with closing(isolated(name, path, columns=columns)) as chunks:  # a failed load lets the child go at once
        info, digest = source or ADAPTERS[name].info, file_digest(path)
        noted = chunks if refused is None else _noting(chunks, refused)
        noted = _levelled(noted, _level_named(handling)) if handling else noted
        return load(engine, info, noted, path.name, digest, progress, published=published, dry=dry)


def _noting(chunks: Iterable[Chunk], refused: list[pl.DataFrame]) -> Iterator[Chunk]:
    for chunk in chunks:
        refused.append(chunk.refused.select(list(REFUSED_SCHEMA)))
        yield chunk


def _level_named(handling: str) -> str:
    """A level as it is stored. Raises UsageError."""
    level = handling.strip().casefold()
    if level not in HANDLING:
        raise UsageError(
            "'{level}' is not a handling level. Known: {known}.", level=handling[:40], known=", ".join(HANDLING)
        )
    return level


def _levelled(chunks: Iterable[Chunk], handling: str) -> Iterator[Chunk]:
    level = pl.lit(handling).alias("handling")
    for chunk in chunks:
        others = {kind: frame.with_columns(level) for kind, frame in chunk.others.items()}
        yield replace(chunk, refused=chunk.refused.with_columns(level), others=others)


def file_digest(path: Path) -> str:
    """SHA-256 of a file, '' if there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def load(
    engine: Engine,
    info: SourceInfo,
    chunks: Iterable[Chunk],
    file_name: str,
    digest: str,
    progress: Progress | None = None,
    *,
    at: datetime | None = None,
    taken: list[int] | None = None,
    published: str = "",
    dry: bool = False,
) -> Report:
    """Load chunks of records in one transaction. The run is stored only if it changed something, and unless `dry`.

    Raises UsageError where the source is another owner's, StoreError where the database refuses.

    `at` is the moment that the data stand for (UTC; default: now); only the demo sets it. `taken` is filled with the
    numbers (`row`) of the records that were new. `published`: the day of publication (domain.period.day_published), of
    a file that was loaded before too; '' where nobody says.
    """
    report = Report(run_id=str(uuid.uuid4()))
    try:
        with (
            engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
            roomy(connection),
            connection.begin() as tx,
            ThreadPoolExecutor(1, "store") as writer,  # ends before the transaction does
        ):
            job = _start(connection, writer, info, file_name, digest, report, published)
            job.at = at or job.at
            job.taken = taken
            for chunk in chunks:
                _take(job, chunk)
                if progress:
                    progress(chunk.done)
            if dry or (report.loaded == 0 and job.new_quarantine == 0):
                job.connection  # noqa: B018 - waits until the last chunk is stored
                tx.rollback()
            else:
                _finish(job)
        if report.loaded + job.new_quarantine == 0 and not dry:
            _date(engine, info.source_id, digest, published)
        with engine.connect() as connection:
            report.data_version = current_version(connection)
    except SQLAlchemyError as error:
        reason = refusal(error)
        raise StoreError(
            "The database refused the import: {reason}. Nothing was loaded; try again.", reason=reason
        ) from error
    return report


def _date(engine: Engine, source_id: str, digest: str, published: str) -> None:
    """Say when a file was published that is loaded already: its records stay, the data version rises."""
    if not published or not digest:
        return
    r = t.IngestRun
    mine = (r.source_id == source_id, r.file_sha256 == digest, r.published != published)
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, connection.begin():
        if run := connection.scalar(select(r.run_id).where(*mine).limit(1)):
            connection.execute(update(r).where(*mine).values(published=published))
            new_version(connection, run, ())


def _start(
    connection: Connection,
    writer: Executor,
    info: SourceInfo,
    file_name: str,
    digest: str,
    report: Report,
    published: str,
) -> _Load:
    info = claimed(connection, info)
    if connection.scalar(select(t.Source.source_id).where(t.Source.source_id == info.source_id)) is None:
        connection.execute(insert(t.Source).values(**asdict(info)))
    known = connection.scalar(select(t.IngestRun.run_id).where(t.IngestRun.source_id == info.source_id).limit(1))
    connection.execute(
        insert(t.IngestRun).values(
            run_id=report.run_id,
            source_id=info.source_id,
            file_name=file_name,
            file_sha256=digest,
            finished_at=now(),
            published=published,
            **dict.fromkeys(("read", "loaded", "exact_copies", "quarantined", "unchanged"), 0),
        )
    )
    return _Load(
        own_connection=connection,
        writer=writer,
        info=info,
        file_name=file_name,
        report=report,
        keys=Keys(info.source_id),
        sets=Sets.of(connection),
        known=known is not None,
    )


def _take(job: _Load, chunk: Chunk) -> None:
    job.report.read += chunk.rows
    job.report.skipped += chunk.skipped
    _take_refused(job, chunk.refused)
    if chunk.others:
        others = {kind: frame for kind, frame in chunk.others.items() if kind not in (*KINDS, INCIDENTS)}
        loaded, unchanged = load_others(
            job.connection, job.info, job.report.run_id, others, lambda texts: job.keys.of(texts)[0]
        )
        job.report.loaded += loaded
        job.report.unchanged += unchanged
        for name in chunk.others.keys() & KINDS.keys():
            _take_entries(job, name, chunk.others[name])
        if INCIDENTS in chunk.others:
            take_incidents(job.connection, job.info, job.report, chunk.others[INCIDENTS])
    if chunk.records.is_empty():
        return
    events = chunk.records.select(pl.exclude(*ITEM_SCHEMA))
    heads = job.keys.keyed(events.unique("row", keep="first", maintain_order=True))
    new = _new_versions(job, heads)
    job.report.unchanged += heads.height - new.height
    if new.is_empty():
        return
    new = placed(new)
    for name, found in zip(OF_PLACES, (pl.col(DERIVED) != "", pl.col(OUTSIDE), pl.col(ROUGH)), strict=True):
        setattr(job.report, name, getattr(job.report, name) + new.filter(found).height)
    job.store(rows_of(job.sets, _tagged(job, new), chunk.records))
    if job.taken is not None:
        job.taken += new["row"].to_list()
    job.report.loaded += new.height
    job.report.exact_copies += int((new["ordinal"] > 0).sum())
    job.days.update(new["seized_on"].unique().to_list())


def _take_entries(job: _Load, name: str, documents: pl.DataFrame) -> None:
    done = store(job.connection, KINDS[name], job.info, job.report.run_id, documents, job.at, job.file_name)
    job.report.loaded += done.loaded
    job.report.unchanged += done.unchanged
    job.report.superseded += done.superseded
    job.report.drafts += done.drafts
    rows = [(row, "id", entry_id, reason, document) for row, entry_id, reason, document in done.refused]
    _take_refused(job, pl.DataFrame(rows, schema=REFUSED_SCHEMA, orient="row"))


def _new_versions(job: _Load, heads: pl.DataFrame) -> pl.DataFrame:
    """The heads that the store does not hold as they are, with their version; older versions are superseded.

    Inside one chunk the last version of an id wins; equal ones are the same record. The first load of a source can
    have stored only ids before, in its own earlier chunks: records without one never have the same key (see Keys).
    """
    s, named = t.Seizure, pl.col("content_key") != ""
    asked = heads if job.known else heads.filter(named)
    stored = _stored(job.connection, asked["record_key"].to_list()) if asked.height else _stored_frame([])
    heads = heads.unique("record_key", keep="last", maintain_order=True)
    known = heads.join(stored, on="record_key", how="left", maintain_order="left")
    changed = named & (pl.col("content_key") != pl.col("stored_content"))
    new = known.filter(pl.col("stored_version").is_null() | changed)
    old = new.filter(pl.col("stored_version").is_not_null())["record_key"].to_list()
    for part in parts(old):
        mine = (s.is_current, among(job.connection, s.record_key, part))
        job.days.update(job.connection.scalars(update(s).where(*mine).values(is_current=False).returning(s.seized_on)))
    job.report.superseded += len(old)
    version = (pl.col("stored_version").fill_null(0) + 1).alias("version")
    return new.with_columns(version, pl.col("hidden_by").fill_null(""))


def _stored(connection: Connection, keys: list[str]) -> pl.DataFrame:
    """record_key, stored_version, stored_content, hidden_by of those keys that are stored (the newest version)."""
    s = t.Seizure
    rows: list[tuple[str, int, str, str]] = []
    for part in parts(keys):
        statement = select(s.record_key, s.version, s.content_key, s.hidden_by).where(
            s.is_current, among(connection, s.record_key, part)
        )
        rows += [(r[0], r[1], r[2], r[3]) for r in connection.execute(statement)]
    return _stored_frame(rows)


def _stored_frame(rows: list[tuple[str, int, str, str]]) -> pl.DataFrame:
    schema = {"record_key": pl.String, "stored_version": pl.Int64, "stored_content": pl.String, "hidden_by": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


def stored_keys(connection: Connection, keys: list[str]) -> set[str]:
    """Those of the keys that are stored."""
    return set(_stored(connection, keys)["record_key"].to_list())


def _tagged(job: _Load, new: pl.DataFrame) -> pl.DataFrame:
    """The heads with what the run knows of them."""
    return new.with_columns(
        pl.lit(job.info.source_id).alias("source_id"),
        pl.lit(job.report.run_id).alias("run_id"),
        levelled(job.info, new),
        pl.col("first_seen").fill_null(job.at.date()),
    )


def _take_refused(job: _Load, refused: pl.DataFrame) -> None:
    job.report.quarantined += refused.height
    job.new_quarantine += set_aside(
        job.connection, refused, keys=job.keys, info=job.info, run_id=job.report.run_id, file_name=job.file_name
    )


def _finish(job: _Load) -> None:
    report = job.report
    counts = {k: v for k, v in asdict(report).items() if k not in NOT_OF_RUNS}
    job.connection.execute(
        update(t.IngestRun).where(t.IngestRun.run_id == report.run_id).values(**counts, finished_at=job.at)
    )
    days = job.days | linked.mark(job.connection)
    new_version(job.connection, report.run_id, days, job.at)
