"""Rows to look at: what could not be read, and what was read and seems impossible. Nothing of it is deleted."""

import polars as pl
from sqlalchemy import Engine, select

from data_access.store import tables as t
from domain.entitlement import Entitlement


def quarantine(engine: Engine, limit: int, entitlement: Entitlement) -> pl.DataFrame:
    """What could not be read, as far as the row may be seen: file_name, file_row, field, value, reason."""
    q = t.Quarantine
    statement = (
        select(q.file_name, q.file_row, q.field, q.value, q.reason)
        .where(q.handling.in_(entitlement.handling))
        .order_by(q.file_name, q.file_row)
    )
    with engine.connect() as connection:
        rows = [tuple(r) for r in connection.execute(statement.limit(limit))]
    names = {
        "file_name": pl.String,
        "file_row": pl.Int64,
        "field": pl.String,
        "value": pl.String,
        "reason": pl.String,
    }
    return pl.DataFrame(rows, schema=names, orient="row")


def levels(engine: Engine) -> set[str]:
    """The handling levels of the rows that could not be read."""
    with engine.connect() as connection:
        return {str(level) for level in connection.scalars(select(t.Quarantine.handling).distinct())}


def implausible(engine: Engine, limit: int, entitlement: Entitlement) -> pl.DataFrame:
    """Lines of current records flagged as implausible, largest first: kept and counted, never deleted."""
    s, i = t.Seizure, t.SeizureItem
    statement = (
        select(s.country, s.seized_on, i.goods_reported, i.quantity_reported, i.unit_reported, s.file_row)
        .join(i, i.seizure_id == s.seizure_id)
        .where(i.implausible, s.is_current, s.handling.in_(entitlement.handling))
        .order_by(i.unit_class, i.quantity_base.desc())
        .limit(limit)
    )
    with engine.connect() as connection:
        rows = [tuple(r) for r in connection.execute(statement)]
    names = {
        "country": pl.String,
        "seized_on": pl.Date,
        "goods": pl.String,
        "quantity": pl.String,
        "unit": pl.String,
        "file_row": pl.Int64,
    }
    return pl.DataFrame(rows, schema=names, orient="row")
