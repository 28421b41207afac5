"""Which records give way to a linked one: written beside them, as the source and handling level of the one that counts.

A viewer who may not see the record that counts still sees, and counts, the other: its level is therefore kept with it,
and written anew whenever a load, an undo or a link changes the records.
"""

from datetime import date

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import aliased

from data_access.store import tables as t
from domain.entitlement import Entitlement

_BETWEEN = "~"


def mark(connection: Connection) -> set[date]:
    """Write `hidden_by` of every linked record, and return the days of those that change.

    Their months change too, though the load or decision that brought it about may speak of other months.
    """
    o, s, kept = t.OverlapLink, t.Seizure, aliased(t.Seizure)
    counts = (
        select(kept.source_id + _BETWEEN + kept.handling)
        .join(o, o.kept_key == kept.record_key)
        .where(o.hidden_key == s.record_key, kept.is_current)
        .scalar_subquery()
    )
    now = func.coalesce(counts, "")
    other = (s.record_key.in_(select(o.hidden_key)), s.hidden_by != now)
    return set(connection.scalars(update(s).where(*other).values(hidden_by=now).returning(s.seized_on)))


def hides(hidden_by: str, sources: frozenset[str], entitlement: Entitlement) -> bool:
    """Whether a record with this mark gives way, for a viewer who asks for these sources."""
    source, _, handling = hidden_by.partition(_BETWEEN)
    return source in sources and handling in entitlement.handling
