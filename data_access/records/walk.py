"""The walk behind a list of records: along the index of its order, or from the records that the full-text index names.

Where words or filters leave few records, the full-text index names them and they are sorted: cost follows the hits.
Where they leave many, the order's own index is walked and the records of each batch are looked at: cost follows what
lies between two hits. The cube knows which years or countries hold any record, so that empty ones are passed over.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import isqrt
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, func, literal_column, or_, select
from sqlalchemy.orm import aliased

from data_access.cube.filters import countries_asked
from data_access.records import fulltext
from data_access.records.filters import conditions, hinted
from data_access.records.sorts import Listing, Order, order_of
from data_access.reference import tables as reference
from data_access.store import tables as t
from domain import collation
from domain.search import Term, parse

if TYPE_CHECKING:
    from data_access.answers import Answers

FEW_OF_ROOT = 16
"""Sorting h of N records costs as much as walking 25 N / h of them where h is about 16 √N (measured on SQLite)."""
BATCH, MOST_BATCH = 200, 4_000
TRIED = 2_000
"""So many records are looked at before a beginning of a word is asked of the index, which gathers all its records."""
MOST_LOOKED = 20_000
"""After so many records the full-text index lists all that fit: slower than a lucky walk, faster than a long one."""

Row = tuple[Any, ...]
Start = tuple[str, Row] | None


@dataclass(eq=False)
class Walk:
    """A listing on a connection."""

    connection: Connection
    answers: "Answers"
    listing: Listing
    terms: tuple[Term, ...] = field(init=False)
    wanted: tuple[fulltext.Alternatives, ...] = field(init=False)
    unwanted: tuple[fulltext.Alternatives, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Cut the search into words."""
        self.terms = parse(self.listing.text)
        self.wanted = fulltext.searched(self.terms)
        self.unwanted = fulltext.searched(self.terms, without=True)
        self.filters, self.scope = self.answers.limits(self.listing.selection)

    @cached_property
    def few_at_most(self) -> int:
        """Up to so many records are sorted by themselves."""
        return FEW_OF_ROOT * isqrt(self.answers.gateway.records)

    @cached_property
    def with_hints(self) -> tuple[fulltext.Alternatives, ...]:
        """What the full-text index can be asked: the words, and what the filters say in words and codes."""
        return (*self.wanted, *fulltext.hints(hinted(self.listing.selection)))

    @cached_property
    def few(self) -> bool:
        """Whether the full-text index leaves few records. Where the cube says that there are many, it is not asked."""
        if not self.with_hints:
            return False
        known = None if self.wanted else self.answers.record_count(self.listing.selection)
        return (known is None or known <= self.few_at_most) and self._few()

    @property
    def begins(self) -> bool:
        """Whether a beginning of a word is searched: SQLite gathers all its records before it gives the first."""
        return any(term.prefix for term in self.terms)

    def _few(self) -> bool:
        matches = fulltext.matches(self.connection.dialect.name, self.with_hints, self.unwanted)
        some = matches.limit(self.few_at_most + 1).subquery()
        return int(self.connection.scalar(select(func.count()).select_from(some)) or 0) <= self.few_at_most

    def where(self, *, few: bool) -> list[ColumnElement[bool]]:
        """The filters, without the words."""
        free = few or not self._sqlite or len(countries_asked(self.listing.selection) or ()) == 1
        country: Any = t.Seizure.country if free else literal_column("+seizure.country")
        return conditions(self.filters, self.scope, country)

    def by_words(self, *, few: bool) -> list[ColumnElement[bool]]:
        """The words as conditions: SQLite makes the list of all that hold them first."""
        column: Any = t.Seizure.seizure_id if few or not self._sqlite else literal_column("+seizure.seizure_id")
        wanted = self.with_hints if few else self.wanted
        if not wanted and not self.unwanted:
            return []
        return [fulltext.condition(self.connection.dialect.name, wanted, self.unwanted, column)]

    @property
    def _sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    def statement(self, columns: list[Any], *, few: bool, words: bool = True) -> Select[Any]:
        """The columns of every record of the listing; by quantity, of its largest line of that kind of unit."""
        where = [*self.where(few=few), *(self.by_words(few=few) if words else ())]
        if self.listing.sort != "quantity":
            return select(*columns).select_from(t.Seizure).where(*where)
        i, other = t.SeizureItem, aliased(t.SeizureItem)
        larger = or_(
            other.quantity_base > i.quantity_base,
            and_(other.quantity_base == i.quantity_base, other.line < i.line),
        )
        # coalesce: SQLite would look through all lines of the unit class for each record
        same = func.coalesce(other.unit_class, "") == i.unit_class
        kind = func.coalesce(i.unit_class, "") if few else i.unit_class  # few: not by the index of the order
        again = exists().where(other.seizure_id == i.seizure_id, same, larger)
        return (
            select(*columns)
            .select_from(i)
            .join(t.Seizure, t.Seizure.seizure_id == i.seizure_id)
            .where(kind == self.listing.unit_class, i.quantity_base.is_not(None), ~again, *where)
        )

    def take(self, start: Start, limit: int, *, backward: bool) -> list[tuple[str, Row]]:
        """Up to `limit` rows behind a place, each with its country ('' unless sorted by it)."""
        if self.begins:
            found, whole = self.looked_at(start, limit, backward=backward, most=TRIED)
            if whole:
                return found
        if not self.few and self.terms:
            found, whole = self.looked_at(start, limit, backward=backward, most=MOST_LOOKED)
            if whole:
                return found
        return self._listed(start, limit, backward=backward)

    def _listed(self, start: Start, limit: int, *, backward: bool) -> list[tuple[str, Row]]:
        """The rows by one statement a part of the order, the words among its conditions."""
        order = order_of(self.listing.sort, descending=self.listing.descending)
        statement = self.statement(list(order.columns), few=self.few).order_by(*order.by(backward=backward))
        found: list[tuple[str, Row]] = []
        for name, part, place in self._parts(start, backward=backward, few=self.few):
            inside = statement.where(*part, *_behind(order, place, backward=backward)).limit(limit - len(found))
            found += [(name, tuple(row)) for row in self.connection.execute(inside)]
            if len(found) >= limit:
                break
        return found

    def looked_at(self, start: Start, limit: int, *, backward: bool, most: int) -> tuple[list[tuple[str, Row]], bool]:
        """Rows that fit among the next ones, looked at one by one; and whether they are all that was asked for.

        Not more than about `most` records are looked at.
        """
        order = order_of(self.listing.sort, descending=self.listing.descending)
        statement = self.statement(list(order.columns), few=False, words=False).order_by(*order.by(backward=backward))
        found: list[tuple[str, Row]] = []
        looked, size = 0, min(max(BATCH, limit), MOST_BATCH)
        for name, part, begin in self._parts(start, backward=backward, few=False):
            place, more = begin, True
            while more:
                if looked >= most:
                    return found, False
                inside = statement.where(*part, *_behind(order, place, backward=backward)).limit(size)
                rows = [tuple(row) for row in self.connection.execute(inside)]
                fits = fulltext.fitting(self.connection, [row[-1] for row in rows], self.wanted, self.unwanted)
                found += [(name, row) for row in rows if row[-1] in fits]
                if len(found) >= limit:
                    return found[:limit], True
                looked, more = looked + len(rows), len(rows) == size
                place, size = rows[-1] if rows else place, min(size * 2, MOST_BATCH)
        return found, True

    def _parts(
        self, start: Start, *, backward: bool, few: bool
    ) -> Iterator[tuple[str, list[ColumnElement[bool]], Row | None]]:
        """The parts of the order that may hold records, from a place on: country, condition, place inside the part."""
        place = start[1] if start else None
        if self.listing.sort == "country":
            for country in self._countries(start[0] if start else "", backward=backward, few=few):
                here = place if start and country == start[0] else None
                yield country, [t.Seizure.country == country], here
        elif self.listing.sort == "date" and not few:
            down = self.listing.descending != backward
            years = [int(y) for y in self.answers.with_records(self.listing.selection, "year")]
            for year in sorted(years, reverse=down):
                if place is None or (year <= place[0] if down else year >= place[0]):
                    yield "", [t.Seizure.year == year], place if place and place[0] == year else None
        else:
            yield "", [], place

    def _countries(self, first: str, *, backward: bool, few: bool) -> list[str]:
        """The countries that may hold records, A–Z by name (Z–A), from the first one on."""
        if few:
            statement = self.statement([t.Seizure.country], few=True).distinct()
            present = {str(c) for c in self.connection.scalars(statement)}
        else:
            present = set(self.answers.with_records(self.listing.selection, "country"))
        names = reference.names("places")
        places = sorted(present | ({first} - {""}), key=lambda c: (collation.key(names.get(c) or c), c))
        places = places[::-1] if self.listing.descending != backward else places
        return places[places.index(first) :] if first else places


def _behind(order: Order, place: Sequence[Any] | None, *, backward: bool) -> list[ColumnElement[bool]]:
    return [order.behind(tuple(place), backward=backward)] if place else []
