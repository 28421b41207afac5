"""URL → engine, with migrations applied. Readers see the last complete load, on SQLite (WAL) and PostgreSQL."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from data_access.store import on_disk as store_on_disk
from data_access.store import postgresql
from data_access.store.tables import Store
from domain.errors import StoreError
from domain.messages import N_, Message, message

MIGRATIONS = Path(__file__).parent.parent / "migrations"
UNANSWERED = N_("The database does not answer. Try again in a moment, or run 'atlas doctor'.")
BUSY_MS = 5000
"""So long a writer waits for another one."""
AGAIN = 0.02
"""Seconds until what was refused at once is tried again."""
_ADVICE = message("Check the path or URL given by --database or ATLAS_DATABASE_URL.")


def _configure_sqlite(engine: Engine) -> None:
    """Real transactions (also for DDL), foreign keys, WAL, and patience with another writer."""

    @event.listens_for(engine, "connect")
    def on_connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        _to_wal(raw)
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def _to_wal(raw: Any) -> None:
    """Readers see the last complete load while another one is written. Kept by the file once it is set.

    Whoever finds the file in use at that moment is refused at once, whatever its patience: it tries again.
    """
    until = monotonic() + BUSY_MS / 1000
    while True:
        try:
            raw.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(AGAIN)
        else:
            return


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


@cache
def _scripts() -> ScriptDirectory:
    """The migrations. Read once a process: every opening of a store asks for the newest."""
    return ScriptDirectory(str(MIGRATIONS))


def _migrate(engine: Engine) -> None:
    """Create or migrate the schema in one transaction; give a new store its identity."""
    scripts = _scripts()
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
        if revision == scripts.get_current_head():
            return
        if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
            raise StoreError(
                "The store was written by a newer version of the program (its schema is {revision}): update Contraband "
                "Atlas, or name another store by --database or ATLAS_DATABASE_URL. Nothing was changed.",
                revision=revision[:40],
            )
        if engine.dialect.name == postgresql.BACKEND:
            postgresql.check_encoding(connection)
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection, _rebuilding(connection):
        command.upgrade(_alembic(connection), "head")
        if connection.scalar(select(Store.store_id)) is None:
            connection.execute(insert(Store).values(store_id=str(uuid.uuid4())))


@contextmanager
def _rebuilding(connection: Connection) -> Iterator[None]:
    """A transaction in which SQLite may rebuild a table that others refer to (it cannot alter one in place)."""
    raw: Any = connection.connection.driver_connection
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        raw.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            yield
            if sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise StoreError("The store could not be upgraded to the new schema: references would break.")
    finally:
        if sqlite:
            raw.execute("PRAGMA foreign_keys=ON")


def open_store(url: str) -> Engine:
    """The engine of a store, created or migrated if need be. Raises StoreError with advice.

    A plain postgresql:// or postgres:// URL is served by psycopg 3. Passwords are in no message.
    """
    parsed = _parsed(url)
    try:
        engine = _engine(parsed)
        try:
            _migrate(engine)
            if file := store_on_disk.file_of(parsed):
                store_on_disk.watch(engine, file)
        except BaseException:
            engine.dispose()
            raise
    except (SQLAlchemyError, OSError, ImportError) as error:
        raise _not_opened(parsed, error) from error
    except StoreError as error:
        if error.__cause__ is None:
            raise
        raise _not_opened(parsed, error.__cause__) from error
    return engine


def _not_opened(url: URL, error: BaseException) -> StoreError:
    query = {k: v for k, v in url.query.items() if k in ("host", "port")}  # others may hold the password, too
    where = url.set(query=query).render_as_string(hide_password=True)
    fields = {"where": where, "reason": postgresql.reason(error), "advice": _ADVICE}
    if url.get_backend_name() == postgresql.BACKEND:
        return StoreError(
            "The database {where} cannot be opened: {reason}. See that the server runs. {advice}", **fields
        )
    return StoreError("The database {where} cannot be opened: {reason}. {advice}", **fields)


def store_trouble(error: BaseException) -> Message | None:
    """What a reader reads whose question met an error of the database; None if the error is another."""
    if not isinstance(error, SQLAlchemyError):
        return None
    return message(
        "The database does not answer. Nothing was changed, and your filters are saved in the page link: load this "
        "page again."
    )


def _parsed(url: str) -> URL:
    """The URL in its parts. What cannot be read is not repeated: it may hold a password."""
    try:
        return postgresql.with_driver(make_url(url))
    except (SQLAlchemyError, ValueError):
        raise StoreError(
            "The database URL cannot be read. {advice} In a password, write / : @ ? # and % as %2F %3A %40 %3F %23 "
            "%25.",
            advice=_ADVICE,
        ) from None


def _engine(url: URL) -> Engine:
    """The engine, which has not connected yet."""
    if url.get_backend_name() == postgresql.BACKEND:
        engine = create_engine(url, **postgresql.arguments(url))
        postgresql.configure(engine)
        return engine
    if file := store_on_disk.file_of(url):
        store_on_disk.make(file)
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        _configure_sqlite(engine)
    return engine


def lock_for_import(connection: Connection) -> None:
    """Wait until no other process writes, until the end of the transaction. SQLite's BEGIN IMMEDIATE has done it.

    On PostgreSQL a transaction with the option sqlite_begin="IMMEDIATE" holds the lock already; twice does no harm.
    """
    if connection.dialect.name == postgresql.BACKEND:
        postgresql.lock(connection)


def store_id(connection: Connection) -> str:
    """The identity given to this store when it was made."""
    return str(connection.scalar(select(Store.store_id)))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction of a reader's or operator's small change. Waits only briefly for another writer.

    Raises StoreError with what to do where the database is busy, or refuses for another reason.
    """
    options = {"sqlite_begin": "IMMEDIATE", "busy_ms": BUSY_MS}
    try:
        with engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise refused(error) from error


def refused(error: SQLAlchemyError) -> StoreError:
    """What a reader or operator reads whose change, or question, the database refused."""
    return StoreError("The database refused: {refusal}. Nothing was changed; try again.", refusal=refusal(error))


def refusal(error: SQLAlchemyError) -> str | Message:
    """Why the database did not write, in words that say what to do where we know."""
    reason = str(getattr(error, "orig", None) or error)
    busy = "locked" in reason or "lock timeout" in reason
    return message("another program is writing to it; wait until it has ended") if busy else reason
