"""Versions of entries in the store: what is newest of each, and how a new one takes its place."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Select, func, insert, select, update

from data_access.entries.kind import Kind
from data_access.ingest.identity import digest
from data_access.store.bulk import among
from domain.entitlement import Entitlement

PUBLISHED, DRAFT, WITHDRAWN = "published", "draft", "withdrawn"
SHOWN = (PUBLISHED, WITHDRAWN)
"""States that take each other's place; a draft stands beside them."""
AT_ONCE = 2_000
Which = ColumnElement[bool]
"""A condition on versions."""


@dataclass(frozen=True, kw_only=True)
class Newest:
    """What the store has of an entry: its last version, what is published, and what its source brought last.

    `by_hand`: what is published (or withdrawn) was written by somebody. `run_id`: of the last version.
    """

    version: int
    source_id: str
    first_seen: date
    run_id: str | None
    published_key: str = ""
    by_hand: bool = False
    brought_key: str = ""


def content_key(kind: Kind, entry: Any, handling: str) -> str:
    """The same for entries that say the same to the same readers."""
    document = kind.as_document(entry) | {"handling": handling}
    return digest(json.dumps(document, sort_keys=True, ensure_ascii=False))


def published(kind: Kind) -> Which:
    """The entries that are shown: the newest version, unless it was withdrawn."""
    found: Which = kind.versions.is_current & (kind.versions.state == PUBLISHED)
    return found


def of_entry(kind: Kind, entry_id: str) -> Which:
    """Versions of one entry."""
    found: Which = kind.id_column == entry_id
    return found


def of_version(kind: Kind, entry_id: str, number: int) -> Which:
    """One version of one entry."""
    found: Which = of_entry(kind, entry_id) & (kind.versions.version == number)
    return found


def current_draft(kind: Kind) -> Which:
    """The drafts, apart from what is published."""
    found: Which = kind.versions.is_current & (kind.versions.state == DRAFT)
    return found


class Rows:
    """Versions and their parts, on their way into the tables."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.versions: list[dict[str, Any]] = []
        self.parts: dict[str, list[dict[str, Any]]] = {name: [] for name in kind.parts}

    def add(self, entry: Any, before: Newest | None, *, row: int, saved_at: datetime, **version: Any) -> None:
        """The next version of an entry; `version`: the other columns of its table."""
        kind = self.kind
        self.versions.append(
            kind.plain(entry)
            | version
            | {
                kind.row: row,
                "version": before.version + 1 if before else 1,
                "is_current": True,
                "saved_at": saved_at,
                "first_seen": before.first_seen if before else saved_at.date(),
                "content_key": content_key(kind, entry, version["handling"]),
            }
        )
        for name, found in kind.part_rows(entry).items():
            self.parts[name] += [one | {kind.row: row} for one in found]

    def insert(self, connection: Connection) -> None:
        """Into the store. A draft takes the place of the draft before; what is published that of both."""
        kind = self.kind
        every = [v[kind.id] for v in self.versions]
        shown = [v[kind.id] for v in self.versions if v["state"] != DRAFT]
        _retire(connection, kind, every, (DRAFT,))
        _retire(connection, kind, shown, SHOWN)
        if self.versions:
            connection.execute(insert(kind.versions), self.versions)
        for name, rows in self.parts.items():
            if rows:
                connection.execute(insert(kind.parts[name]), rows)


def _retire(connection: Connection, kind: Kind, ids: list[str], states: tuple[str, ...]) -> None:
    """Versions of these states are current no more."""
    c = kind.versions
    for some in some_of(ids):
        mine = (c.is_current, c.state.in_(states), among(connection, kind.id_column, some))
        connection.execute(update(c).where(*mine).values(is_current=False))


def newest(connection: Connection, kind: Kind, ids: list[str]) -> dict[str, Newest]:
    """What the store has of these entries."""
    c = kind.versions
    columns = (kind.id_column, c.version, c.source_id, c.first_seen, c.content_key, c.run_id, c.state, c.is_current)
    found: dict[str, Newest] = {}
    for some in some_of(ids):
        listed = among(connection, kind.id_column, some)
        versions = select(*columns).where(listed).order_by(kind.id_column, c.version)
        for entry_id, version, source_id, first_seen, key, run_id, state, current in connection.execute(versions):
            before = found.get(entry_id)
            shown = current and state in SHOWN
            found[entry_id] = Newest(
                version=version,
                source_id=source_id,
                first_seen=before.first_seen if before else first_seen,
                run_id=run_id,
                published_key=key if shown and state == PUBLISHED else before.published_key if before else "",
                by_hand=run_id is None if shown else bool(before and before.by_hand),
                brought_key=key if run_id is not None else before.brought_key if before else "",
            )
    return found


def some_of(ids: list[str]) -> Iterable[list[str]]:
    """The ids in parts that one statement takes."""
    return (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))


def next_row(connection: Connection, kind: Kind) -> int:
    """The next free number of a version's row."""
    return int(connection.scalar(select(func.max(kind.row_column))) or 0) + 1


def history_of(
    engine: Engine, kind: Kind, entry_id: str, entitlement: Entitlement, names: Iterable[str]
) -> list[tuple[Any, ...]]:
    """These columns of the versions of an entry that may be seen, newest first."""
    c = kind.versions
    statement: Select[Any] = select(*[getattr(c, name) for name in names]).where(
        kind.id_column == entry_id, c.handling.in_(entitlement.handling)
    )
    with engine.connect() as connection:
        return [tuple(r) for r in connection.execute(statement.order_by(c.version.desc()))]


def levels(engine: Engine, kinds: Iterable[Kind]) -> set[str]:
    """The handling levels of all entries of these kinds."""
    with engine.connect() as connection:
        return {one for kind in kinds for one in connection.scalars(select(kind.versions.handling).distinct())}
