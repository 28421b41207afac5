"""A case that somebody writes, corrects, withdraws or hears to be overturned: a new version, with who, when and why."""

from dataclasses import asdict, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError

from data_access.casebook import reading
from data_access.casebook.documents import as_document, read_case
from data_access.casebook.shipped import bring_into
from data_access.casebook.source import INFO
from data_access.casebook.tables import CaseVersion
from data_access.casebook.versions import DRAFT, PUBLISHED, WITHDRAWN, Newest, Rows, newest, next_row
from data_access.ingest.loading import new_version
from data_access.store import tables as t
from data_access.store.engine import writing
from domain.cases.case import Case
from domain.cases.proof import overturned
from domain.cases.protection import faults_of_title, without_names_of
from domain.errors import StoreError, UsageError
from domain.messages import Message, joined, message

BY_HAND = "case"
"""What stands in the place of an import where a case that somebody saved made a data version."""
LONGEST_NAME = 120


def save(engine: Engine, case: Case, *, who: str, why: str, expected: int, draft: bool = False) -> int:
    """A new version of a case by somebody who says why; returns its number. The data version rises with it.

    expected: the version that was opened (0 for a new case). A draft stands beside what is published; what is published
    ends the draft. Raises UsageError for a case that breaks a rule, without a reason, or that somebody else changed
    since; then nothing is saved.
    """
    return _save(engine, case, DRAFT if draft else PUBLISHED, who, why, expected)


def withdraw(engine: Engine, case_id: str, *, who: str, why: str, expected: int) -> int:
    """Take a published case out of sight; its versions stay. Raises UsageError, as `save`."""
    return _save(engine, _published(engine, case_id), WITHDRAWN, who, why, expected)


def reverse(engine: Engine, case_id: str, erratum: str, *, who: str, expected: int, title: str = "") -> int:
    """A court has overturned the case: from now on it is proven no more, and its page says so (domain.cases.proof).

    The erratum says what was decided, by whom and when. Where the title names the parties it becomes `title`, without
    one the id of the case, and titles and addresses of sources with these names are left out: nobody is named who was
    acquitted. The other texts are for who saves to look through. Raises UsageError, as `save`.
    """
    if not erratum.strip():
        raise UsageError("Say what the court decided, and when: it stands on the page of the case.")
    case = overturned(_published(engine, case_id), erratum.strip())
    if faults_of_title(case.title, case.evidence_standard):
        case = replace(without_names_of(case, case.title), title=f"Case {case.case_id} (overturned)")  # untranslated
    return _save(engine, replace(case, title=title.strip() or case.title), PUBLISHED, who, erratum, expected)


def faults_of(case: Case, at: datetime) -> list[Message]:
    """What is wrong with a case, each with its field: the rules of every import."""
    _, faults = read_case(as_document(case), today=at.date())
    return [message("{field}: {reason}", field=fault.field, reason=fault.reason) for fault in faults]


def _save(engine: Engine, case: Case, state: str, who: str, why: str, expected: int) -> int:
    at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    if faults := faults_of(case, at):
        raise UsageError("The case was not saved. {faults}", faults=joined(faults))
    if not why.strip():
        raise UsageError("Say why: every change of a case keeps its reason.")
    try:
        with writing(engine) as connection:
            bring_into(connection, at)
            before = newest(connection, [case.case_id]).get(case.case_id)
            _check(before, expected)
            rows = Rows()
            rows.add(
                case,
                before,
                case_row=next_row(connection),
                state=state,
                source_id=before.source_id if before else _own(connection),
                run_id=None,
                file_row=None,
                saved_at=at,
                saved_by=who[:LONGEST_NAME],
                reason=why.strip(),
                handling=case.handling or INFO.handling,
            )
            rows.insert(connection)
            new_version(connection, BY_HAND, (), at)
    except StoreError as error:
        if isinstance(error.__cause__, IntegrityError):
            raise UsageError("Somebody else has saved this case at the same moment. Open it again.") from error
        raise
    return expected + 1


def _check(before: Newest | None, expected: int) -> None:
    version = before.version if before else 0
    if version != expected:
        raise UsageError(
            "Somebody else has saved this case: you opened version {expected}, it is {version} now. Open it again.",
            expected=expected,
            version=version,
        )


def _own(connection: Connection) -> str:
    """The source of what is written here, which is there from the first case on."""
    s = t.Source
    if connection.scalar(select(s.source_id).where(s.source_id == INFO.source_id)) is None:
        connection.execute(insert(s).values(**asdict(INFO)))
    return INFO.source_id


def _published(engine: Engine, case_id: str) -> Case:
    with writing(engine) as connection:
        bring_into(connection, datetime.now(UTC).replace(tzinfo=None, microsecond=0))
        case = reading.read(connection, reading.published() & (CaseVersion.case_id == case_id)).case(case_id)
    if case is None:
        raise UsageError("There is no published case '{case}'.", case=case_id[:40])
    return case
