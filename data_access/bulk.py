"""Many rows into one table, on SQLAlchemy's own connection and so in the load's own transaction."""

import polars as pl
from sqlalchemy import Connection, Table, insert

from data_access import tables as t


def bulk(connection: Connection, table: type[t.Base], frame: pl.DataFrame) -> None:
    """Insert the frame's rows; columns that the table does not have are left out."""
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - narrows the type for mypy
    columns = [c.name for c in target.columns if c.name in frame.columns]
    rows = frame.select(columns)
    if rows.is_empty():
        return
    if connection.dialect.name == "sqlite":
        dates = [pl.col(c).dt.strftime("%Y-%m-%d") for c, d in rows.schema.items() if d == pl.Date]
        marks = ", ".join("?" for _ in columns)
        statement = f"INSERT INTO {target.name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
        connection.exec_driver_sql(statement, rows.with_columns(dates).rows())
    else:
        connection.execute(insert(target), rows.to_dicts())
