"""An entry as a form opens it."""

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Which entry a form is about ('' for a new one), its newest version when it was opened, whether a draft of it is
    shown, and what stands in the form, as a document.
    """

    entry_id: str
    version: int
    draft: bool
    document: dict[str, Any]


class Editable(Protocol):
    """Entries that a viewer may change (Cases, Entries)."""

    def opened(self, entry_id: str, month: str) -> Opened | None:
        """An entry to be changed, '' for a new one, begun in a month; null where there is none for this viewer."""
        ...

    def drafts_named(self) -> dict[str, str]:
        """The drafts that may be seen: id → title."""
        ...

    def save(self, entry: Any, *, who: str, why: str, expected: int, draft: bool = False) -> int:
        """A new version. Raises UsageError; then nothing is saved."""
        ...

    def withdraw(self, entry_id: str, *, who: str, why: str, expected: int) -> int:
        """Take what is published out of sight. Raises UsageError."""
        ...
