"""Single records of a selection, page by page, in an order, found by words: nothing is loaded but the page.

A page is a walk along an index from a cursor; nothing is counted off. Where the words or filters leave few records, the
full-text index names them first and they are sorted; where they leave many, the order's own index is walked and each
record looked at. Which of the two is tried by asking the full-text index for one more than FEW.
"""

from dataclasses import dataclass, field
from typing import Any

import polars as pl
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from data_access import fulltext
from data_access import tables as t
from data_access.gateway import Gateway
from data_access.record_filters import conditions, hinted
from data_access.record_rows import rows_of
from data_access.record_sorts import SORTS, cursor, order_of, place
from data_access.reference import tables as reference
from domain.entitlement import Entitlement
from domain.errors import UsageError
from domain.search import parse
from domain.selection import Selection
from domain.units import UNIT_CLASSES

FEW = 20_000
"""Up to so many records are sorted by themselves."""
MOST_COUNTED = 10_000
MOST_ROWS = 5_000


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What is listed, and in which order. Raises UsageError for an order that there is not."""

    selection: Selection
    text: str = ""
    sort: str = "date"
    descending: bool = True
    unit_class: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        if self.sort not in SORTS:
            raise UsageError(f"'{self.sort[:40]}' is no order of records. Known: {', '.join(SORTS)}.")
        if self.sort == "quantity" and self.unit_class not in UNIT_CLASSES:
            known = ", ".join(UNIT_CLASSES)
            raise UsageError(f"Quantities stand in order inside one kind of unit only: {known}.")
        parse(self.text)


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


def records(
    gateway: Gateway, listing: Listing, entitlement: Entitlement, *, after: str = "", before: str = "", limit: int = 50
) -> Page:
    """The page behind a cursor or before one, else the first. Raises UsageError for a wrong cursor or filter."""
    if not 1 <= limit <= MOST_ROWS:
        raise UsageError(f"A page holds 1 to {MOST_ROWS:,} records.")
    backward = bool(before)
    start = place(listing.sort, before or after) if before or after else None
    with gateway.engine.connect() as connection:
        walk = _Walk(connection, gateway, listing, entitlement)
        found = walk.take(start, limit + 1, backward=backward)
        more, found = len(found) > limit, found[:limit]
        found = found[::-1] if backward else found
        told = rows_of(connection, [row[-1] for _, row in found], entitlement)
    ends = [cursor(listing.sort, row, country) for country, row in (found[:1] + found[-1:])]
    back, on = (more, True) if backward else (start is not None, more)
    return Page(*told, before=ends[0] if ends and back else "", after=ends[-1] if ends and on else "")


def count(gateway: Gateway, listing: Listing, entitlement: Entitlement) -> Count:
    """How many records a listing holds: from the cube where it can tell, else counted up to MOST_COUNTED."""
    if listing.sort != "quantity" and not parse(listing.text):
        held = gateway.held(listing.selection, entitlement)
        if held is not None:
            return Count(held, exact=True)
    with gateway.engine.connect() as connection:
        walk = _Walk(connection, gateway, listing, entitlement)
        some = walk.statement([t.Seizure.seizure_id]).limit(MOST_COUNTED + 1).subquery()
        n = int(connection.scalar(select(func.count()).select_from(some)) or 0)
    return Count(min(n, MOST_COUNTED), exact=n <= MOST_COUNTED)


@dataclass(eq=False)
class _Walk:
    """A listing on a connection."""

    connection: Connection
    gateway: Gateway
    listing: Listing
    entitlement: Entitlement
    few: bool = field(init=False)
    where: list[ColumnElement[bool]] = field(init=False)

    def __post_init__(self) -> None:
        """Find out whether few records are left, and how they are asked for then."""
        listing, backend = self.listing, self.connection.dialect.name
        terms = parse(listing.text)
        filters, scope = self.gateway.limits(listing.selection, self.entitlement)
        wanted, unwanted = fulltext.searched(terms), fulltext.searched(terms, without=True)
        told = (*wanted, *fulltext.hints(hinted(listing.selection)))
        self.few = bool(told) and self._few(fulltext.matches(backend, told))
        free = self.few or backend != "sqlite" or len(self.gateway.countries(listing.selection) or ()) == 1
        country: Any = t.Seizure.country if free else literal_column("+seizure.country")
        column: Any = t.Seizure.seizure_id if self.few or backend != "sqlite" else literal_column("+seizure.seizure_id")
        self.where = conditions(filters, scope, country)
        if asked := told if self.few else wanted:
            self.where.append(fulltext.condition(backend, asked, column))
        if unwanted:
            self.where.append(fulltext.condition(backend, unwanted, column, none=True))

    def _few(self, found: Select[Any]) -> bool:
        some = found.limit(FEW + 1).subquery()
        return int(self.connection.scalar(select(func.count()).select_from(some)) or 0) <= FEW

    def statement(self, columns: list[Any]) -> Select[Any]:
        """The columns of every record of the listing; by quantity, of its largest line of that kind of unit."""
        if self.listing.sort != "quantity":
            return select(*columns).select_from(t.Seizure).where(*self.where)
        i, other = t.SeizureItem, aliased(t.SeizureItem)
        larger = or_(
            other.quantity_base > i.quantity_base,
            and_(other.quantity_base == i.quantity_base, other.line < i.line),
        )
        # coalesce: SQLite would look through all lines of the unit class for each record
        same = func.coalesce(other.unit_class, "") == i.unit_class
        kind = func.coalesce(i.unit_class, "") if self.few else i.unit_class  # few: not by the index of the order
        again = exists().where(other.seizure_id == i.seizure_id, same, larger)
        return (
            select(*columns)
            .select_from(i)
            .join(t.Seizure, t.Seizure.seizure_id == i.seizure_id)
            .where(kind == self.listing.unit_class, i.quantity_base.is_not(None), ~again, *self.where)
        )

    def take(
        self, start: tuple[str, tuple[Any, ...]] | None, limit: int, *, backward: bool
    ) -> list[tuple[str, tuple[Any, ...]]]:
        """Up to `limit` rows behind a place, each with its country ('' unless sorted by it)."""
        order = order_of(self.listing.sort, descending=self.listing.descending)
        asked = self.statement(list(order.columns)).order_by(*order.by(backward=backward))
        if self.listing.sort != "country":
            behind = asked.where(order.behind(start[1], backward=backward)) if start else asked
            return [("", tuple(row)) for row in self.connection.execute(behind.limit(limit))]
        found: list[tuple[str, tuple[Any, ...]]] = []
        for country in self._countries(start[0] if start else "", backward=backward):
            inside = asked.where(t.Seizure.country == country)
            if start and country == start[0]:
                inside = inside.where(order.behind(start[1], backward=backward))
            found += [(country, tuple(row)) for row in self.connection.execute(inside.limit(limit - len(found)))]
            if len(found) >= limit:
                break
        return found

    def _countries(self, first: str, *, backward: bool) -> list[str]:
        """The countries that may hold records, A–Z by name (Z–A), from the first one on."""
        if self.few:
            held = {str(c) for c in self.connection.scalars(self.statement([t.Seizure.country]).distinct())}
        else:
            held, asked = set(self.gateway.codes("country")), self.gateway.countries(self.listing.selection)
            held = held if asked is None else held & set(asked)
        names = reference.names("places")
        places = sorted(held | ({first} - {""}), key=lambda c: ((names.get(c) or c).casefold(), c))
        places = places[::-1] if self.listing.descending != backward else places
        return places[places.index(first) :] if first else places
