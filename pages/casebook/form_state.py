"""What the form of a case holds: opened from a case, a draft or nothing; kept when the reader looks at another page."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

from data_access.casebook.documents import as_document, read_case
from data_access.casebook.fields import Fault
from domain.cases.case import Case
from pages.casebook import form_fields
from pages.parts import reader
from pages.parts.answers import for_reader
from reports.casebook.form import PARTS, put

_OPEN: Final = "caseform_open"


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Which case the form is about ('' for a new one), its newest version when it was opened, whether a draft of it is
    shown, and what stands in the form, as a document.
    """

    case_id: str
    version: int
    draft: bool
    document: dict[str, Any]


def opened(case_id: str) -> Opened | None:
    """What the form is about; null where there is no such case. Widgets are filled where it is opened anew."""
    arrived, now = reader.arrive("caseform"), _kept()
    if now is None or now.case_id != case_id:
        now = _fresh(case_id)
        arrived = True
    if now is None:
        return None
    if arrived:
        for names in PARTS.values():
            for name in names:
                form_fields.fill(name, now.document)
    reader.keep(_OPEN, now)
    return now


def _kept() -> Opened | None:
    return cast("Opened | None", reader.kept(_OPEN))


def _fresh(case_id: str) -> Opened | None:
    if not case_id:
        return Opened(case_id="", version=0, draft=False, document={"checked_on": f"{datetime.now(UTC):%Y-%m}"})
    cases = for_reader().cases
    shown, draft = cases.one(case_id), cases.draft(case_id)
    case = draft or (shown.case if shown else None)
    if case is None:
        return None
    history = cases.history(case_id)
    newest = int(history["version"].max()) if history.height else 0  # type: ignore[arg-type]
    version = max(newest, shown.version if shown else 0)
    return Opened(case_id=case_id, version=version, draft=draft is not None, document=as_document(case))


def keep(document: dict[str, Any]) -> None:
    """Remember what stands in the form: widgets forget it when another page is shown."""
    if now := _kept():
        reader.keep(_OPEN, Opened(case_id=now.case_id, version=now.version, draft=now.draft, document=document))


def close() -> None:
    """Forget the form: the next time it is opened anew."""
    reader.forget(_OPEN)


def document() -> dict[str, Any]:
    """What stands in the form now."""
    found: dict[str, Any] = {}
    for names in PARTS.values():
        for name in names:
            value = form_fields.read(name)
            if value not in (None, ""):
                put(found, name, value)
    return found


def case_of(found: dict[str, Any]) -> tuple[Case | None, list[Fault]]:
    """The case of a document, or what is wrong with it: by the rules of every import."""
    return read_case(found, today=datetime.now(UTC).date())
