"""Two periods, each as it was known after the same delay: the last months are always incomplete, as were those before.

"As known on a day" is what records first seen by then report (shared rule of reporting triangles: an event date and a
date of first sight for each record). A store whose records all came later than the earlier period could have been known
has no history of reporting: then nothing is compared.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from data_access.records.filters import conditions
from data_access.store import tables as t
from domain.selection import Selection

if TYPE_CHECKING:
    from data_access.answers import Answers


@dataclass(frozen=True, kw_only=True)
class Vintage:
    """Reported seizures of a period as known on `day`, and of the period before it as known a year earlier.

    `first`: the day on which the first record of the earlier period was seen (None: it has none). `now`: what is known
    of the earlier period by `day`.
    """

    day: date
    before: float
    after: float
    now: float
    first: date | None

    @property
    def known(self) -> bool:
        """Whether the store has a history of reporting that reaches back far enough."""
        return self.first is not None and self.first <= a_year_before(self.day)


def a_year_before(day: date) -> date:
    """The same day of the year before; the 28th for the 29th of February."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def vintage(answers: "Answers", selection: Selection, day: date) -> Vintage:
    """selection: with the whole months of the later period as its `start` and `end`, at most twelve of them."""
    earlier = replace(selection, start=_year_earlier(selection.start), end=_year_earlier(selection.end))
    after, _, _ = _known(answers, selection, day, day)
    before, now, first = _known(answers, earlier, a_year_before(day), day)
    return Vintage(day=day, before=before, after=after, now=now, first=first)


def _year_earlier(month: str) -> str:
    return f"{int(month[:4]) - 1}{month[4:]}"


def _known(answers: "Answers", selection: Selection, then: date, now: date) -> tuple[float, float, date | None]:
    """Seizures known by two days, and the day on which the first of the records was seen."""
    filters, scope = answers.limits(selection)
    s, o = t.Seizure, aliased(t.Seizure)
    sqlite = answers.gateway.engine.dialect.name == "sqlite"  # + keeps it from walking the index of countries
    country: Any = literal_column("+seizure.country") if sqlite else s.country
    corrected = and_(s.version > 1, exists().where(o.record_key == s.record_key, o.first_seen <= then))
    by_then = case((or_(s.first_seen <= then, corrected), s.events), else_=0)
    by_now = case((s.first_seen <= now, s.events), else_=0)
    statement = select(func.sum(by_then), func.sum(by_now), func.min(s.first_seen)).where(
        *conditions(filters, scope, country)
    )
    with answers.gateway.engine.connect() as connection:
        known, later, first = connection.execute(statement).one()
    return float(known or 0), float(later or 0), first
