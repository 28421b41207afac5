"""Flat entries from the store as documents, each with what is known of its version."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from data_access.entries.kind import Kind
from data_access.entries.versions import Which

KNOWN = ("version", "source_id", "saved_at", "saved_by", "reason", "first_seen", "handling", "state")
"""What is said of a version beside the entry."""
Read = tuple[dict[str, Any], dict[str, Any]]
"""A document, and what is known of its version (KNOWN)."""


def read(connection: Connection, kind: Kind, which: Which) -> list[Read]:
    """The versions that a condition passes, by id."""
    table = kind.versions.__table__
    heads = [dict(row) for row in connection.execute(select(table).where(which)).mappings()]
    parts: dict[int, dict[str, list[Mapping[str, Any]]]] = {}
    for name, model in kind.parts.items():
        part: Any = model.__table__
        mine = part.c[kind.row].in_(select(kind.row_column).where(which))
        for row in connection.execute(select(part).where(mine).order_by(part.c[kind.row], part.c.line)).mappings():
            parts.setdefault(row[kind.row], {}).setdefault(name, []).append(dict(row))
    found = []
    for head in sorted(heads, key=lambda one: str(one[kind.id])):
        lists = {name: parts.get(head[kind.row], {}).get(name, []) for name in kind.parts}
        found.append((kind.rebuilt(head, lists), {name: head[name] for name in KNOWN}))
    return found
