"""What one viewer may learn of the cases: kept like every other answer (data_access.kept)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl
from sqlalchemy import Engine

from data_access.casebook import counting, editing, reading
from data_access.casebook.counting import CaseCounts
from data_access.casebook.documents import as_document
from data_access.casebook.filtering import Casebook
from data_access.casebook.rows import CaseFrames
from data_access.casebook.shipped import published
from data_access.entries.opened import Opened
from data_access.entries.versions import Which
from data_access.kept import kept
from domain.cases.case import Case
from domain.cases.selection import CaseSelection
from domain.errors import UsageError

if TYPE_CHECKING:
    from data_access.answers import Answers

OLD_MONTHS = 12
"""After so many months without a check a case is shown as not rechecked."""


@dataclass(frozen=True, kw_only=True)
class ShownCase:
    """A case whole, with what the program knows of it. `saved_at` and `first_seen` are null where it is in no store."""

    case: Case
    proven: bool
    convicted: bool
    in_matrix: bool
    source: str
    version: int
    saved_by: str
    reason: str
    first_seen: date | None


class Cases:
    """The cases as one viewer sees them (made by Answers)."""

    def __init__(self, answers: "Answers") -> None:
        self._answers = answers

    def listed(self, selection: CaseSelection) -> pl.DataFrame:
        """The cases of a selection (LIST_SCHEMA), proven ones first, then the newest judgment first."""
        return listed(self._answers, selection)

    def counts(self, selection: CaseSelection, measure: str = "cases", by: tuple[str, ...] = ()) -> CaseCounts:
        """`cases` or `convictions` by up to three dimensions (see data_access.casebook.counting)."""
        return counts(self._answers, selection, measure, by)

    def matrix(self, selection: CaseSelection, rows: str = "goods_group", columns: str = "linked_crime") -> CaseCounts:
        """Goods × linked crime or × kind of group, of cases that count there (see data_access.casebook.counting)."""
        return matrix(self._answers, selection, rows, columns)

    def frames(self, selection: CaseSelection) -> CaseFrames:
        """The cases of a selection with all their parts (CASE_SCHEMA, PART_SCHEMAS): for files."""
        return frames(self._answers, selection)

    def parts(self, selection: CaseSelection) -> CaseFrames:
        """The cases of a selection with their goods, places and linked crimes (COUNTED), without reading them anew."""
        found = book(self._answers)
        return found.frames.of(found.selected(selection)["case_id"])

    def one(self, case_id: str) -> ShownCase | None:
        """One case whole; null where there is none for this viewer."""
        return one(self._answers, case_id)

    def history(self, case_id: str) -> pl.DataFrame:
        """Its versions, newest first (HISTORY_SCHEMA); none for a case that is in no store."""
        return reading.history(self._engine, case_id, self._answers.viewer.entitlement)

    def version(self, case_id: str, number: int) -> Case | None:
        """A case as a version of it said; null where there is none for this viewer."""
        return self._read(reading.of_version(case_id, number)).frames.case(case_id)

    def drafts(self) -> pl.DataFrame:
        """The drafts that may be seen (LIST_SCHEMA); they are counted nowhere."""
        return self._read(reading.current_draft()).listed(CaseSelection(proof="all"))

    def draft(self, case_id: str) -> Case | None:
        """The draft of a case; null where there is none for this viewer."""
        return self._read(reading.current_draft() & reading.of_case(case_id)).frames.case(case_id)

    def drafts_named(self) -> dict[str, str]:
        """The drafts that may be seen: id → title."""
        return dict(self.drafts().select("case_id", "title").iter_rows())

    def opened(self, entry_id: str, month: str) -> Opened | None:
        """See data_access.entries.opened.Editable."""
        if not entry_id:
            return Opened(entry_id="", version=0, draft=False, document={"checked_on": month})
        shown, draft = self.one(entry_id), self.draft(entry_id)
        case = draft or (shown.case if shown else None)
        if case is None:
            return None
        newest = max(self.history(entry_id)["version"].to_list(), default=0)
        version = max(newest, shown.version if shown else 0)
        return Opened(entry_id=entry_id, version=version, draft=draft is not None, document=as_document(case))

    def save(self, entry: Case, *, who: str, why: str, expected: int, draft: bool = False) -> int:
        """A new version of a case (see data_access.casebook.editing.save). Raises UsageError; then nothing is saved."""
        if expected:
            self._need(entry.case_id)
        return editing.save(self._engine, entry, who=who, why=why, expected=expected, draft=draft)

    def withdraw(self, entry_id: str, *, who: str, why: str, expected: int) -> int:
        """Take a published case out of sight. Raises UsageError."""
        self._need(entry_id)
        return editing.withdraw(self._engine, entry_id, who=who, why=why, expected=expected)

    def reverse(self, case_id: str, erratum: str, *, who: str, expected: int, title: str = "") -> int:
        """A court has overturned the case: proven no more, with an erratum. Raises UsageError."""
        self._need(case_id)
        return editing.reverse(self._engine, case_id, erratum, who=who, expected=expected, title=title)

    @property
    def _engine(self) -> Engine:
        return self._answers.gateway.engine

    def _need(self, case_id: str) -> None:
        """Nobody changes what they may not see."""
        if self.one(case_id) is None and self.draft(case_id) is None:
            raise UsageError("There is no case '{case}'.", case=case_id[:40])

    def _read(self, which: Which) -> Casebook:
        with self._engine.connect() as connection:
            found = reading.read(connection, which)
        return Casebook(found.open_to(self._answers.viewer.entitlement.handling))


@kept
def book(answers: "Answers") -> Casebook:
    """All published cases that the viewer may see."""
    return Casebook(answers.gateway.cases.open_to(answers.viewer.entitlement.handling))


@kept
def listed(answers: "Answers", selection: CaseSelection) -> pl.DataFrame:
    """See Cases.listed."""
    return book(answers).listed(selection)


@kept
def counts(answers: "Answers", selection: CaseSelection, measure: str, by: tuple[str, ...]) -> CaseCounts:
    """See Cases.counts."""
    return counting.counts(book(answers), selection, measure, by)


@kept
def matrix(answers: "Answers", selection: CaseSelection, rows: str, columns: str) -> CaseCounts:
    """See Cases.matrix."""
    return counting.matrix(book(answers), selection, rows, columns)


@kept
def frames(answers: "Answers", selection: CaseSelection) -> CaseFrames:
    """See Cases.frames."""
    found = book(answers).selected(selection)["case_id"]
    return published(answers.gateway.engine).of(found)


@kept
def one(answers: "Answers", case_id: str) -> ShownCase | None:
    """See Cases.one."""
    found = published(answers.gateway.engine, case_id=case_id).open_to(answers.viewer.entitlement.handling)
    case = found.case(case_id)
    if case is None:
        return None
    row = found.cases.row(0, named=True)
    known = ("proven", "convicted", "in_matrix", "source", "version", "saved_by", "reason", "first_seen")
    return ShownCase(case=case, **{name: row[name] for name in known})


def not_rechecked(checked_on: str, today: date) -> bool:
    """Whether a case was last checked (YYYY-MM) more than twelve months ago."""
    year, month = (int(part) for part in checked_on.split("-"))
    return (today.year - year) * 12 + today.month - month > OLD_MONTHS
