"""Many rows into one table, on SQLAlchemy's own connection and so in the load's own transaction."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import polars as pl
from sqlalchemy import ARRAY, ColumnElement, Connection, String, Table, any_, func, insert, literal, null, select
from sqlalchemy.exc import DBAPIError

from data_access.store import tables as t
from data_access.store.postgresql import BACKEND, lost

NUL_SHOWN = "␀"
"""What stands for the character NUL in quarantine, on every database: PostgreSQL's text cannot hold it.

Adapters refuse it, so that quarantine is the only table where it could come.
"""

T = TypeVar("T")

PART = 5_000
"""So many rows at one time are Python objects for SQLite's driver."""
FEW = 2
"""Fewer rows are not looked through for what is the same in all of them."""
ROOM = 24 * 2**10
"""KiB of pages that SQLite keeps for a load: with its usual two MiB it writes those of the indices many times."""


def bulk(connection: Connection, table: type[t.Base], frame: pl.DataFrame) -> None:
    """Insert the frame's rows; columns that the table does not have are left out.

    Raises what SQLAlchemy raises for an INSERT, and StoreError where the server is gone.
    """
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - narrows the type for mypy
    rows = frame.select([c.name for c in target.columns if c.name in frame.columns])
    if rows.is_empty():
        return
    if table is t.Quarantine:
        rows = rows.with_columns(pl.col(pl.String).str.replace_all("\0", NUL_SHOWN, literal=True))
    if connection.dialect.name == "sqlite":
        _sqlite(connection, target, rows)
    elif connection.dialect.name == BACKEND:
        _copy(connection, target, rows)
    else:
        connection.execute(insert(target), rows.to_dicts())


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Around the transaction of a load into SQLite: the connection has room for pages, and gives it back."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw: Any = connection.connection.driver_connection
    usual = raw.execute("PRAGMA cache_size").fetchone()[0]
    raw.execute(f"PRAGMA cache_size = -{ROOM}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA cache_size = {int(usual)}")


def among(connection: Connection, column: Any, values: Sequence[str] | Sequence[int]) -> ColumnElement[bool]:
    """column IN values, as one parameter: ten thousand separate ones take long to write down and to plan."""
    if connection.dialect.name == BACKEND:
        of = String() if isinstance(column.type, String) else column.type  # a text is asked for whole, not cut to fit
        return column == any_(literal(list(values), ARRAY(of)))  # type: ignore[no-any-return]
    return column.in_(select(func.json_each(json.dumps(list(values))).table_valued("value").c.value))  # type: ignore[no-any-return]


def parts(values: Sequence[T], size: int = 10_000) -> list[Sequence[T]]:
    """As many of them as one statement asks for."""
    return [values[start : start + size] for start in range(0, len(values), size)]


def _sqlite(connection: Connection, target: Table, rows: pl.DataFrame) -> None:
    """sqlite3's executemany; the driver writes no dates.

    Half of the time goes into handing over single values. What is the same in all rows (the run, the source, most of
    what few sources report) therefore stands in the statement. Measured and no faster: several rows a statement,
    smaller batches, repeated texts from a temporary table, indices made after the rows.
    """
    for part in rows.iter_slices(PART):
        _sqlite_part(connection, target, part)


def _sqlite_part(connection: Connection, target: Table, rows: pl.DataFrame) -> None:
    same = {c: _written(connection, target, rows[c]) for c in rows.columns if _repeated(rows[c])}
    other = rows.select(pl.exclude(list(same)) if same else pl.all())
    dates = [pl.col(c).dt.strftime("%Y-%m-%d") for c, d in other.schema.items() if d == pl.Date]
    columns, values = ", ".join([*other.columns, *same]), ", ".join(["?"] * other.width + list(same.values()))
    statement = f"INSERT INTO {target.name} ({columns}) VALUES ({values})"  # noqa: S608 - our own names, see _written
    connection.exec_driver_sql(statement, other.with_columns(dates).rows())


def _repeated(values: pl.Series) -> bool:
    """Whether all of many are the same, and can be written into a statement to the last bit."""
    if len(values) < FEW or values.dtype == pl.Float64:
        return False
    first = values[0]
    if first != values[-1] or (isinstance(first, str) and "\0" in first):
        return False
    return bool(values.eq_missing(first).all())


def _written(connection: Connection, target: Table, values: pl.Series) -> str:
    """The first of the values as SQLAlchemy writes it into a statement, with all quotes."""
    value = null() if values[0] is None else literal(values[0], target.c[values.name].type)
    return str(value.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True}))


def _copy(connection: Connection, target: Table, rows: pl.DataFrame) -> None:
    """PostgreSQL's COPY in its binary format: measured faster than text, and nothing needs quoting.

    The driver is asked directly (SQLAlchemy knows no COPY), so its errors are wrapped as SQLAlchemy would.
    """
    dialect = connection.dialect
    kinds = [target.c[name].type.compile(dialect).partition("(")[0].lower() for name in rows.columns]
    statement = f"COPY {target.name} ({', '.join(rows.columns)}) FROM STDIN (FORMAT BINARY)"
    if not connection.in_transaction():
        connection.begin()  # as any statement would
    raw: Any = connection.connection.driver_connection
    driver: Any = dialect.dbapi
    try:
        with raw.cursor() as cursor, cursor.copy(statement) as copy:
            copy.set_types(kinds)
            for row in rows.iter_rows():
                copy.write_row(row)
    except driver.Error as error:
        # A server that goes away may be noticed while the driver still takes the connection for open: after an answer
        # of the server no command would be under way.
        states = driver.pq.TransactionStatus
        if raw.closed or raw.info.transaction_status in (states.ACTIVE, states.UNKNOWN):
            connection.invalidate(error)
            raise lost() from error
        raise DBAPIError(statement, None, error) from error
