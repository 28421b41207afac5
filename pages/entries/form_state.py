"""What a form holds: opened from an entry, a draft or nothing; kept when the reader looks at another page."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from data_access.entries.fields import Fault
from data_access.entries.opened import Editable, Opened
from pages.entries import form_fields
from pages.parts import reader
from reports.entries.form import EntryForm


def opened(form: EntryForm, store: Editable, entry_id: str) -> Opened | None:
    """What the form is about; null where there is no such entry. Widgets are filled where it is opened anew."""
    arrived, now = reader.arrive(f"{form.key}form"), _kept(form)
    if now is None or now.entry_id != entry_id:
        now = store.opened(entry_id, f"{datetime.now(UTC):%Y-%m}")
        arrived = True
    if now is None:
        return None
    if arrived:
        for name in form.names:
            form_fields.fill(form, name, now.document)
    reader.keep(_open(form), now)
    return now


def _open(form: EntryForm) -> str:
    return f"{form.key}form_open"


def _kept(form: EntryForm) -> Opened | None:
    return cast("Opened | None", reader.kept(_open(form)))


def keep(form: EntryForm, document: dict[str, Any]) -> None:
    """Remember what stands in the form: widgets forget it when another page is shown."""
    if now := _kept(form):
        reader.keep(_open(form), replace(now, document=document))


def close(form: EntryForm) -> None:
    """Forget the form: the next time it is opened anew."""
    reader.forget(_open(form))


def document(form: EntryForm) -> dict[str, Any]:
    """What stands in the form now."""
    found: dict[str, Any] = {}
    for name in form.names:
        value = form_fields.read(form, name)
        if value not in (None, ""):
            form.put(found, name, value)
    return found


def entry_of(form: EntryForm, found: dict[str, Any]) -> tuple[Any | None, list[Fault]]:
    """The entry of a document, or what is wrong with it: by the rules of every import."""
    return form.kind.read(found, today=datetime.now(UTC).date())
