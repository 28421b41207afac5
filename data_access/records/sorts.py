"""The orders in which records are listed, and the cursors that mark a place in them.

A cursor is the sort key of a row and its id: the next page starts behind that row, whatever was skipped, and no page is
counted off. Equal keys stand by the id of the record.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, literal, tuple_

from data_access.store import tables as t
from domain.errors import UsageError
from domain.search import parse
from domain.selection import Selection
from domain.units import UNIT_CLASSES

MARK = "~"
SORTS = ("date", "country", "quantity", "loaded")


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
            raise UsageError(
                "'{sort}' is not an order of records. Known: {sorts}.", sort=self.sort[:40], sorts=", ".join(SORTS)
            )
        if self.sort == "quantity" and self.unit_class not in UNIT_CLASSES:
            known = ", ".join(UNIT_CLASSES)
            raise UsageError("Quantities are sorted within one kind of unit only: {known}.", known=known)
        parse(self.text)


@dataclass(frozen=True)
class Order:
    """Columns in which the rows stand, all in one direction."""

    columns: tuple[Any, ...]
    descending: bool

    def by(self, *, backward: bool) -> list[ColumnElement[Any]]:
        """What ORDER BY takes."""
        down = self.descending != backward
        return [c.desc() if down else c.asc() for c in self.columns]

    def behind(self, place: tuple[Any, ...], *, backward: bool) -> ColumnElement[bool]:
        """The rows behind a place (before it, when walking backward)."""
        there = tuple_(*(literal(v, c.type) for v, c in zip(place, self.columns, strict=True)))
        own = tuple_(*self.columns)
        return own < there if self.descending != backward else own > there


def order_of(sort: str, *, descending: bool) -> Order:
    """The order of a sort. Of countries it is the order inside one: the newest first where countries stand A–Z."""
    s, i = t.Seizure, t.SeizureItem
    if sort == "quantity":
        return Order((i.quantity_base, i.seizure_id), descending)
    if sort == "loaded":
        return Order((s.seizure_id,), descending)
    return Order((s.year, s.seized_on, s.seizure_id), descending != (sort == "country"))


def cursor(sort: str, row: tuple[Any, ...], country: str = "") -> str:
    """The place of a row in an order, as text for an address. row: the columns of the order."""
    parts = row[1:] if sort in ("date", "country") else row  # the year stands in the date
    return MARK.join([*([country] if sort == "country" else []), *map(str, parts)])


def place(sort: str, text: str) -> tuple[str, tuple[Any, ...]]:
    """Country ('' unless sorted by it) and sort key of a cursor. Raises UsageError for what is none of this order."""
    parts = text.split(MARK)
    country = parts.pop(0) if sort == "country" else ""
    try:
        if sort in ("date", "country"):
            day, key = parts
            seized_on = date.fromisoformat(day)
            return country, (seized_on.year, seized_on, _whole(key))
        if len(parts) != (2 if sort == "quantity" else 1):
            raise ValueError
        return "", tuple(map(_whole, parts))
    except ValueError:
        raise UsageError("The link names a place in the list that does not fit its order.") from None


def _whole(text: str) -> int:
    """A number that a database can hold."""
    number = int(text)
    if abs(number) >= 2**63:
        raise ValueError
    return number
