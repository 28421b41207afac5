"""The same seizure from two sources: what an operator decided, kept beside the records and reversible."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Connection, Engine, delete, exists, insert, select, update
from sqlalchemy.orm import aliased

from data_access.ingest.versions import OF_DECISION, new_version
from data_access.records import linked
from data_access.store import tables as t
from data_access.store.engine import writing
from domain.entitlement import Entitlement
from domain.errors import UsageError

SCHEMA: dict[str, type[pl.DataType]] = {
    "record_key": pl.String,
    "source": pl.String,
    "country": pl.String,
    "seized_on": pl.Date,
    "goods": pl.String,
    "unit_class": pl.String,
    "quantity_base": pl.Int64,
    "departure": pl.String,
    "place_reported": pl.String,
}


@dataclass(frozen=True, eq=False)
class Overlaps:
    """The pairs that one viewer may see and decide on."""

    engine: Engine
    entitlement: Entitlement

    def comparable(self, country: str = "") -> pl.DataFrame:
        """Goods lines that may be compared (see `comparable`)."""
        return comparable(self.engine, self.entitlement, country)

    def precedence(self) -> dict[str, int]:
        """Source → published precedence (see `precedence`)."""
        return precedence(self.engine)

    def links(self) -> pl.DataFrame:
        """What was decided (see `links`)."""
        return links(self.engine, self.entitlement)

    def link(self, kept_key: str, hidden_key: str, note: str = "") -> None:
        """Two records are one seizure (see `link`). Raises UsageError."""
        link(self.engine, kept_key, hidden_key, self.entitlement, note)

    def unlink(self, hidden_key: str) -> None:
        """Take a decision back (see `unlink`). Raises UsageError."""
        unlink(self.engine, hidden_key, self.entitlement)


def comparable(engine: Engine, entitlement: Entitlement, country: str = "") -> pl.DataFrame:
    """Goods lines of current, single, day-dated records that no link has decided yet (SCHEMA)."""
    s, i, r = t.Seizure, t.SeizureItem, t.Route
    statement = (
        select(
            s.record_key,
            s.source_id,
            s.country,
            s.seized_on,
            i.goods,
            i.unit_class,
            i.quantity_base,
            r.departure,
            s.place_reported,
        )
        .join(i, i.seizure_id == s.seizure_id)
        .join(r, r.route_id == s.route_id)
        .where(s.is_current, s.is_copy.is_(False), s.events == 1, s.date_precision == "day", s.hidden_by == "")
        .where(s.handling.in_(entitlement.handling))
    )
    if country:
        statement = statement.where(s.country == country)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(statement)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def precedence(engine: Engine) -> dict[str, int]:
    """Source → published precedence: the smallest number counts."""
    with engine.connect() as connection:
        rows = connection.execute(select(t.Source.source_id, t.Source.precedence))
        return {str(r[0]): int(r[1]) for r in rows}


def links(engine: Engine, entitlement: Entitlement) -> pl.DataFrame:
    """The decisions on records that may both be seen: hidden_key, kept_key, kept_source, linked_at, note."""
    o = t.OverlapLink
    names = ("hidden_key", "kept_key", "kept_source", "linked_at", "note")
    seen = [_seen(key, entitlement) for key in (o.hidden_key, o.kept_key)]
    statement = select(*(getattr(o, n) for n in names)).where(*seen).order_by(o.linked_at)
    with engine.connect() as connection:
        rows = [tuple(r) for r in connection.execute(statement)]
    schema = {n: pl.Datetime if n == "linked_at" else pl.String for n in names}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _seen(key: Any, entitlement: Entitlement) -> ColumnElement[bool]:
    """Whether the viewer may see the record that has this key now."""
    s = aliased(t.Seizure)
    return exists().where(s.record_key == key, s.is_current, s.handling.in_(entitlement.handling))


def link(engine: Engine, kept_key: str, hidden_key: str, entitlement: Entitlement, note: str = "") -> None:
    """Two records are one seizure: the kept one counts wherever it is seen. Raises UsageError.

    A record that the viewer may not see is answered as one that does not exist.
    """
    with writing(engine) as connection:
        kept, hidden = (_record(connection, key, entitlement) for key in (kept_key, hidden_key))
        if kept[0] == hidden[0]:
            raise UsageError("Both records come from the same source: copies inside a source are flagged, not linked.")
        if kept[1] or _is_kept(connection, hidden_key):
            raise UsageError("One of the records is part of a link already: undo that one first ('atlas overlaps').")
        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        values = {"hidden_key": hidden_key, "kept_key": kept_key, "kept_source": kept[0], "linked_at": now}
        connection.execute(delete(t.OverlapLink).where(t.OverlapLink.hidden_key == hidden_key))
        connection.execute(insert(t.OverlapLink).values(**values, note=note))
        new_version(connection, OF_DECISION, linked.mark(connection))


def unlink(engine: Engine, hidden_key: str, entitlement: Entitlement) -> None:
    """Take a decision back: the record counts for itself again. Raises UsageError where the viewer sees none."""
    o = t.OverlapLink
    with writing(engine) as connection:
        seen = [_seen(key, entitlement) for key in (o.hidden_key, o.kept_key)]
        gone = connection.execute(delete(o).where(o.hidden_key == hidden_key, *seen)).rowcount
        if not gone:
            raise UsageError("The record '{hidden_key}' is not linked.", hidden_key=hidden_key[:40])
        s = t.Seizure
        shown = update(s).where(s.record_key == hidden_key).values(hidden_by="").returning(s.seized_on)
        new_version(connection, OF_DECISION, connection.scalars(shown).all())


def _record(connection: Connection, key: str, entitlement: Entitlement) -> tuple[str, str]:
    s = t.Seizure
    statement = select(s.source_id, s.hidden_by).where(s.record_key == key, s.is_current)
    row = connection.execute(statement.where(s.handling.in_(entitlement.handling))).first()
    if row is None:
        raise UsageError("There is no record '{key}'. 'atlas overlaps' lists candidates with their keys.", key=key[:40])
    return str(row[0]), str(row[1])


def _is_kept(connection: Connection, key: str) -> bool:
    return connection.scalar(select(t.OverlapLink.hidden_key).where(t.OverlapLink.kept_key == key)) is not None
