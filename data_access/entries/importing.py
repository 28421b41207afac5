"""Entries that an import brings: what is new or changed is stored in its own transaction, and taken back with it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl
from sqlalchemy import Connection, Table, func, select, update

from data_access.entries.kind import Kind
from data_access.entries.versions import (
    DRAFT,
    PUBLISHED,
    SHOWN,
    Newest,
    Rows,
    content_key,
    newest,
    next_row,
    some_of,
)
from data_access.sources.base import SourceInfo
from data_access.store.bulk import among
from domain.messages import N_, Message, message, packed

DOCUMENT_SCHEMA: dict[str, type[pl.DataType]] = {"row": pl.Int64, "document": pl.String}
"""Entries on their way through an import: the row of the file, and a document as JSON."""
ANOTHERS = N_("the id belongs to another source ('{source}'): give yours another")
KEPT_APART = N_(
    "A newer text of the source. What is published was changed here by hand: compare, then publish what is right."
)


@dataclass
class Stored:
    """What became of the entries of an import. `drafts` are among the loaded; `refused`: row, id, reason, document."""

    loaded: int = 0
    unchanged: int = 0
    superseded: int = 0
    drafts: int = 0
    refused: list[tuple[int, str, str, str]] = field(default_factory=list)


def as_frame(kind: Kind, entries: Iterable[tuple[int, Any]]) -> pl.DataFrame:
    """Entries with their rows, as a frame (DOCUMENT_SCHEMA)."""
    rows = [(row, json.dumps(kind.as_document(entry), ensure_ascii=False)) for row, entry in entries]
    return pl.DataFrame(rows, schema=DOCUMENT_SCHEMA, orient="row")


def store(
    connection: Connection,
    kind: Kind,
    info: SourceInfo,
    run_id: str,
    documents: pl.DataFrame,
    at: datetime,
    file_name: str,
) -> Stored:
    """Store what is new or changed of an import's entries (DOCUMENT_SCHEMA).

    What somebody changed by hand stays published: the newer text of the source is a draft beside it. An entry of
    another source is refused unless it says the same, and so is what comes twice in one file.
    """
    done, entries = Stored(), _checked(kind, documents, at)
    known = _known(connection, kind, info, [kind.id_of(one) for _, _, one, _ in entries if one is not None])
    rows, first, seen = Rows(kind), next_row(connection, kind), dict[str, int]()
    for row, document, entry, fault in entries:
        name = "" if entry is None else kind.id_of(entry)
        if entry is None or (fault := _came_before(name, run_id, known.get(name), seen, row)):
            done.refused.append((row, name, fault, document))
            continue
        before, level = known.get(name), kind.handling_of(entry) or info.handling
        if before and content_key(kind, entry, level) in (before.brought_key, before.published_key):
            done.unchanged += 1
            continue
        if before and before.source_id != info.source_id:
            done.refused.append((row, name, packed(ANOTHERS, source=before.source_id), document))
            continue
        apart = before is not None and before.by_hand
        done.superseded += before is not None and not apart
        done.drafts += apart
        rows.add(
            entry,
            before,
            row=first + done.loaded,
            state=DRAFT if apart else PUBLISHED,
            source_id=info.source_id,
            run_id=run_id,
            file_row=row,
            saved_at=at,
            saved_by=info.owner,
            reason=_reason(file_name, apart=apart).packed(),
            handling=level,
        )
        done.loaded += 1
    rows.insert(connection)
    return done


def _reason(file_name: str, *, apart: bool) -> Message:
    return message(KEPT_APART) if apart else message("Imported from {file}.", file=file_name)


def _checked(kind: Kind, documents: pl.DataFrame, at: datetime) -> list[tuple[int, str, Any | None, str]]:
    """Row, document, entry and fault: whoever made the frame, an entry is read whole or not at all."""
    found = []
    for row, document in documents.iter_rows():
        entry, faults = kind.read(json.loads(document), today=at.date())
        found.append((row, document, entry, faults[0].reason.packed() if faults else ""))
    return found


def _known(connection: Connection, kind: Kind, info: SourceInfo, ids: list[str]) -> dict[str, Newest]:
    """What there is of these entries. Those that ship with the program keep their ids, loaded or not."""
    known, shipped = newest(connection, kind, ids), kind.shipped
    if shipped is None or info.source_id == shipped.source_id:
        return known
    reserved = kind.reserved()
    for name in reserved.keys() & set(ids) - known.keys():
        entry = reserved[name]
        key = content_key(kind, entry, shipped.handling) if entry is not None else ""
        known[name] = Newest(
            version=0, source_id=shipped.source_id, first_seen=date.min, run_id=None, published_key=key
        )
    return known


def _came_before(name: str, run_id: str, before: Newest | None, seen: dict[str, int], row: int) -> str:
    """Why an entry that comes twice in a file cannot be taken, '' for the first."""
    first = seen.setdefault(name, row)
    twice = first != row or (before is not None and before.run_id == run_id)
    return packed("the id stands in this file already (row {row})", row=str(first)) if twice else ""


def forget(connection: Connection, kind: Kind, run_id: str) -> int:
    """The versions that an import brought go, with their parts; returns how many.

    What they took the place of is current again.
    """
    c = kind.versions
    mine = select(kind.row_column).where(c.run_id == run_id)
    ids = list(connection.scalars(select(kind.id_column).where(c.run_id == run_id)))
    for model in (*kind.parts.values(), c):
        table = model.__table__
        assert isinstance(table, Table)  # noqa: S101 - narrows the type for mypy
        which = table.c.run_id == run_id if model is c else table.c[kind.row].in_(mine)
        connection.execute(table.delete().where(which))
    for some in some_of(ids):
        _reinstate(connection, kind, some)
    return len(ids)


def _reinstate(connection: Connection, kind: Kind, ids: list[str]) -> None:
    """What is left is current again: the newest that was published or withdrawn, and a draft that came after it."""
    c, entry = kind.versions, kind.id_column
    here = among(connection, entry, ids)
    last_of = select(entry.label("id"), func.max(c.version).label("version")).group_by(entry)
    for newest_of, states in (
        (last_of.where(here, c.state.in_(SHOWN)).subquery(), SHOWN),
        (last_of.where(here).subquery(), (DRAFT,)),
    ):
        same = (newest_of.c.id == entry) & (newest_of.c.version == c.version)
        rows = select(kind.row_column).join(newest_of, same).where(c.state.in_(states))
        connection.execute(update(c).where(kind.row_column.in_(rows)).values(is_current=True))


def later_changes(connection: Connection, kind: Kind, run_id: str) -> int:
    """How many entries of an import have a later version."""
    c, entry = kind.versions, kind.id_column
    mine = select(entry.label("id"), c.version).where(c.run_id == run_id).subquery()
    later = select(func.count(func.distinct(entry))).select_from(c).join(mine, mine.c.id == entry)
    return int(connection.scalar(later.where(c.version > mine.c.version)) or 0)
