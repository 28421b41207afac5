"""Entries whose document is flat (operations, training …): read, stored and put together by the columns of a template.

The kinds of columns: text, code, year and whole (whole numbers), number (digits), date (a year, month or day), month,
yesno, list (codes or names with `;` between), lines (texts), and the lists of entries with several fields that the
template names in `rows`.
"""

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from data_access.entries.fields import SAID_TWICE, Fault, Fields
from data_access.entries.kind import Kind
from data_access.entries.template import EntryColumn, Template
from data_access.sources.base import SourceInfo
from data_access.sources.template_columns import with_nearest
from data_access.store import tables as t
from domain.messages import message

DIGITS = 15
"""Of a number: as many as a database keeps exactly."""
MOST = 10**9
ID = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_FIRST, _LAST = 1900, 2100


@dataclass(frozen=True, kw_only=True)
class RowField:
    """A field of an entry of a list: text, number, whole or code (with the name of its list)."""

    kind: str = "text"
    codes: str = ""
    required: bool = False


Check = Callable[[dict[str, Any], Fields, date | None], None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Flat:
    """`fields`: column → the fields of its entries. `check`: what must go together, noted as faults of the document."""

    template: Template
    check: Check
    fields: Mapping[str, Mapping[str, RowField]] = field(default_factory=dict)

    def read(self, document: Mapping[str, Any], *, today: date | None) -> tuple[dict[str, Any] | None, list[Fault]]:
        """The document with every column of the template, or everything that is wrong with it."""
        f = Fields(document)
        found = {c.name: self._value(f, c, today) for c in self.template.columns}
        for column in self.template.columns:
            if column.required and found[column.name] in (None, [], ""):
                f.need(column.name, ())
        f.close()
        self.check(found, f, today)
        return (None if f.faults else found), f.faults

    def _value(self, f: Fields, column: EntryColumn, today: date | None) -> Any:
        name, kind = column.name, column.kind
        if name in self.fields:
            return [self._row(one, f, self.fields[name]) for one in f.objects(name)]
        if name == "id":
            return _id(f)
        if kind in ("list", "lines"):
            return self._listed(f, column)
        if kind == "code":
            return f.code(name, self.template.codes(column.codes), required=False)
        if kind == "yesno":
            return f.flag(name)
        if kind in ("year", "whole"):
            return whole(f, name)
        if kind == "number":
            return number(f, name)
        if kind in ("date", "month"):
            return _date(f, name, kind, today)
        return f.text(name)

    def _listed(self, f: Fields, column: EntryColumn) -> list[str]:
        found: list[str] = []
        codes = self.template.codes(column.codes) if column.codes else None
        by_name = {} if codes is None else {w.casefold(): c for c, w in codes.items()} | {c: c for c in codes}
        for place, text in enumerate(f.texts(column.name), 1):
            one = by_name.get(text, by_name.get(text.casefold(), "")) if codes is not None else text
            where = f"{column.name}[{place}]"
            if not one:
                unknown = message("not one of the codes of this field.")
                f.fault(where, text, with_nearest(unknown, text, list(by_name)))
            elif one in found:
                f.fault(where, text, message(SAID_TWICE))
            elif ";" in one and column.kind == "list":
                f.fault(where, text, message("a name without ; is wanted: it stands between names"))
            else:
                found.append(one)
        return found

    def _row(self, one: Fields, into: Fields, fields: Mapping[str, RowField]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, how in fields.items():
            if how.kind == "code":
                found[name] = one.code(name, self.template.codes(how.codes), required=how.required)
            elif how.kind == "whole":
                found[name] = whole(one, name, required=how.required)
            elif how.kind == "number":
                found[name] = number(one, name, required=how.required)
            else:
                found[name] = one.text(name, required=how.required)
        one.close(into)
        return found

    def plain(self, document: Mapping[str, Any]) -> dict[str, Any]:
        """The columns of a version's row."""
        columns = [c for c in self.template.columns if c.name not in {*self.fields, "id", "handling"}]
        return {"entry_id": document["id"], **{c.name: _stored(c.kind, document.get(c.name)) for c in columns}}

    def part_rows(self, document: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
        """The rows of its lists."""
        return {
            name: [
                {"line": n, **{key: _stored(how.kind, one.get(key)) for key, how in fields.items()}}
                for n, one in enumerate(document.get(name) or [], 1)
            ]
            for name, fields in self.fields.items()
        }

    def rebuilt(self, head: Mapping[str, Any], parts: Mapping[str, list[Mapping[str, Any]]]) -> dict[str, Any]:
        """The document of a version, from its row and those of its lists: what `read` gave."""
        found: dict[str, Any] = {}
        for column in self.template.columns:
            name = column.name
            if name in self.fields:
                fields = self.fields[name]
                found[name] = [{k: _restored(h.kind, r[k]) for k, h in fields.items()} for r in parts[name]]
            elif name == "id":
                found[name] = head["entry_id"]
            else:
                found[name] = _restored(column.kind, head[name])
        return found


def flat_kind(flat: Flat, *, info: SourceInfo, versions: Any, parts: Mapping[str, type[t.Base]], **more: Any) -> Kind:
    """A kind of entries that is read, stored and rebuilt by the columns of its template; more: see Kind."""
    return Kind(
        name=flat.template.name,
        template=flat.template,
        info=info,
        versions=versions,
        parts=parts,
        read=flat.read,
        as_document=as_document,
        plain=flat.plain,
        part_rows=flat.part_rows,
        rebuilt=flat.rebuilt,
        **more,
    )


def as_document(entry: Mapping[str, Any]) -> dict[str, Any]:
    """A flat entry is its document."""
    return dict(entry)


def _stored(kind: str, value: Any) -> Any:
    if kind == "list":
        return ";".join(value or [])
    if kind == "lines":
        return "\n".join(value or [])
    if kind == "number":
        return None if value in (None, "") else float(value)
    return value if kind in ("year", "whole", "yesno") else value or ""


def _restored(kind: str, value: Any) -> Any:
    if kind == "list":
        return [part for part in value.split(";") if part]
    if kind == "lines":
        return [part for part in value.split("\n") if part]
    if kind == "number":
        return None if value is None else digits(Decimal(repr(value)))
    return value


def digits(amount: Decimal) -> str:
    """A number as plain digits."""
    is_whole = amount == amount.to_integral_value()
    return f"{amount.to_integral_value() if is_whole else amount.normalize():f}"


def number(f: Fields, key: str, *, required: bool = False) -> str | None:
    """A number as plain digits; null where none is stated."""
    value = f.get(key)
    if value is None or value == "":
        if required:
            f.fault(key, "", message("this is needed"))
        return None
    try:
        amount = Decimal(str(value).strip()) if not isinstance(value, bool) else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or not 0 <= amount < Decimal(10) ** DIGITS:
        f.fault(key, value, message("not a number. Write digits and a point, as in 1250.5"))
        return None
    if len(amount.normalize().as_tuple().digits) > DIGITS:
        f.fault(key, value, message("more than {n} digits", n=DIGITS))
    return digits(amount)


def whole(f: Fields, key: str, *, required: bool = False) -> int | None:
    """A whole number; null where none is stated."""
    value = f.get(key)
    if value is None or value == "":
        if required:
            f.fault(key, "", message("this is needed"))
        return None
    text = str(value).strip()
    if isinstance(value, bool) or not (text.isascii() and text.isdigit() and int(text) < MOST):
        f.fault(key, value, message("a whole number is wanted, in digits alone, as in 1250"))
        return None
    return int(text)


def _id(f: Fields) -> str:
    text = f.text("id", required=True, longest=40)
    if text and not re.fullmatch(ID, text):
        f.fault("id", text, message("letters, digits, points, lines below and hyphens only, at most 40, as in CB-001"))
    return text


def _date(f: Fields, key: str, kind: str, today: date | None) -> str:
    """A year, a month or a day as it is written; a month of the kind 'month' lies not in the future."""
    text = f.text(key, longest=10)
    if not text:
        return ""
    found = _DATE.fullmatch(text)
    if kind == "month" and (found is None or len(text) != 7):
        f.fault(key, text, message("a month such as 2026-11 is wanted"))
    elif found is None or not _FIRST <= int(found[1]) <= _LAST or last_day(text) is None:
        f.fault(key, text, message("a day, month or year is wanted, as in 2024-05-21, 2024-05 or 2024"))
    elif kind == "month" and today and text > f"{today:%Y-%m}":
        f.fault(key, text, message("the month lies in the future"))
    else:
        return text
    return ""


def first_day(text: str) -> date | None:
    """The first day of a year, a month or a day as it is written; null where there is no such day."""
    return _day(text, last=False)


def last_day(text: str) -> date | None:
    """Its last day."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> date | None:
    year, month, day = (int(part) if part else 0 for part in (*text.split("-"), "", "")[:3])
    month = month or (12 if last else 1)
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    day = day or (length if last else 1)
    return date(year, month, day) if 1 <= day <= length else None
