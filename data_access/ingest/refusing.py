"""Rows that could not be read, set aside in the transaction of their import: each once, whatever comes again."""

import polars as pl
from sqlalchemy import Connection, select

from data_access.ingest.identity import MARK, Keys
from data_access.sources.base import SourceInfo
from data_access.store import tables as t
from data_access.store.bulk import among, bulk, parts


def set_aside(
    connection: Connection, refused: pl.DataFrame, *, keys: Keys, info: SourceInfo, run_id: str, file_name: str
) -> int:
    """Store those of the rows (REFUSED_SCHEMA) that are not stored yet; returns how many. `keys`: those of the run."""
    if refused.is_empty():
        return 0
    own, _ = keys.of([f"quarantine{MARK}{c}" for c in refused["content"].to_list()])
    column = t.Quarantine.__table__.c.record_key
    stored: set[str] = set()
    for part in parts(own):
        stored.update(connection.scalars(select(column).where(among(connection, column, part))))
    new = refused.with_columns(pl.Series("record_key", own)).filter(~pl.col("record_key").is_in(list(stored)))
    bulk(
        connection,
        t.Quarantine,
        new.with_columns(
            pl.lit(info.source_id).alias("source_id"),
            pl.lit(run_id).alias("run_id"),
            pl.lit(file_name).alias("file_name"),
            pl.col("row").alias("file_row"),
            levelled(info, new),
        ),
    )
    return new.height


def levelled(info: SourceInfo, rows: pl.DataFrame) -> pl.Expr:
    """The handling level of each row: its own, else the source's."""
    if "handling" not in rows.columns:
        return pl.lit(info.handling).alias("handling")
    own = pl.col("handling")
    return pl.when(own == "").then(pl.lit(info.handling)).otherwise(own).alias("handling")
