"""An entry that somebody writes, corrects or withdraws: a new version, with who, when and why."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from data_access.entries.kind import Kind
from data_access.entries.versions import DRAFT, PUBLISHED, WITHDRAWN, Newest, Rows, newest, next_row
from data_access.ingest.versions import new_version
from data_access.sources.base import SourceInfo
from data_access.store import tables as t
from data_access.store.engine import writing
from domain.errors import StoreError, UsageError
from domain.messages import Message, joined, message

LONGEST_NAME = 120
Before = Callable[[Connection, datetime], object]


def save(
    engine: Engine,
    kind: Kind,
    entry: Any,
    *,
    who: str,
    why: str,
    expected: int,
    state: str = PUBLISHED,
    before: Before = lambda *_: None,
) -> int:
    """A new version of an entry by somebody who says why; returns its number. The data version rises with it.

    expected: the version that was opened (0 for a new one). A draft stands beside what is published; what is published
    ends the draft. before: what has to be in the store first. Raises UsageError for an entry that breaks a rule,
    without a reason, or that somebody else changed since; then nothing is saved.
    """
    at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    if faults := faults_of(kind, entry, at):
        raise UsageError("It was not saved. {faults}", faults=joined(faults))
    if not why.strip():
        raise UsageError("Say why: every change keeps its reason.")
    try:
        with writing(engine) as connection:
            before(connection, at)
            known = newest(connection, kind, [kind.id_of(entry)]).get(kind.id_of(entry))
            _check(known, expected)
            rows = Rows(kind)
            rows.add(
                entry,
                known,
                row=next_row(connection, kind),
                state=state,
                source_id=known.source_id if known else own_source(connection, kind.info),
                run_id=None,
                file_row=None,
                saved_at=at,
                saved_by=who[:LONGEST_NAME],
                reason=why.strip(),
                handling=kind.handling_of(entry) or kind.info.handling,
            )
            rows.insert(connection)
            new_version(connection, kind.name, (), at)
    except StoreError as error:
        if isinstance(error.__cause__, IntegrityError):
            raise UsageError("Somebody else has saved it at the same moment. Open it again.") from error
        raise
    return expected + 1


def state_of(*, draft: bool) -> str:
    """The state of what is saved."""
    return DRAFT if draft else PUBLISHED


def withdraw(engine: Engine, kind: Kind, entry: Any, *, who: str, why: str, expected: int) -> int:
    """Take a published entry out of sight; its versions stay. Raises UsageError, as `save`."""
    return save(engine, kind, entry, who=who, why=why, expected=expected, state=WITHDRAWN)


def faults_of(kind: Kind, entry: Any, at: datetime) -> list[Message]:
    """What is wrong with an entry, each with its field: the rules of every import."""
    _, faults = kind.read(kind.as_document(entry), today=at.date())
    return [message("{field}: {reason}", field=fault.field, reason=fault.reason) for fault in faults]


def _check(before: Newest | None, expected: int) -> None:
    version = before.version if before else 0
    if version != expected:
        raise UsageError(
            "Somebody else has saved this: you opened version {expected}, it is {version} now. Open it again.",
            expected=expected,
            version=version,
        )


def own_source(connection: Connection, info: SourceInfo) -> str:
    """The source of what is written here, which is there from the first entry on."""
    s = t.Source
    if connection.scalar(select(s.source_id).where(s.source_id == info.source_id)) is None:
        connection.execute(insert(s).values(**asdict(info)))
    return info.source_id
