"""What PostgreSQL needs of us: how to connect, who may write when, and what to say when it is not there.

Readers see one snapshot (REPEATABLE READ), as in SQLite: the parts of a cube must be of one data version. Writers take
turns by an advisory lock that ends with their transaction, and read what the one before them stored (READ COMMITTED).
"""

from typing import Any

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.engine import ExceptionContext

from domain.errors import StoreError

WRITER_LOCK = 0x41544C4153  # "ATLAS": any fixed number will do, as long as it is the same in every process
SECOND = 1000
CONNECT = {
    "application_name": "contraband-atlas",
    "client_encoding": "utf8",
    "connect_timeout": "5",
    "keepalives_idle": "30",  # seconds: a firewall that drops quiet connections is noticed, not waited for
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": str(30 * SECOND),
}
OPTIONS = (
    f"-c statement_timeout={300 * SECOND}"  # a question; writers lift it, see _as_writer
    f" -c idle_in_transaction_session_timeout={600 * SECOND}"
)
POOL: dict[str, Any] = {"pool_pre_ping": True, "pool_recycle": 1800, "pool_timeout": 10}
BACKEND = "postgresql"
NAMES = {"postgres", "postgresql"}


def with_driver(url: URL) -> URL:
    """postgres://, postgresql:// and any named driver of PostgreSQL mean psycopg 3: we know no other.

    A password in the query goes where every message hides it.
    """
    if url.drivername.partition("+")[0] not in NAMES:
        return url
    if password := url.query.get("password"):
        url = url.difference_update_query(["password"]).set(password=str(password))
    return url.set(drivername=f"{BACKEND}+psycopg")


def arguments(url: URL) -> dict[str, Any]:
    """What create_engine takes for this URL; what the URL itself says wins."""
    defaults = {**CONNECT, "options": OPTIONS}
    given = {k: v for k, v in defaults.items() if k not in url.query}
    return {**POOL, "isolation_level": "REPEATABLE READ", "connect_args": given}


def configure(engine: Engine) -> None:
    """Whole numbers from sums, turns for writers, and words for a server that is gone."""

    @event.listens_for(engine, "connect")
    def on_connect(raw: Any, _record: Any) -> None:
        from psycopg.types.numeric import IntLoader

        raw.adapters.register_loader("numeric", IntLoader)  # sums of whole numbers; the store has no other numerics

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        if connection.get_execution_options().get("sqlite_begin") == "IMMEDIATE":
            _as_writer(connection)

    @event.listens_for(engine, "handle_error")
    def on_error(context: ExceptionContext) -> None:
        gone = context.is_disconnect or context.connection is None
        if gone and not context.is_pre_ping:
            raise lost()


def _as_writer(connection: Connection) -> None:
    """At the very start of a transaction: see what others stored, wait for them, work as long as it takes.

    A small change waits `busy_ms` only: a reader at a page does not wait for an import of an hour.
    """
    connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    if patience := connection.get_execution_options().get("busy_ms"):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(patience)}")
    lock(connection)


def lock(connection: Connection) -> None:
    """Wait for the other writers; the lock ends with the transaction, also when the process is killed."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")


def lost() -> StoreError:
    """What to say when the server is not there or went away: readers of pages see it, so it names no machine.

    Raise it from the driver's error, which says more to the operator (open_store repeats it, 'atlas doctor' shows it).
    """
    return StoreError(
        "The database does not answer. What was not complete has left nothing behind: try again in a moment; "
        "'atlas doctor' says more."
    )


def reason(error: BaseException) -> str:
    """The server's own words in one line, without libpq's general advice (indented). They never hold the password."""
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return " ".join(" ".join(line for line in lines if not line.startswith("\t")).split()).rstrip(".")


def check_encoding(connection: Connection) -> None:
    """Names of the whole world need UTF-8. Raises StoreError for a database in another encoding."""
    encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if encoding != "UTF8":
        raise StoreError(
            "The database is encoded in {encoding}; names of places need UTF8. Make it again: CREATE DATABASE atlas "
            "TEMPLATE template0 ENCODING 'UTF8'.",
            encoding=encoding,
        )
