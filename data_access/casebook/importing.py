"""Cases that an import brings: what is new or changed is stored in its own transaction, and taken back with it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl
from sqlalchemy import Connection, Table, func, select, update

from data_access.casebook.documents import as_document, read_case
from data_access.casebook.rows import content_key
from data_access.casebook.source import SHIPPED
from data_access.casebook.tables import PARTS, CaseVersion
from data_access.casebook.versions import DRAFT, PUBLISHED, SHOWN, Newest, Rows, newest, next_row, some_of
from data_access.facts.cases import shipped
from data_access.sources.base import SourceInfo
from data_access.store import tables as t
from data_access.store.bulk import among
from domain.cases.case import Case
from domain.messages import N_, Message, message, packed

CASES = "cases"
"""The name of the frame of an adapter's chunk that holds cases."""
DOCUMENT_SCHEMA: dict[str, type[pl.DataType]] = {"row": pl.Int64, "document": pl.String}
"""Cases on their way through an import: the row of the file, and a document (see casebook.documents) as JSON."""
ANOTHERS = N_("the id is that of a case of another source ('{source}'): give yours another")
KEPT_APART = N_(
    "A newer text of the source. What is published was changed here by hand: compare, then publish what is right."
)


@dataclass
class Stored:
    """What became of the cases of an import. `drafts` are among the loaded; `refused`: row, id, reason, document."""

    loaded: int = 0
    unchanged: int = 0
    superseded: int = 0
    drafts: int = 0
    refused: list[tuple[int, str, str, str]] = field(default_factory=list)


def as_frame(cases: Iterable[tuple[int, Case]]) -> pl.DataFrame:
    """Cases with their rows, as a frame (DOCUMENT_SCHEMA)."""
    rows = [(row, json.dumps(as_document(case), ensure_ascii=False)) for row, case in cases]
    return pl.DataFrame(rows, schema=DOCUMENT_SCHEMA, orient="row")


def store_cases(
    connection: Connection, info: SourceInfo, run_id: str, documents: pl.DataFrame, at: datetime, file_name: str
) -> Stored:
    """Store what is new or changed of an import's cases (DOCUMENT_SCHEMA).

    What somebody changed by hand stays published: the newer text of the source is a draft beside it. A case of another
    source is refused unless it says the same, and so is what comes twice in one file.
    """
    done, cases = Stored(), _checked(documents, at)
    known = _known(connection, info, [case.case_id for _, _, case, _ in cases if case is not None])
    rows, first, seen = Rows(), next_row(connection), dict[str, int]()
    for row, document, case, fault in cases:
        if case is None or (fault := _came_before(case, run_id, known.get(case.case_id), seen, row)):
            done.refused.append((row, case.case_id if case else "", fault, document))
            continue
        before, level = known.get(case.case_id), case.handling or info.handling
        if before and content_key(case, level) in (before.brought_key, before.published_key):
            done.unchanged += 1
            continue
        if before and before.source_id != info.source_id:
            done.refused.append((row, case.case_id, packed(ANOTHERS, source=before.source_id), document))
            continue
        apart = before is not None and before.by_hand
        done.superseded += before is not None and not apart
        done.drafts += apart
        rows.add(
            case,
            before,
            case_row=first + done.loaded,
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


def _checked(documents: pl.DataFrame, at: datetime) -> list[tuple[int, str, Case | None, str]]:
    """Row, document, case and fault: whoever made the frame, a case is read whole or not at all."""
    found = []
    for row, document in documents.iter_rows():
        case, faults = read_case(json.loads(document), today=at.date())
        found.append((row, document, case, faults[0].reason.packed() if faults else ""))
    return found


def _known(connection: Connection, info: SourceInfo, case_ids: list[str]) -> dict[str, Newest]:
    """What there is of these cases. Those that ship with the program keep their ids, loaded or not."""
    known = newest(connection, case_ids)
    if info.source_id == SHIPPED.source_id:
        return known
    reserved = {case.case_id: case for case in shipped()}
    for case_id in reserved.keys() & set(case_ids) - known.keys():
        key = content_key(reserved[case_id], SHIPPED.handling)
        known[case_id] = Newest(
            version=0, source_id=SHIPPED.source_id, first_seen=date.min, run_id=None, published_key=key
        )
    return known


def _came_before(case: Case, run_id: str, before: Newest | None, seen: dict[str, int], row: int) -> str:
    """Why a case that comes twice in a file cannot be taken, '' for the first."""
    first = seen.setdefault(case.case_id, row)
    twice = first != row or (before is not None and before.run_id == run_id)
    return packed("the id stands in this file already (row {row})", row=str(first)) if twice else ""


def forget(connection: Connection, run_id: str) -> int:
    """The versions that an import brought go, with their parts; returns how many.

    What they took the place of is current again.
    """
    c = CaseVersion
    mine = select(c.case_row).where(c.run_id == run_id)
    ids = list(connection.scalars(select(c.case_id).where(c.run_id == run_id)))
    models: tuple[type[t.Base], ...] = (*PARTS.values(), CaseVersion)
    for model in models:
        table = model.__table__
        assert isinstance(table, Table)  # noqa: S101 - narrows the type for mypy
        which = table.c.run_id == run_id if model is CaseVersion else table.c.case_row.in_(mine)
        connection.execute(table.delete().where(which))
    for some in some_of(ids):
        _reinstate(connection, some)
    return len(ids)


def _reinstate(connection: Connection, case_ids: list[str]) -> None:
    """What is left is current again: the newest that was published or withdrawn, and a draft that came after it."""
    c = CaseVersion
    here = among(connection, c.case_id, case_ids)
    shown = select(c.case_id, func.max(c.version).label("version")).where(here, c.state.in_(SHOWN)).group_by(c.case_id)
    last = select(c.case_id, func.max(c.version).label("version")).where(here).group_by(c.case_id)
    for newest_of, states in ((shown.subquery(), SHOWN), (last.subquery(), (DRAFT,))):
        same = (newest_of.c.case_id == c.case_id) & (newest_of.c.version == c.version)
        rows = select(c.case_row).join(newest_of, same).where(c.state.in_(states))
        connection.execute(update(c).where(c.case_row.in_(rows)).values(is_current=True))


def later_changes(connection: Connection, run_id: str) -> int:
    """How many cases of an import have a later version."""
    c = CaseVersion
    mine = select(c.case_id, c.version).where(c.run_id == run_id).subquery()
    later = select(func.count(func.distinct(c.case_id))).select_from(c).join(mine, mine.c.case_id == c.case_id)
    return int(connection.scalar(later.where(c.version > mine.c.version)) or 0)
