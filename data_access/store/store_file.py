"""The whole store as one file, and back: every table as Parquet inside a zip, with a manifest.

Nothing is left out: superseded versions, undone runs, quarantine and copies come along. What cubes and the full-text
index hold is not stored: it is made again from the records.
"""

import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
from alembic.runtime.migration import MigrationContext
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Engine,
    Float,
    Integer,
    Table,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import SQLAlchemyError

from data_access.ingest.loading import file_digest
from data_access.ingest.versions import current_version
from data_access.records import fulltext
from data_access.store import tables as t
from data_access.store import temporary
from data_access.store.bulk import bulk
from data_access.store.engine import refusal
from data_access.store.private_files import private_file
from data_access.untrusted.archives import ArchiveLimits, check_archive
from domain.errors import SourceError, StoreError, UsageError

FORMAT = "contraband-atlas-store"
MANIFEST = "manifest.json"
BATCH = 50_000
LIMITS = ArchiveLimits(total_bytes=64 * 2**30, ratio=1000)
Progress = Callable[[float], None]


def export_store(engine: Engine, path: Path, progress: Progress | None = None) -> dict[str, int]:
    """Write the store; returns rows by table. The file appears only when it is complete, for its owner alone."""
    with temporary.folder(temporary.EXPORT, path.parent) as folder:
        with engine.connect() as connection:
            written = {table.name: _write(connection, table, folder) for table in _tables()}
            manifest = _manifest(connection, written, folder)
        part = folder / "store.zip"
        with private_file(part) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
            for done, name in enumerate(written, start=1):
                archive.write(folder / f"{name}.parquet", f"{name}.parquet")
                if progress:
                    progress(done / len(written))
        part.replace(path)
    return written


def restore_store(engine: Engine, path: Path, progress: Progress | None = None) -> dict[str, int]:
    """Fill an empty store from such a file, in one transaction; returns rows by table.

    Raises UsageError where the store is not empty, SourceError where the file is not whole or not ours.
    """
    check_archive(path, limits=LIMITS)
    try:
        with (
            zipfile.ZipFile(path) as archive,
            temporary.folder(temporary.RESTORE) as folder,
            engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection,
            connection.begin(),
        ):
            manifest = _checked(archive, path.name, revision(connection))
            if current_version(connection):
                raise UsageError("The store contains records already: restore into an empty one (--database).")
            rows = {}
            for done, table in enumerate(_tables(), start=1):
                rows[table.name] = _fill(connection, table, archive, manifest, folder, path.name)
                if progress:
                    progress(done / len(manifest["tables"]))
            _continue_numbers(connection)
            connection.execute(update(t.Store).values(placed_by=""))  # by whose shapes, the file does not say
            fulltext.rebuild(connection)
            return rows
    except SQLAlchemyError as error:
        reason = refusal(error)
        raise StoreError("The database refused: {reason}. Nothing was restored; try again.", reason=reason) from error


def revision(connection: Connection) -> str:
    """The schema revision of a store (Alembic)."""
    return str(MigrationContext.configure(connection).get_current_revision())


def _tables() -> list[Table]:
    """Every table but the store's own identity, parents first."""
    return [table for table in t.Base.metadata.sorted_tables if table.name != t.Store.__tablename__]


def _dtype(column: Column[Any]) -> type[pl.DataType]:
    kinds = ((Boolean, pl.Boolean), (Integer, pl.Int64), (Float, pl.Float64), (DateTime, pl.Datetime), (Date, pl.Date))
    return next((dtype for kind, dtype in kinds if isinstance(column.type, kind)), pl.String)


def _batches(connection: Connection, table: Table) -> Iterator[pl.DataFrame]:
    """The table's rows in the order of its key; at least one frame, so that an empty table has its columns."""
    schema = {c.name: _dtype(c) for c in table.columns}
    order = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    empty = True
    for rows in connection.execute(order).partitions():
        empty = False
        yield pl.DataFrame([tuple(r) for r in rows], schema=schema, orient="row")
    if empty:
        yield pl.DataFrame(schema=schema)


def _write(connection: Connection, table: Table, folder: Path) -> int:
    writer, rows = None, 0
    for frame in _batches(connection, table):
        arrow = frame.to_arrow()
        writer = writer or pq.ParquetWriter(folder / f"{table.name}.parquet", arrow.schema, compression="zstd")
        writer.write_table(arrow)
        rows += frame.height
    if writer:
        writer.close()
    return rows


def _manifest(connection: Connection, rows: dict[str, int], folder: Path) -> dict[str, Any]:
    parts = {n: {"rows": r, "sha256": file_digest(folder / f"{n}.parquet")} for n, r in rows.items()}
    return {
        "format": FORMAT,
        "revision": revision(connection),
        "data_version": current_version(connection),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "tables": parts,
    }


def _checked(archive: zipfile.ZipFile, name: str, own: str) -> dict[str, Any]:
    try:
        manifest = json.loads(archive.read(MANIFEST))
        fits = manifest["format"] == FORMAT and isinstance(manifest["tables"], dict)
    except (KeyError, ValueError, TypeError):
        fits = False
    if not fits:
        raise SourceError(
            "{name}: this is not an export of a store ('atlas export' makes one). Nothing was restored.", name=name
        )
    if manifest["revision"] != own:
        raise SourceError(
            "{name}: made by another version of the program (schema {manifest}, ours is {own}). Restore it with that "
            "version, upgrade that store, and export it again.",
            name=name,
            manifest=str(manifest["revision"])[:20],
            own=own,
        )
    return dict(manifest)


def _fill(
    connection: Connection, table: Table, archive: zipfile.ZipFile, manifest: dict[str, Any], folder: Path, name: str
) -> int:
    entry = manifest["tables"].get(table.name)
    try:
        part = Path(archive.extract(f"{table.name}.parquet", folder))
    except KeyError:
        part = None
    if entry is None or part is None or file_digest(part) != entry["sha256"]:
        raise SourceError(
            "{name}: the part '{name_2}' is missing or damaged. Nothing was restored.", name=name, name_2=table.name
        )
    rows = 0
    for batch in pq.ParquetFile(part).iter_batches(BATCH):
        frame = pl.DataFrame(batch)
        _insert(connection, table, frame)
        rows += frame.height
    part.unlink()
    return rows


def _insert(connection: Connection, table: Table, frame: pl.DataFrame) -> None:
    """The small tables with moments go through SQLAlchemy, which knows how each database writes them."""
    if any(isinstance(c.type, DateTime) for c in table.columns):
        if frame.height:
            connection.execute(insert(table), frame.to_dicts())
        return
    classes = {m.local_table.name: m.class_ for m in t.Base.registry.mappers if isinstance(m.local_table, Table)}
    bulk(connection, classes[table.name], frame)


def _continue_numbers(connection: Connection) -> None:
    """PostgreSQL counts versions by a sequence of its own: it must go on after the restored ones."""
    if connection.dialect.name != "postgresql":
        return
    last = connection.scalar(select(func.max(t.DataVersion.version)))
    if last:
        statement = text("SELECT setval(pg_get_serial_sequence('data_version', 'version'), :last)")
        connection.execute(statement, {"last": last})
