"""Saved views in the store's own database: listed, saved, renamed, deleted (and had back), looked at.

Every function takes the owner whose views they are: '' for all readers, until there is a sign-in.
"""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from data_access.store import tables as t
from data_access.store.engine import refused, writing
from domain import collation, saved
from domain.errors import UsageError
from domain.saved import SavedView, Snapshot

KEPT_DELETED = timedelta(days=30)
"""So long a deleted view can be had back."""
MOST = 500
"""Views of one owner: a list that nobody reads is no list, and an open server must not be filled."""


@dataclass(frozen=True, eq=False)
class SavedViews:
    """The saved views of one owner."""

    engine: Engine
    owner: str

    def views(self, kind: str = "") -> list[SavedView]:
        """The views, by name; of one kind if asked."""
        return views(self.engine, self.owner, kind)

    def save(self, name: str, page: str, query: str, seen: Snapshot, *, kind: str, note: str) -> str:
        """Keep a view with what it shows now; its id. Raises UsageError."""
        return save(self.engine, self.owner, name, page, query, seen, kind=kind, note=note)

    def rename(self, view_id: str, name: str, note: str) -> None:
        """Another name and note. Raises UsageError."""
        rename(self.engine, self.owner, view_id, name, note)

    def remove(self, view_id: str) -> None:
        """Take a view out of the list."""
        remove(self.engine, self.owner, view_id)

    def bring_back(self, view_id: str) -> None:
        """List a deleted view again."""
        bring_back(self.engine, self.owner, view_id)

    def looked(self, view_id: str, seen: Snapshot) -> None:
        """From now on changes are those since this look."""
        looked(self.engine, self.owner, view_id, seen)


def views(engine: Engine, owner: str, kind: str = "") -> list[SavedView]:
    """The views of an owner, by name; of one kind if asked."""
    v = t.SavedView
    wanted = select(v).where(v.owner == owner, v.deleted_at.is_(None))
    wanted = wanted.where(v.kind == kind) if kind else wanted
    try:
        with engine.connect() as connection:
            rows = [row._mapping for row in connection.execute(wanted)]
    except SQLAlchemyError as error:
        raise refused(error) from error
    return sorted((_read(row) for row in rows), key=lambda one: (collation.key(one.name), one.view_id))


def _read(row: Any) -> SavedView:
    known = {n: row[n] for n in ("view_id", "name", "note", "page", "query", "kind", "created_at", "seen_at")}
    seen = Snapshot(
        version=row["data_version"],
        figure=row["figure"],
        newest=row["newest"],
        places=tuple(json.loads(row["places"])),
        goods=tuple(json.loads(row["goods"])),
    )
    return SavedView(**known, seen=seen)


def save(
    engine: Engine,
    owner: str,
    name: str,
    page: str,
    query: str,
    seen: Snapshot,
    *,
    kind: str = saved.VIEW,
    note: str = "",
) -> str:
    """Keep a view; returns its id. Raises UsageError for what cannot be kept."""
    saved.checked(name, note, page, query, kind)
    view_id, now = uuid.uuid4().hex[:12], _now()
    v = t.SavedView
    with writing(engine) as connection:
        connection.execute(delete(v).where(v.deleted_at < now - KEPT_DELETED))
        _make_room(connection, owner)
        values: dict[str, Any] = {"view_id": view_id, "owner": owner, "name": name.strip(), "note": note.strip()}
        values |= {"page": page, "query": query, "kind": kind, "created_at": now, "seen_at": now, "deleted_at": None}
        connection.execute(insert(v).values(**values, **_columns(seen)))
    return view_id


def _make_room(connection: Connection, owner: str) -> None:
    """Refuse a view beyond the most; deleted ones wait to be brought back only while there is room for them."""
    v = t.SavedView
    mine = select(v.view_id, v.deleted_at).where(v.owner == owner)
    kept = connection.execute(mine.order_by(v.deleted_at.is_not(None), v.deleted_at.desc())).all()
    if sum(gone is None for _, gone in kept) >= MOST:
        raise UsageError("{most} views are saved already: delete some first.", most=MOST)
    if surplus := [view_id for view_id, _ in kept[MOST - 1 :]]:
        connection.execute(delete(v).where(v.view_id.in_(surplus)))


def rename(engine: Engine, owner: str, view_id: str, name: str, note: str) -> None:
    """Another name and note. Raises UsageError where there is no such view."""
    saved.checked(name, note, "", "", saved.VIEW)
    _change(engine, owner, view_id, name=name.strip(), note=note.strip())


def remove(engine: Engine, owner: str, view_id: str) -> None:
    """Take a view out of the list; `bring_back` puts it back."""
    _change(engine, owner, view_id, deleted_at=_now())


def bring_back(engine: Engine, owner: str, view_id: str) -> None:
    """A deleted view is listed again."""
    _change(engine, owner, view_id, deleted=True, deleted_at=None)


def looked(engine: Engine, owner: str, view_id: str, seen: Snapshot) -> None:
    """From now on changes are shown since this look."""
    _change(engine, owner, view_id, seen_at=_now(), **_columns(seen))


def _columns(seen: Snapshot) -> dict[str, Any]:
    lists = {"places": json.dumps(list(seen.places)), "goods": json.dumps(list(seen.goods))}
    return {"data_version": seen.version, "figure": seen.figure, "newest": seen.newest, **lists}


def _change(engine: Engine, owner: str, view_id: str, *, deleted: bool = False, **values: Any) -> None:
    v = t.SavedView
    gone = v.deleted_at.is_not(None) if deleted else v.deleted_at.is_(None)
    with writing(engine) as connection:
        changed = update(v).where(v.view_id == view_id, v.owner == owner, gone).values(**values)
        if not connection.execute(changed).rowcount:
            raise UsageError("There is no saved view '{view_id}'. 'atlas saved' lists them.", view_id=view_id[:40])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
