"""Records grouped by the database: the rows that cubes are made of, and what is too fine for any cube.

`seizures` counts events, goods as a set id, so that counts stay exact where a seizure holds several goods. `lines` sums
quantities by goods and unit class, `values` sums values by currency and valuation basis. Only current versions of
records count, and only additive parts are given.
"""

from collections.abc import Sequence
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Connection, Select, Subquery, case, func, select

from data_access.store import tables as t
from domain.errors import UsageError

KEYS = ("source", "country", "mode", "producing", "departure", "destination", "handling", "month")
ROW_CAP = 2_000_000
FETCHED = 50_000
"""So many rows of an answer are Python objects at one time."""
DETAIL_COLUMNS = {
    "admin1": t.Seizure.admin1_reported,
    "admin1_code": t.SeizureDetail.division_code,
    "place": t.Seizure.place_reported,
    "concealment": t.Seizure.concealment_reported,
    "facility": t.Seizure.facility_reported,
    "routing": t.Seizure.routing_reported,
    "transit": t.Route.transit,
    "detection": t.SeizureDetail.detection_reported,
    "agency": t.SeizureDetail.agency_reported,
    "agency_kind": t.SeizureDetail.agency_kind,
    "operation": t.SeizureDetail.operation_id,
    "case": t.SeizureDetail.case_id,
}
ITEM_DETAILS = {
    "goods_reported": t.SeizureItem.goods_reported,
    "species": t.SeizureItem.species_reported,
    "hs": t.SeizureItem.hs,
}
"""Details of a goods line: a seizure counts once for each of its distinct values."""
_SHARED: dict[str, type[pl.DataType]] = {
    **dict.fromkeys(KEYS, pl.String),
    "year": pl.Int32,
    "is_copy": pl.Boolean,
    "hidden_by": pl.String,
}
_GOODS: dict[str, type[pl.DataType]] = {"goods": pl.String, "illicit": pl.String}
SEIZURE_SCHEMA: dict[str, type[pl.DataType]] = {
    **_SHARED,
    "goods_set_id": pl.Int32,
    "n": pl.Int64,  # seizures that the records stand for
    "n_with_count": pl.Int64,  # records that report how many seizures they stand for
    "n_records": pl.Int64,
}
LINE_SCHEMA: dict[str, type[pl.DataType]] = {
    **_SHARED,
    **_GOODS,
    "unit_class": pl.String,
    "n_reported": pl.Int64,
    "quantity_base": pl.Int64,
    "largest_base": pl.Int64,
    "n_implausible": pl.Int64,
}
VALUE_SCHEMA: dict[str, type[pl.DataType]] = {
    **_SHARED,
    **_GOODS,
    "currency": pl.String,
    "valuation": pl.String,
    "n_reported": pl.Int64,
    "value_milli": pl.Int64,
    "largest_milli": pl.Int64,
}
SCHEMAS = {"seizures": SEIZURE_SCHEMA, "lines": LINE_SCHEMA, "values": VALUE_SCHEMA}


Needed = frozenset[str] | None
"""The dimensions that a question needs (None: all): the fewer, the less the database has to group and join."""
ALWAYS = frozenset({"source", "handling", "is_copy", "hidden_by"})
_ROLES = frozenset({"producing", "departure", "destination"})
OF_SETS = frozenset({"goods", "goods_group", "illicit"})
"""What a goods line says: on the cube of seizures these come from the members of the set of goods."""


def _dimensions(needed: Needed) -> list[Any]:
    seizure, route = t.Seizure, t.Route
    every: list[Any] = [
        seizure.source_id.label("source"),
        seizure.country,
        seizure.mode,
        route.producing,
        route.departure,
        route.destination,
        seizure.handling,
        seizure.month,
        seizure.year,
        seizure.is_copy,
        seizure.hidden_by,
    ]
    return [d for d in every if needed is None or d.key in needed | ALWAYS]


def schema_of(part: str, needed: Needed) -> dict[str, type[pl.DataType]]:
    """The columns of a part of the cube when only these dimensions are grouped by."""
    left_out = set() if needed is None else set(_SHARED) - needed - ALWAYS
    if needed is not None and not needed & OF_SETS:
        left_out.add("goods_set_id")
    return {name: dtype for name, dtype in SCHEMAS[part].items() if name not in left_out}


def _event_details(details: Sequence[str]) -> list[Any]:
    """Details of the event; what no detail row reports is empty."""
    return [func.coalesce(DETAIL_COLUMNS[d], "").label(d) for d in details if d in DETAIL_COLUMNS]


def of_detail(details: Sequence[str]) -> bool:
    """Whether any of these is in the table of details, so that a statement joins it."""
    return any(DETAIL_COLUMNS[d].class_ is t.SeizureDetail for d in details if d in DETAIL_COLUMNS)


def _joined(statement: Select[Any], details: Sequence[str], needed: Needed) -> Select[Any]:
    if needed is None or needed & _ROLES or "transit" in details:
        statement = statement.join(t.Route, t.Route.route_id == t.Seizure.route_id)
    if of_detail(details):
        statement = statement.outerjoin(t.SeizureDetail, t.SeizureDetail.seizure_id == t.Seizure.seizure_id)
    return statement


def seizure_statement(
    details: Sequence[str] = (),
    where: Sequence[ColumnElement[bool]] = (),
    needed: Needed = None,
    lines: Sequence[ColumnElement[bool]] = (),
) -> Select[Any]:
    """Seizures grouped by every dimension of the cube, and by details that the cube lacks.

    `lines`: what a goods line of the seizure must meet; a seizure counts once, however many of its lines meet it.
    """
    sets = [] if needed is not None and not needed & OF_SETS else [t.Seizure.goods_set_id]
    keys = [*_dimensions(needed), *sets, *_event_details(details)]
    statement = _joined(select(*keys).select_from(t.Seizure), details, needed)
    item_details: list[Any] = [ITEM_DETAILS[d].label(d) for d in details if d in ITEM_DETAILS]
    if item_details or lines:
        matching = select(t.SeizureItem.seizure_id, *item_details).where(*lines).distinct().subquery()
        statement = statement.join(matching, matching.c.seizure_id == t.Seizure.seizure_id)
        extra: list[Any] = [matching.c[str(d.key)] for d in item_details]
        statement = statement.add_columns(*extra)
        keys += extra
    counts: list[Any] = [
        func.coalesce(func.sum(t.Seizure.events), 0).label("n"),
        func.count(t.Seizure.events).label("n_with_count"),
        func.count().label("n_records"),
    ]
    return statement.add_columns(*counts).where(t.Seizure.is_current, *where).group_by(*keys)


def line_statement(
    details: Sequence[str] = (),
    where: Sequence[ColumnElement[bool]] = (),
    needed: Needed = None,
    lines: Sequence[ColumnElement[bool]] = (),
) -> Select[Any]:
    """Quantities by goods and unit class: first reduced to seizure × goods × class, then grouped.

    `largest` is therefore the most of one kind of goods in one seizure, not one line of it.
    """
    item = t.SeizureItem
    parts = [
        func.sum(item.quantity_base).label("q"),
        func.max(case((item.implausible, 1), else_=0)).label("flagged"),
    ]
    reduced = _reduced(details, [item.unit_class], parts, [item.unit_class != "", *lines], where)
    return _line_grouping(
        reduced,
        details,
        ["unit_class"],
        [
            func.count(reduced.c.q).label("n_reported"),
            func.sum(reduced.c.q).label("quantity_base"),
            func.max(reduced.c.q).label("largest_base"),
            func.sum(reduced.c.flagged).label("n_implausible"),
        ],
        where,
        needed,
    )


def value_statement(
    details: Sequence[str] = (),
    where: Sequence[ColumnElement[bool]] = (),
    needed: Needed = None,
    lines: Sequence[ColumnElement[bool]] = (),
) -> Select[Any]:
    """Values by goods, currency and valuation basis, which are never mixed."""
    item = t.SeizureItem
    parts = [func.sum(item.value_milli).label("v")]
    reduced = _reduced(details, [item.currency, item.valuation], parts, [item.currency != "", *lines], where)
    return _line_grouping(
        reduced,
        details,
        ["currency", "valuation"],
        [
            func.count(reduced.c.v).label("n_reported"),
            func.sum(reduced.c.v).label("value_milli"),
            func.max(reduced.c.v).label("largest_milli"),
        ],
        where,
        needed,
    )


def _reduced(
    details: Sequence[str],
    kinds: list[Any],
    parts: list[Any],
    lines: list[ColumnElement[bool]],
    where: Sequence[ColumnElement[bool]],
) -> Subquery:
    """Goods lines by seizure, goods, why illicit, line details and kind (unit class, or currency and basis).

    Those of the seizures asked for alone: a database reduces all lines first where only the outer statement asks.
    """
    item = t.SeizureItem
    if where:
        mine = _joined(select(t.Seizure.seizure_id).select_from(t.Seizure), details, frozenset())
        lines = [*lines, item.seizure_id.in_(mine.where(t.Seizure.is_current, *where))]
    extra = [ITEM_DETAILS[d].label(d) for d in details if d in ITEM_DETAILS]
    names = [item.seizure_id, item.goods, item.illicit, *extra, *kinds]
    groups = [ITEM_DETAILS[d] for d in details if d in ITEM_DETAILS]
    keys = [item.seizure_id, item.goods, item.illicit, *groups, *kinds]
    return select(*names, *parts).where(*lines).group_by(*keys).subquery()


def _line_grouping(
    reduced: Subquery,
    details: Sequence[str],
    kinds: list[str],
    sums: list[Any],
    where: Sequence[ColumnElement[bool]],
    needed: Needed,
) -> Select[Any]:
    names = ["goods", "illicit", *[d for d in details if d in ITEM_DETAILS], *kinds]
    keys = [*_dimensions(needed), *(reduced.c[n] for n in names), *_event_details(details)]
    statement = _joined(select(*keys, *sums).select_from(t.Seizure), details, needed)
    return (
        statement.join(reduced, reduced.c.seizure_id == t.Seizure.seizure_id)
        .where(t.Seizure.is_current, *where)
        .group_by(*keys)
    )


STATEMENTS = {"seizures": seizure_statement, "lines": line_statement, "values": value_statement}


def fetch(
    connection: Connection, statement: Select[Any], schema: dict[str, type[pl.DataType]], cap: int | None = ROW_CAP
) -> pl.DataFrame:
    """The rows of a statement as a frame of this schema. Raises UsageError over the row cap (None: no cap)."""
    names = [str(column.key) for column in statement.selected_columns]
    kept = [pl.col(name).cast(dtype) for name, dtype in schema.items()]
    parts, n_rows = [pl.DataFrame(schema=schema)], 0
    limited = statement.limit(None if cap is None else cap + 1).execution_options(yield_per=FETCHED)
    for rows in connection.execute(limited).partitions():  # as Python objects all rows would take ten times the memory
        n_rows += len(rows)
        if cap is not None and n_rows > cap:
            raise UsageError("This question is too fine: narrow it by country or period.")
        part = pl.DataFrame([tuple(r) for r in rows], schema=names, orient="row", infer_schema_length=None)
        parts.append(part.select(kept))
    return pl.concat(parts)


def distinct(connection: Connection, details: Sequence[str], where: Sequence[ColumnElement[bool]]) -> int:
    """How many combinations of details the records report; `where` looks at the seizure alone."""
    of_lines = [ITEM_DETAILS[d].label(d) for d in details if d in ITEM_DETAILS]
    statement = _joined(select(*_event_details(details), *of_lines).select_from(t.Seizure), details, frozenset())
    if of_lines:
        statement = statement.join(t.SeizureItem, t.SeizureItem.seizure_id == t.Seizure.seizure_id)
    combinations = statement.where(t.Seizure.is_current, *where).distinct().subquery()
    return int(connection.scalar(select(func.count()).select_from(combinations)) or 0)
