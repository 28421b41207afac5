"""Which of the recorded fields each source reports at all, so that nobody gets an empty list."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from sqlalchemy import Engine, case, func, select

from data_access.lattice.statements import DETAIL_COLUMNS, ITEM_DETAILS
from data_access.places.divisions import DIVISION, SOURCES
from data_access.store import tables as t
from domain.dimensions import DIMENSIONS
from domain.entitlement import Entitlement

MOST_RECORDS = 2_000_000
"""In a larger store the fields are not looked through (about 7 s a million records): all of them are available."""
SCHEMA: dict[str, type[pl.DataType]] = {"source": pl.String, "dimension": pl.String}


def fields_reported(engine: Engine, records: int, entitlement: Entitlement) -> pl.DataFrame | None:
    """source, dimension: one row for each detail that any current record of a source reports; None in a large store.

    Four passes over the records, one a table: to be asked once a data version.
    """
    if records > MOST_RECORDS:
        return None
    tables: list[tuple[Any, Mapping[str, Any]]] = [(t.SeizureItem, ITEM_DETAILS)]
    for table in (t.Seizure, t.SeizureDetail, t.Route):
        tables.append((table, {d: c for d, c in DETAIL_COLUMNS.items() if c.class_ is table}))
    rows = [row for table, columns in tables for row in _reported(engine, table, columns, entitlement)]
    divided = {(source, DIVISION) for source, dimension in rows if dimension in SOURCES}
    fields = [row for row in rows if row[1] in DIMENSIONS]
    return pl.DataFrame([*fields, *divided], schema=SCHEMA, orient="row").sort("source", "dimension")


def _reported(
    engine: Engine, table: Any, columns: Mapping[str, Any], entitlement: Entitlement
) -> list[tuple[str, str]]:
    s = t.Seizure
    reported: list[Any] = [func.max(case((c != "", 1), else_=0)).label(d) for d, c in columns.items()]
    statement = select(s.source_id, *reported).where(s.is_current, s.handling.in_(entitlement.handling))
    if table is t.Route:
        statement = statement.join(table, table.route_id == s.route_id)
    elif table is not s:
        statement = statement.join(table, table.seizure_id == s.seizure_id)
    with engine.connect() as connection:
        found = connection.execute(statement.group_by(s.source_id)).all()
    return [(str(row[0]), d) for row in found for d, one in zip(columns, row[1:], strict=True) if one]
