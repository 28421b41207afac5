"""One record with everything known of it: its versions, lines, origin, links to other sources, and rows like it.

A record that the viewer may not see is answered as one that does not exist.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, and_, or_, select

from data_access.store import tables as t
from domain.entitlement import Entitlement

MOST_COPIES = 20
_SAME = (
    *("source_id", "country", "year", "seized_on", "date_precision", "route_id", "goods_set_id", "handling"),
    *("country_reported", "admin1_reported", "place_reported", "mode_reported", "concealment_reported"),
    *("facility_reported", "routing_reported"),
)


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of a record: the event (the columns of seizure, route, detail, source and run) and its lines."""

    event: dict[str, Any]
    lines: tuple[dict[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class Linked:
    """A record of another source that an operator linked with this one. `counts`: it is the one that counts."""

    record_key: str
    source: str
    counts: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """Versions that the viewer may see, the current one first; links; keys of rows equal in every field."""

    versions: tuple[Version, ...]
    links: tuple[Linked, ...] = ()
    copies: tuple[str, ...] = field(default=())


def record(engine: Engine, key: str, entitlement: Entitlement) -> Record | None:
    """The record with this key, None if there is none for this viewer."""
    s = t.Seizure
    with engine.connect() as connection:
        matching = select(s.seizure_id).where(s.record_key == key, s.handling.in_(entitlement.handling))
        if connection.scalar(matching.where(s.is_current)) is None:
            return None
        ids = list(connection.scalars(matching.order_by(s.is_current.desc(), s.version.desc())))
        versions = tuple(_version(connection, one) for one in ids)
        return Record(
            versions=versions,
            links=_links(connection, key, entitlement),
            copies=_copies(connection, versions[0], entitlement),
        )


def _version(connection: Connection, seizure_id: int) -> Version:
    s, r, d, o, run, i = t.Seizure, t.Route, t.SeizureDetail, t.Source, t.IngestRun, t.SeizureItem
    of_source = [o.name.label("source_name"), o.publisher.label("source_publisher"), o.kind.label("source_kind")]
    own = [c for c in s.__table__.c if c.name != "hidden_by"]  # would speak of a source that the viewer may not see
    of_run = [run.file_name, run.finished_at.label("imported_at")]
    statement = (
        select(*own, *_others(r), *_others(d), *of_source, *of_run)
        .join(r, r.route_id == s.route_id)
        .join(o, o.source_id == s.source_id)
        .join(run, run.run_id == s.run_id)
        .outerjoin(d, d.seizure_id == s.seizure_id)
        .where(s.seizure_id == seizure_id)
    )
    lines = select(*i.__table__.c).where(i.seizure_id == seizure_id).order_by(i.line)
    return Version(
        event=dict(connection.execute(statement).mappings().one()),
        lines=tuple(dict(row) for row in connection.execute(lines).mappings()),
    )


def _others(table: Any) -> list[Any]:
    """The columns of a table that stands beside the seizure, its key left out."""
    return [c for c in table.__table__.c if not c.primary_key]


def _links(connection: Connection, key: str, entitlement: Entitlement) -> tuple[Linked, ...]:
    o, s = t.OverlapLink, t.Seizure
    other = or_(
        and_(o.hidden_key == key, s.record_key == o.kept_key), and_(o.kept_key == key, s.record_key == o.hidden_key)
    )
    statement = (
        select(s.record_key, t.Source.name, o.kept_key, o.note)
        .join(s, other)
        .join(t.Source, t.Source.source_id == s.source_id)
        .where(s.is_current, s.handling.in_(entitlement.handling))
        .order_by(s.record_key)
    )
    return tuple(
        Linked(record_key=str(r[0]), source=str(r[1]), counts=r[2] == r[0], note=str(r[3]))
        for r in connection.execute(statement)
    )


def _copies(connection: Connection, own: Version, entitlement: Entitlement) -> tuple[str, ...]:
    """Keys of current records of the same source that say the same in every field and line."""
    s = t.Seizure
    alike = [getattr(s, name) == own.event[name] for name in _SAME]
    statement = select(s.seizure_id, s.record_key).where(
        s.is_current, s.handling.in_(entitlement.handling), s.record_key != own.event["record_key"], *alike
    )
    found = connection.execute(statement.order_by(s.ordinal, s.seizure_id).limit(MOST_COPIES)).all()
    mine = [_without_id(line) for line in own.lines]
    i = t.SeizureItem
    lines: dict[int, list[dict[str, Any]]] = {int(row[0]): [] for row in found}
    their_lines = select(*i.__table__.c).where(i.seizure_id.in_(list(lines))).order_by(i.seizure_id, i.line)
    for line in connection.execute(their_lines).mappings():
        lines[int(line["seizure_id"])].append(_without_id(dict(line)))
    return tuple(str(row[1]) for row in found if lines[int(row[0])] == mine)


def _without_id(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "seizure_id"}
