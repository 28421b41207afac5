"""Single records of a selection, page by page, in an order, found by words: nothing is loaded but the page.

A page is a walk along an index from a cursor (record_walk); nothing is counted off. Counting is bounded, too: where the
cube cannot say, the reader learns that there are more than so many.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl
from sqlalchemy import Select, func, select

from data_access.records import fulltext
from data_access.records.rows import rows_of
from data_access.records.sorts import Listing, cursor, place
from data_access.records.walk import Walk
from data_access.store import tables as t
from domain.errors import UsageError
from domain.search import parse

if TYPE_CHECKING:
    from data_access.answers import Answers

__all__ = ["MOST_ROWS", "Count", "Listing", "Page", "count", "records"]
MOST_COUNTED = 10_000
MOST_HITS = 40_000
"""Of a common word so many records are looked at to count those that meet the filters."""
MOST_SAMPLED, SAMPLE = 1_000, 4_000
"""Beginnings of words, and what is left out, are counted up to so many, among so many records."""
MOST_ROWS = 5_000


@dataclass(frozen=True, eq=False)
class Page:
    """Records (record_rows.ROWS), their goods lines (record_rows.LINES), cursors of the pages around ('' if none)."""

    records: pl.DataFrame
    lines: pl.DataFrame
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Count:
    """How many records; where not exact, there are more than `n`."""

    n: int
    exact: bool


def records(answers: "Answers", listing: Listing, *, after: str = "", before: str = "", limit: int = 50) -> Page:
    """The page behind a cursor or before one, else the first. Raises UsageError for a wrong cursor or filter."""
    if not 1 <= limit <= MOST_ROWS:
        raise UsageError("A page shows 1 to {most_rows} records.", most_rows=MOST_ROWS)
    backward = bool(before)
    start = place(listing.sort, before or after) if before or after else None
    with answers.gateway.engine.connect() as connection:
        walk = Walk(connection, answers, listing)
        found = walk.take(start, limit + 1, backward=backward)
        more, found = len(found) > limit, found[:limit]
        found = found[::-1] if backward else found
        frames = rows_of(connection, [row[-1] for _, row in found], answers.viewer.entitlement)
    ends = [cursor(listing.sort, row, country) for country, row in (found[:1] + found[-1:])]
    back, on = (more, True) if backward else (start is not None, more)
    return Page(*frames, before=ends[0] if ends and back else "", after=ends[-1] if ends and on else "")


def count(answers: "Answers", listing: Listing) -> Count:
    """How many records a listing holds: from the cube where it can say, else counted so far as it is quick."""
    terms = parse(listing.text)
    known = answers.record_count(listing.selection, listing.unit_class if listing.sort == "quantity" else "")
    if known is not None and (known == 0 or not terms):
        return Count(known, exact=True)
    with answers.gateway.engine.connect() as connection:
        if listing.sort != "quantity":
            listing = replace(listing, sort="date", descending=True)
        walk = Walk(connection, answers, listing)
        if not terms or (not walk.begins and walk.few):
            return _counted(walk)
        if known is not None and known <= SAMPLE * 5:
            return _looked_at(walk, MOST_COUNTED, known + 1)
        if walk.wanted and not walk.begins:
            return _among_hits(walk)
        sampled = _looked_at(walk, MOST_SAMPLED, SAMPLE)
        enough = sampled.exact or sampled.n == MOST_SAMPLED or not walk.wanted
        return sampled if enough else _counted(walk) if walk.few else _among_hits(walk)


def _looked_at(walk: Walk, limit: int, most: int) -> Count:
    """Counted up to a limit by looking at the first records of the order, whatever words they hold."""
    found, whole = walk.looked_at(None, limit + 1, backward=False, most=most)
    exact = whole and len(found) <= limit
    return Count(min(len(found) if exact else max(len(found) - 1, 0), limit), exact=exact)


def _among_hits(walk: Walk) -> Count:
    """Counted among the first records that hold common words: a beginning of the whole where few meet the filters."""
    hits = fulltext.matches(walk.connection.dialect.name, walk.with_hints, walk.unwanted, most=MOST_HITS)
    n = _number(
        walk, walk.statement([t.Seizure.seizure_id], few=True, words=False).where(t.Seizure.seizure_id.in_(hits))
    )
    return Count(min(max(n - 1, 0), MOST_COUNTED), exact=False)


def _counted(walk: Walk) -> Count:
    """Every record, up to MOST_COUNTED."""
    n = _number(walk, walk.statement([t.Seizure.seizure_id], few=walk.few))
    return Count(min(n, MOST_COUNTED), exact=n <= MOST_COUNTED)


def _number(walk: Walk, statement: Select[Any]) -> int:
    some = statement.limit(MOST_COUNTED + 1).subquery()
    return int(walk.connection.scalar(select(func.count()).select_from(some)) or 0)
