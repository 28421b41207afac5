"""Many rows into one table, on SQLAlchemy's own connection and so in the load's own transaction."""

from typing import Any

import polars as pl
from sqlalchemy import ARRAY, ColumnElement, Connection, String, Table, any_, insert, literal
from sqlalchemy.exc import DBAPIError

from data_access.store import tables as t
from data_access.store.postgresql import BACKEND, lost

NUL_SHOWN = "␀"
"""What stands for the character NUL in quarantine, on every database: PostgreSQL's text cannot hold it.

Adapters refuse it, so that quarantine is the only table where it could come.
"""


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


def among(connection: Connection, column: Any, values: list[str]) -> ColumnElement[bool]:
    """column IN values. For PostgreSQL one array: ten thousand separate parameters take it long to plan."""
    if connection.dialect.name == BACKEND:
        return column == any_(literal(values, ARRAY(String)))  # type: ignore[no-any-return]
    return column.in_(values)  # type: ignore[no-any-return]


def _sqlite(connection: Connection, target: Table, rows: pl.DataFrame) -> None:
    """sqlite3's executemany; the driver writes no dates."""
    dates = [pl.col(c).dt.strftime("%Y-%m-%d") for c, d in rows.schema.items() if d == pl.Date]
    marks = ", ".join("?" for _ in rows.columns)
    statement = f"INSERT INTO {target.name} ({', '.join(rows.columns)}) VALUES ({marks})"  # noqa: S608 - our own names
    connection.exec_driver_sql(statement, rows.with_columns(dates).rows())


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
        if raw.closed:
            connection.invalidate(error)
            raise lost() from error
        raise DBAPIError(statement, None, error) from error
