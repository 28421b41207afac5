"""A case that somebody writes, corrects, withdraws or hears to be overturned: a new version, with who, when and why."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Engine

from data_access.casebook import reading
from data_access.casebook.kind import CASES
from data_access.casebook.shipped import bring_into
from data_access.casebook.tables import CaseVersion
from data_access.entries import editing
from data_access.store.engine import writing
from domain.cases.case import Case
from domain.cases.proof import overturned
from domain.cases.protection import faults_of_title, without_names_of
from domain.errors import UsageError


def save(engine: Engine, case: Case, *, who: str, why: str, expected: int, draft: bool = False) -> int:
    """A new version of a case (see data_access.entries.editing.save). Raises UsageError; then nothing is saved."""
    state = editing.state_of(draft=draft)
    return editing.save(engine, CASES, case, who=who, why=why, expected=expected, state=state, before=bring_into)


def withdraw(engine: Engine, case_id: str, *, who: str, why: str, expected: int) -> int:
    """Take a published case out of sight; its versions stay. Raises UsageError, as `save`."""
    return editing.withdraw(engine, CASES, _published(engine, case_id), who=who, why=why, expected=expected)


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
    return save(engine, replace(case, title=title.strip() or case.title), who=who, why=erratum, expected=expected)


def _published(engine: Engine, case_id: str) -> Case:
    with writing(engine) as connection:
        bring_into(connection, datetime.now(UTC).replace(tzinfo=None, microsecond=0))
        case = reading.read(connection, reading.published() & (CaseVersion.case_id == case_id)).case(case_id)
    if case is None:
        raise UsageError("There is no published case '{case}'.", case=case_id[:40])
    return case
