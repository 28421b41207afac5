"""Derived divisions follow the shapes: a store whose points were placed by other shapes is placed anew, once."""

import logging
from collections.abc import Iterator
from datetime import date

import polars as pl
from sqlalchemy import Connection, Engine, bindparam, func, select, update

from data_access.ingest.versions import new_version
from data_access.places.placing import DERIVED, drawn_by, placed
from data_access.store import tables as t
from data_access.store.engine import writing
from domain.errors import StoreError

BATCH = 50_000
_SCHEMA: dict[str, type[pl.DataType]] = {
    "seizure_id": pl.Int64,
    "country": pl.String,
    "admin1": pl.String,
    "admin1_reported": pl.String,
    "place_precision": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
    "stored": pl.String,
    "seized_on": pl.Date,
    "is_current": pl.Boolean,
}
_LOG = logging.getLogger(__name__)


def follow_shapes(engine: Engine) -> int:
    """Place all records with coordinates anew if the shapes are others than last time; how many changed.

    To be asked at every opening: usually one short question. A store that cannot be written now stays as it is, and
    the next opening tries again.
    """
    with engine.connect() as connection:
        if connection.scalar(select(t.Store.placed_by)) == drawn_by():
            return 0
    try:
        with writing(engine) as connection:
            return _placed_anew(connection)
    except StoreError as error:
        _LOG.warning("Divisions derived from coordinates are those of other shapes still: %s", error)
        return 0


def _placed_anew(connection: Connection) -> int:
    """In the caller's transaction; raises the data version where a record changed."""
    d = t.SeizureDetail
    change = update(d).where(d.seizure_id == bindparam("_id")).values({DERIVED: bindparam("_code")})
    days: set[date] = set()
    changed = 0
    for rows in list(_batches(connection)):
        other = placed(rows).filter(pl.col(DERIVED) != pl.col("stored"))
        if other.is_empty():
            continue
        changed += other.height
        pairs = other.select(pl.col("seizure_id").alias("_id"), pl.col(DERIVED).alias("_code"))
        connection.execute(change, pairs.to_dicts())
        days.update(other.filter("is_current")["seized_on"].to_list())
    connection.execute(update(t.Store).values(placed_by=drawn_by()))
    if changed:
        new_version(connection, "", days)
    return changed


def _batches(connection: Connection) -> Iterator[pl.DataFrame]:
    """The records with coordinates and without a division reported (_SCHEMA), and those placed before."""
    s, d = t.Seizure, t.SeizureDetail
    silent = (d.admin1 == "") & (func.trim(s.admin1_reported) == "") & d.latitude.is_not(None)
    columns = (s.country, d.admin1, s.admin1_reported, d.place_precision, d.latitude, d.longitude, d.admin1_derived)
    statement = (
        select(s.seizure_id, *columns, s.seized_on, s.is_current)
        .join(d, d.seizure_id == s.seizure_id)
        .where(silent)
        .execution_options(yield_per=BATCH)
    )
    for rows in connection.execute(statement).partitions():
        yield pl.DataFrame([tuple(r) for r in rows], schema=_SCHEMA, orient="row")
