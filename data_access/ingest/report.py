"""What an import says of itself."""

from dataclasses import asdict, dataclass, field
from typing import Any

OF_PLACES = ("placed", "outside", "rough")
NOT_OF_RUNS = ("run_id", "data_version", "drafts", "account", *OF_PLACES)
"""What the store does not keep of a report, but for the run itself."""


@dataclass(kw_only=True)
class Report:
    """What came in. read = loaded + quarantined + unchanged.

    `exact_copies` and `superseded` (older versions of records that changed) are among or beside the loaded;
    `skipped` rows are out of scope (legal trade in a trade file) and not part of `read`. `drafts` of the loaded are
    newer texts of cases that were changed here by hand: what is published stays. Of the loaded, `placed` have a
    division derived from their coordinates; of `outside` these lie outside the country reported, of `rough` they are
    only its middle.
    """

    run_id: str
    read: int = 0
    loaded: int = 0
    exact_copies: int = 0
    quarantined: int = 0
    unchanged: int = 0
    data_version: int = 0
    superseded: int = 0
    skipped: int = 0
    drafts: int = 0
    placed: int = 0
    outside: int = 0
    rough: int = 0
    account: dict[str, Any] = field(default_factory=dict)
    """Where every row and column of the file went (any-file import), see auto_import.accounted."""

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values, in the order in which the shell prints them.

        What is not of every import, only where there is any.
        """
        extra = ("superseded", "skipped", "drafts", *OF_PLACES, "account")
        return {k: v for k, v in asdict(self).items() if v or k not in extra}
