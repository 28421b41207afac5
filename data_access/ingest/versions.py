"""The data version: it rises in the transaction that changes what is counted."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from sqlalchemy import Connection, func, insert, select

from data_access.store import tables as t

OF_DECISION, OF_DECLARATION = "decided", "declared"
"""What stands in the place of an import where a decision on duplicates, or what reporters declared, made a version."""


def now() -> datetime:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def current_version(connection: Connection) -> int:
    """The data version: 0 for a store without records."""
    return int(connection.scalar(select(func.max(t.DataVersion.version))) or 0)


def new_version(connection: Connection, run_id: str, changed: Iterable[date | str], at: datetime | None = None) -> None:
    """Raise the data version, in the transaction that changed the records.

    changed: days or months (YYYY-MM) of all that counts otherwise than before, old versions of records among them;
    what is dated by its year stands at the first of January, as in `seized_on`. The first and last month are kept as
    `touched_from` and `touched_to`, and only these months of the cubes are made anew. Without any both are '': no
    record counts otherwise than before (a day of publication, statistics, rejected rows).
    """
    touched = sorted({one[:7] if isinstance(one, str) else one.isoformat()[:7] for one in changed}) or [""]
    connection.execute(
        insert(t.DataVersion).values(
            changed_at=at or now(), run_id=run_id, touched_from=touched[0], touched_to=touched[-1]
        )
    )
