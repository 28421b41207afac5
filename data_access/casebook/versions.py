"""Versions of cases in the store: what is newest of each, and how a new one takes its place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from data_access.casebook.rows import content_key, parts, plain
from data_access.casebook.tables import PARTS, CaseVersion
from data_access.store.bulk import among
from domain.cases.case import Case

PUBLISHED, DRAFT, WITHDRAWN = "published", "draft", "withdrawn"
SHOWN = (PUBLISHED, WITHDRAWN)
"""States that take each other's place; a draft stands beside them."""
AT_ONCE = 2_000


@dataclass(frozen=True, kw_only=True)
class Newest:
    """What the store has of a case: its last version, what is published, and what its source brought last.

    `by_hand`: what is published (or withdrawn) was written by somebody. `run_id`: of the last version.
    """

    version: int
    source_id: str
    first_seen: date
    run_id: str | None
    published_key: str = ""
    by_hand: bool = False
    brought_key: str = ""


class Rows:
    """Versions and their parts, on their way into the tables."""

    def __init__(self) -> None:
        self.versions: list[dict[str, Any]] = []
        self.parts: dict[str, list[dict[str, Any]]] = {name: [] for name in PARTS}

    def add(self, case: Case, before: Newest | None, *, case_row: int, saved_at: datetime, **version: Any) -> None:
        """The next version of a case; `version`: the other columns of CaseVersion."""
        self.versions.append(
            plain(case)
            | version
            | {
                "case_row": case_row,
                "version": before.version + 1 if before else 1,
                "is_current": True,
                "saved_at": saved_at,
                "first_seen": before.first_seen if before else saved_at.date(),
                "content_key": content_key(case, version["handling"]),
            }
        )
        for name, found in parts(case).items():
            self.parts[name] += [row | {"case_row": case_row} for row in found]

    def insert(self, connection: Connection) -> None:
        """Into the store. A draft takes the place of the draft before; what is published that of both."""
        every = [v["case_id"] for v in self.versions]
        shown = [v["case_id"] for v in self.versions if v["state"] != DRAFT]
        _retire(connection, every, (DRAFT,))
        _retire(connection, shown, SHOWN)
        if self.versions:
            connection.execute(insert(CaseVersion), self.versions)
        for name, rows in self.parts.items():
            if rows:
                connection.execute(insert(PARTS[name]), rows)


def _retire(connection: Connection, case_ids: list[str], states: tuple[str, ...]) -> None:
    """Versions of these states are current no more."""
    c = CaseVersion
    for some in some_of(case_ids):
        mine = (c.is_current, c.state.in_(states), among(connection, c.case_id, some))
        connection.execute(update(c).where(*mine).values(is_current=False))


def newest(connection: Connection, case_ids: list[str]) -> dict[str, Newest]:
    """What the store has of these cases."""
    c = CaseVersion
    columns = (c.case_id, c.version, c.source_id, c.first_seen, c.content_key, c.run_id, c.state, c.is_current)
    found: dict[str, Newest] = {}
    for some in some_of(case_ids):
        versions = select(*columns).where(among(connection, c.case_id, some)).order_by(c.case_id, c.version)
        for case_id, version, source_id, first_seen, key, run_id, state, current in connection.execute(versions):
            before = found.get(case_id)
            shown = current and state in SHOWN
            found[case_id] = Newest(
                version=version,
                source_id=source_id,
                first_seen=before.first_seen if before else first_seen,
                run_id=run_id,
                published_key=key if shown and state == PUBLISHED else before.published_key if before else "",
                by_hand=run_id is None if shown else bool(before and before.by_hand),
                brought_key=key if run_id is not None else before.brought_key if before else "",
            )
    return found


def some_of(case_ids: list[str]) -> Iterable[list[str]]:
    """The ids in parts that one statement takes."""
    return (case_ids[start : start + AT_ONCE] for start in range(0, len(case_ids), AT_ONCE))


def next_row(connection: Connection) -> int:
    """The next free number of a version's row."""
    return int(connection.scalar(select(func.max(CaseVersion.case_row))) or 0) + 1
