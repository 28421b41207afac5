"""Single records as rows for a list, with their goods lines beside them: what the viewer may see, and nothing else."""

from collections.abc import Sequence
from typing import Any

import polars as pl
from sqlalchemy import Connection, func, select

from data_access.store import tables as t
from domain.entitlement import Entitlement

_SEIZURE = (
    *("record_key", "source_id", "seized_on", "date_precision", "country", "country_reported", "admin1_reported"),
    *("place_reported", "facility_reported", "mode", "mode_reported", "concealment_reported", "is_copy", "events"),
)
_ROUTE = ("producing", "departure", "transit", "destination")
_DETAIL = ("record_id", "admin1_derived", "agency_reported", "detection_reported")
_LINE = (
    *("line", "goods", "goods_reported", "species_reported", "hs", "illicit", "quantity_reported", "unit_reported"),
    *("unit_class", "quantity_base", "implausible", "value_reported", "currency", "valuation", "value_milli"),
)
_KINDS: dict[str, type[pl.DataType]] = {
    **dict.fromkeys(("seizure_id", "events", "line", "quantity_base", "value_milli"), pl.Int64),
    **dict.fromkeys(("is_copy", "implausible"), pl.Boolean),
    "seized_on": pl.Date,
}


def _schema(names: Sequence[str]) -> dict[str, type[pl.DataType]]:
    return {name: _KINDS.get(name, pl.String) for name in ("seizure_id", *names)}


ROWS = _schema((*_SEIZURE, *_ROUTE, *_DETAIL))
"""One row a record. Codes beside the words reported; `events` is null where the source does not report how many."""
LINES = _schema(_LINE)
"""One row a goods line: quantities in base units of their class (domain.units), values in thousandths."""


def rows_of(connection: Connection, ids: Sequence[int], entitlement: Entitlement) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The records of these ids, in this order (ROWS), and their lines (LINES)."""
    s, r, d, i = t.Seizure, t.Route, t.SeizureDetail, t.SeizureItem
    mine = (s.seizure_id.in_(ids), s.handling.in_(entitlement.handling))
    details: list[Any] = [func.coalesce(getattr(d, n), "").label(n) for n in _DETAIL]
    event = (
        select(s.seizure_id, *(getattr(s, n) for n in _SEIZURE), *(getattr(r, n) for n in _ROUTE), *details)
        .join(r, r.route_id == s.route_id)
        .outerjoin(d, d.seizure_id == s.seizure_id)
        .where(*mine)
    )
    line = select(i.seizure_id, *(getattr(i, n) for n in _LINE)).join(s, s.seizure_id == i.seizure_id).where(*mine)
    rows = [tuple(x) for x in connection.execute(event)]
    lines = [tuple(x) for x in connection.execute(line.order_by(i.seizure_id, i.line))]
    found = pl.DataFrame(rows, schema=ROWS, orient="row")
    order = pl.DataFrame({"seizure_id": list(ids)}, schema={"seizure_id": pl.Int64})
    return order.join(found, on="seizure_id", how="inner", maintain_order="left"), pl.DataFrame(
        lines, schema=LINES, orient="row"
    )
