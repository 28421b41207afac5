"""URL → engine, with migrations applied. SQLite in WAL mode: readers see the last complete load."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, insert, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from data_access.tables import Store
from domain.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"


def _configure_sqlite(engine: Engine) -> None:
    """Real transactions (also for DDL), foreign keys, WAL, and patience with another writer."""

    @event.listens_for(engine, "connect")
    def on_connect(raw: Any, _record: Any) -> None:
        raw.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _migrate(engine: Engine) -> None:
    """Create or migrate the schema in one transaction; give a new store its identity."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return
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
                raise StoreError("The store could not be brought to the new schema: references would break.")
    finally:
        if sqlite:
            raw.execute("PRAGMA foreign_keys=ON")


def open_store(url: str) -> Engine:
    """The engine of a store, created or migrated if need be. Raises StoreError with advice."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite" and parsed.database:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(parsed)
        if engine.dialect.name == "sqlite":
            _configure_sqlite(engine)
        _migrate(engine)
    except (SQLAlchemyError, OSError, ImportError) as error:
        reason = getattr(error, "orig", None) or error
        raise StoreError(
            f"The database {url.rsplit('@', 1)[-1]} cannot be opened: {reason}. "
            "Check the path or URL given by --database or ATLAS_DATABASE_URL."
        ) from error
    return engine


def store_id(connection: Connection) -> str:
    """The identity given to this store when it was made."""
    return str(connection.scalar(select(Store.store_id)))
