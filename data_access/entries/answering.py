"""Flat entries (operations, training …) as one viewer sees and changes them: the same ways as cases have."""

from typing import TYPE_CHECKING, Any

import polars as pl

from data_access.entries import editing, reading, versions
from data_access.entries.kind import Kind
from data_access.entries.opened import Opened
from data_access.entries.reading import Read
from data_access.entries.registry import KINDS
from data_access.kept import kept
from domain.entries.frames import HISTORY_SCHEMA
from domain.errors import UsageError

if TYPE_CHECKING:
    from data_access.answers import Answers


class Entries:
    """The entries of a kind (made by Answers)."""

    def __init__(self, answers: "Answers", kind: Kind) -> None:
        self._answers, self._kind = answers, kind

    def documents(self) -> list[Read]:
        """What is published and may be seen, by id, each with what is known of its version."""
        return documents(self._answers, self._kind.name)

    def one(self, entry_id: str) -> Read | None:
        """One of them; null where there is none for this viewer."""
        return next((pair for pair in self.documents() if pair[0]["id"] == entry_id), None)

    def history(self, entry_id: str) -> pl.DataFrame:
        """Its versions, newest first (HISTORY_SCHEMA)."""
        may_see = self._answers.viewer.entitlement
        rows = versions.history_of(self._answers.gateway.engine, self._kind, entry_id, may_see, HISTORY_SCHEMA)
        return pl.DataFrame(rows, schema=HISTORY_SCHEMA, orient="row")

    def drafts_named(self) -> dict[str, str]:
        """See data_access.entries.opened.Editable."""
        title = self._kind.template.title
        return {doc["id"]: str(doc[title]) for doc, _ in _read(self._answers, self._kind, draft=True)}

    def draft(self, entry_id: str) -> Read | None:
        """The draft of an entry; null where there is none for this viewer."""
        found = _read(self._answers, self._kind, draft=True)
        return next((pair for pair in found if pair[0]["id"] == entry_id), None)

    def opened(self, entry_id: str, month: str) -> Opened | None:
        """See data_access.entries.opened.Editable."""
        if not entry_id:
            dated = any(column.name == "checked_on" for column in self._kind.template.columns)
            return Opened(entry_id="", version=0, draft=False, document={"checked_on": month} if dated else {})
        draft = self.draft(entry_id)
        found = draft or self.one(entry_id)
        if found is None:
            return None
        newest = max(self.history(entry_id)["version"].to_list(), default=0)
        return Opened(entry_id=entry_id, version=newest, draft=draft is not None, document=found[0])

    def save(self, entry: Any, *, who: str, why: str, expected: int, draft: bool = False) -> int:
        """See data_access.entries.editing.save."""
        name = self._kind.id_of(entry)
        if expected:
            self._need(name)
        elif name in self._kind.reserved():
            raise UsageError("The id '{id}' belongs to what comes with the program: choose another.", id=name[:40])
        state, engine = editing.state_of(draft=draft), self._answers.gateway.engine
        return editing.save(engine, self._kind, entry, who=who, why=why, expected=expected, state=state)

    def withdraw(self, entry_id: str, *, who: str, why: str, expected: int) -> int:
        """Take what is published out of sight. Raises UsageError."""
        found = self.one(entry_id)
        if found is None:
            raise UsageError("Nothing is published under the id '{id}'.", id=entry_id[:40])
        engine = self._answers.gateway.engine
        return editing.withdraw(engine, self._kind, found[0], who=who, why=why, expected=expected)

    def _need(self, entry_id: str) -> None:
        """Nobody changes what they may not see."""
        if self.one(entry_id) is None and self.draft(entry_id) is None:
            raise UsageError("There is nothing under the id '{id}'.", id=entry_id[:40])


def _read(answers: "Answers", kind: Kind, *, draft: bool = False) -> list[Read]:
    which = versions.current_draft(kind) if draft else versions.published(kind)
    with answers.gateway.engine.connect() as connection:
        return reading.read(connection, kind, which & kind.versions.handling.in_(answers.viewer.entitlement.handling))


@kept
def documents(answers: "Answers", name: str) -> list[Read]:
    """See Entries.documents."""
    return _read(answers, KINDS[name])
