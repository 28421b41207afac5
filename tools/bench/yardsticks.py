"""The same questions asked of flat files and of a flat table: what the product is measured against."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import duckdb
import polars as pl
import psycopg

from tools.bench.flat import GROUP
from tools.bench.plain import Plain, Test

FIGURE = "n"
"""The column of the sum in an answer: a whole number, 0 where nothing is told."""


class Yardstick(Protocol):
    """Answers a question: its dimensions as text, and n (Int64), in any order."""

    name: str

    def answer(self, plain: Plain) -> pl.DataFrame:
        """One row a combination that occurs."""
        ...


def expanded(frame: pl.DataFrame, plain: Plain) -> pl.DataFrame:
    """What was summed by country or set of goods, by regions or goods: a row counts for each of them."""
    if plain.regions:
        table = pl.DataFrame(plain.regions, schema=["country", "region"], orient="row")
        frame = frame.join(table, on="country", how="inner")
    if plain.goods:
        table = pl.DataFrame(plain.goods, schema=["goods_set_id", "goods"], orient="row")
        frame = frame.with_columns(pl.col("goods_set_id").cast(pl.Int64)).join(table, on="goods_set_id", how="inner")
    texts = [pl.col(d).cast(pl.String) for d in plain.by]
    return (
        frame.group_by(texts).agg(pl.col(FIGURE).sum())
        if plain.regions or plain.goods
        else frame.select(*texts, FIGURE)
    )


def sql(plain: Plain) -> str:
    """One statement of plain SQL: keys and the sum."""
    tests = [_test(t) for t in plain.tests]
    if plain.distinct:
        tests.append("NOT is_copy")
    tests += _period(plain)
    keys = ", ".join(plain.keys)
    total = f"CAST(coalesce(sum({plain.figure}), 0) AS bigint) AS {FIGURE}"
    return f"SELECT {keys}, {total} FROM {plain.table} WHERE {' AND '.join(tests)} GROUP BY {keys}"


def _test(test: Test) -> str:
    values = ", ".join(str(v) if isinstance(v, int) else f"'{v}'" for v in test.values) or "NULL"
    if test.none and "" not in test.values:  # most are empty, and need not be looked up
        return f"({test.column} = '' OR {test.column} NOT IN ({values}))"
    return f"{test.column} {'NOT ' * test.none}IN ({values})"


def _period(plain: Plain) -> list[str]:
    """The whole years of the period, with what has no month, or the months of its broken ends.

    The years besides: files and tables are in their order.
    """
    if not plain.start and not plain.end:
        return []
    start, end = plain.start or "0000-01", plain.end or "9999-12"
    first, last = plain.years
    dated = f"(year BETWEEN {first} AND {last} OR month BETWEEN '{start}' AND '{end}')"
    return [f"year BETWEEN {int(start[:4])} AND {int(end[:4])}", dated]


class DuckDB:
    """DuckDB on the flat Parquet files, which are read anew for each question."""

    name = "DuckDB"

    def __init__(self, folder: Path) -> None:
        self._connection = duckdb.connect()
        for table in ("facts", "lines"):
            self._connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder / table}.parquet')")

    def answer(self, plain: Plain) -> pl.DataFrame:
        """See Yardstick."""
        found = pl.DataFrame(self._connection.sql(sql(plain)).to_arrow_table())
        return expanded(found, plain)

    def close(self) -> None:
        """Give back what it holds."""
        self._connection.close()


class Polars:
    """A lazy scan of the same files."""

    name = "Polars"

    def __init__(self, folder: Path) -> None:
        self._files = {table: folder / f"{table}.parquet" for table in ("facts", "lines")}

    def answer(self, plain: Plain) -> pl.DataFrame:
        """See Yardstick."""
        tests = [pl.col(t.column).is_in(list(t.values)) != t.none for t in plain.tests]
        if plain.distinct:
            tests.append(~pl.col("is_copy"))
        if plain.start or plain.end:
            start, end = plain.start or "0000-01", plain.end or "9999-12"
            whole = pl.col("year").is_between(*plain.years)
            tests.append(pl.col("year").is_between(int(start[:4]), int(end[:4])))
            tests.append(whole | pl.col("month").is_between(pl.lit(start), pl.lit(end)))
        total = pl.col(plain.figure).sum().alias(FIGURE)
        scan = pl.scan_parquet(self._files[plain.table]).filter(tests)
        return expanded(scan.group_by(plain.keys).agg(total).collect(), plain)


class PostgreSQL:
    """Flat tables without an index, in a server of its own."""

    name = "PostgreSQL"

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def load(self, folder: Path) -> None:
        """Copy the flat files into tables."""
        for table in ("facts", "lines"):
            scan = pl.scan_parquet(folder / f"{table}.parquet")
            schema = scan.collect_schema()
            columns = ", ".join(f"{name} {_kind(dtype)}" for name, dtype in schema.items())
            self._connection.execute(f"CREATE UNLOGGED TABLE {table} ({columns})".encode())
            with (
                self._connection.cursor() as cursor,
                cursor.copy(f"COPY {table} FROM STDIN (FORMAT csv)".encode()) as copy,
            ):
                for part in _slices(folder / f"{table}.parquet"):
                    copy.write(part.write_csv(include_header=False).encode())
            self._connection.execute(f"VACUUM ANALYZE {table}".encode())
        self._connection.execute("SET work_mem = '256MB'")

    def answer(self, plain: Plain) -> pl.DataFrame:
        """See Yardstick."""
        rows = self._connection.execute(sql(plain).encode()).fetchall()
        return expanded(pl.DataFrame(rows, schema=[*plain.keys, FIGURE], orient="row", infer_schema_length=None), plain)


def _kind(dtype: pl.DataType) -> str:
    if dtype == pl.Boolean:
        return "boolean"
    return "text" if dtype == pl.String else "integer" if dtype == pl.Int32 else "bigint"


def _slices(file: Path) -> Iterator[pl.DataFrame]:
    scan = pl.scan_parquet(file)
    for start in range(0, scan.select(pl.len()).collect().item(), GROUP):
        yield scan.slice(start, GROUP).collect()


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[PostgreSQL | None]:
    """A server with the flat files of a folder, gone afterwards; None where PostgreSQL is not installed."""
    from tests.postgres import Cluster, server_binaries

    binaries = server_binaries()
    if binaries is None:
        yield None
        return
    cluster = Cluster(binaries)
    try:
        cluster.start()
        yardstick = PostgreSQL(cluster.connect())
        yardstick.load(folder)
        yield yardstick
    finally:
        cluster.remove()
