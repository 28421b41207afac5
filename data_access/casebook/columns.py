"""The columns of the template for cases (reference/case_columns.csv): cells ⇄ the document of a case.

A cell of several entries has one a line; in an entry with several fields `|` stands between them. A backslash keeps
what would part them: `\\|`, `\\n`, `\\\\`. Codes may also stand in one line with `;` between.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from data_access.reference import tables as reference
from data_access.sources.template_columns import guard, unguard
from domain.cases import vocabulary as v

QUANTITY = ("value", "unit", "what", "role", "currency", "qualifier")
SOURCE = ("title", "publisher", "date", "address")
YES = {"yes": True, "no": False, "": None}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"(?<!\\)((?:\\\\)*)\|")


@dataclass(frozen=True, kw_only=True)
class CaseColumn:
    """A column: where its content stands in a document (`path`), how it is written (`kind`), what it is for."""

    name: str
    path: str
    kind: str
    codes: str
    required: str
    what: str
    format: str
    row_1: str
    row_2: str


@cache
def case_columns() -> tuple[CaseColumn, ...]:
    """All columns in their order."""
    return tuple(CaseColumn(**row) for row in reference.read("case_columns").to_dicts())


@cache
def case_codes(name: str) -> dict[str, str]:
    """The codes of a list, each with its words."""
    lists: dict[str, Mapping[str, str]] = {
        "regions": v.REGIONS,
        "goods": reference.names("goods"),
        "links": v.LINK,
        "group_kinds": v.GROUP_KINDS,
        "crimes": {f"{c}: {s}": f"{w} ({how})" for c, w in v.CRIMES.items() for s, how in v.CRIME_STANDARDS.items()},
        "evidence": v.EVIDENCE,
        "terrorism": v.TERRORISM,
        "quantity_roles": v.QUANTITY_ROLES,
        "finality": v.FINALITY,
        "grades": v.GRADES,
        "yesno": {"yes": "Yes", "no": "No"},
    }
    return dict(lists[name])


def document_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """The document of a row: what a cell should not hold stays in it, and is a fault where the case is read."""
    document: dict[str, Any] = {}
    for column in case_columns():
        value = _READ[column.kind](unguard(cells.get(column.name, "")).strip())
        outer, _, inner = column.path.partition(".")
        if inner:
            document.setdefault(outer, {})[inner] = value
        else:
            document[outer] = value
    return document


def cells_of(document: Mapping[str, Any]) -> dict[str, str]:
    """The cells of a document, safe for spreadsheets; `document_of` gives the same document."""
    cells = {}
    for column in case_columns():
        outer, _, inner = column.path.partition(".")
        value = document.get(outer)
        value = (value or {}).get(inner) if inner else value
        cells[column.name] = guard(_WRITE[column.kind](value))
    return cells


@cache
def column_of(field: str) -> str:
    """The column that a fault of a document is in: 'origin_iso3[2]' is in 'origin'."""
    path = re.sub(r"\[\d+\].*$", "", field)
    return next((c.name for c in case_columns() if path in (c.path, c.name)), field)


def _entries(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _kept(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\r", "").replace("\n", "\\n")


def _free(text: str) -> str:
    return _ESCAPED.sub(lambda m: "\n" if m[1] == "n" else m[1], text).strip()


def _fields(line: str, names: tuple[str, ...]) -> dict[str, Any] | str:
    """The fields of an entry, or the entry itself where it has more of them."""
    parts = [_free(part) for part in _PART.sub("\\1\x00", line).split("\x00")]
    if len(parts) > len(names):
        return line
    return dict(zip(names, [*parts, *[""] * (len(names) - len(parts))], strict=True))


def _crime(line: str) -> dict[str, str]:
    crime, _, standard = line.partition(":")
    return {"crime": crime.strip(), "standard": standard.strip()}


def _lines(entries: list[Any] | None, written: Callable[[Any], str]) -> str:
    return "\n".join(written(entry) for entry in entries or [])


def _joined(entry: Mapping[str, Any], names: tuple[str, ...]) -> str:
    texts = ["" if entry.get(name) is None else _kept(str(entry[name])) for name in names]
    while texts and not texts[-1]:
        texts.pop()
    return " | ".join(texts)


def _yes(value: object) -> str:
    return "" if value is None else "yes" if value else "no"


_READ: dict[str, Callable[[str], Any]] = {
    "text": lambda text: text,
    "code": lambda text: text,
    "year": lambda text: int(text) if text.isascii() and text.isdigit() and len(text) < 9 else text or None,
    "yesno": lambda text: YES.get(text.casefold(), text),
    "list": lambda text: [part.strip() for line in _entries(text) for part in line.split(";") if part.strip()],
    "lines": lambda text: [_free(line) for line in _entries(text)],
    "crimes": lambda text: [_crime(part) for line in _entries(text) for part in line.split(";") if part.strip()],
    "quantities": lambda text: [_fields(line, QUANTITY) for line in _entries(text)],
    "sources": lambda text: [_fields(line, SOURCE) for line in _entries(text)],
}
_WRITE: dict[str, Callable[[Any], str]] = {
    "text": lambda value: value or "",
    "code": lambda value: value or "",
    "year": lambda value: "" if value is None else str(value),
    "yesno": _yes,
    "list": lambda value: "; ".join(value or []),
    "lines": lambda value: _lines(value, _kept),
    "crimes": lambda value: _lines(value, lambda c: f"{c['crime']}: {c['standard']}"),
    "quantities": lambda value: _lines(value, lambda q: _joined(q, QUANTITY)),
    "sources": lambda value: _lines(value, lambda s: _joined(s, SOURCE)),
}
