"""The template of a kind of entries: its columns (a table of reference/), and cells ⇄ the document of an entry.

A cell of several entries has one a line; in an entry with several fields `|` stands between them. A backslash keeps
what would part them: `\\|`, `\\n`, `\\\\`. Codes may also stand in one line with `;` between.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from data_access.reference import tables as reference
from data_access.sources.template_columns import guard, unguard

YES = {"yes": True, "no": False, "": None}
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PART = re.compile(r"(?<!\\)((?:\\\\)*)\|")


@dataclass(frozen=True, kw_only=True)
class EntryColumn:
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


@dataclass(frozen=True, kw_only=True, eq=False)
class Template:
    """`file`: of its columns in reference/. `lists`: name of a list of codes → its codes with words. `rows`: kind of a
    column → the fields of its entries. `title`: the column in which the invented examples say that they are that.
    """

    name: str
    file: str
    lists: Mapping[str, Callable[[], Mapping[str, str]]]
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    title: str = "title"

    @cached_property
    def columns(self) -> tuple[EntryColumn, ...]:
        """All columns in their order."""
        return tuple(EntryColumn(**row) for row in reference.read(self.file).to_dicts())

    def column(self, name: str) -> EntryColumn:
        """One of them."""
        return next(c for c in self.columns if c.name == name)

    def codes(self, name: str) -> dict[str, str]:
        """The codes of a list, each with its words."""
        return dict(self.lists[name]())

    def document_of(self, cells: Mapping[str, str]) -> dict[str, Any]:
        """The document of a row: what a cell should not hold stays in it, and is a fault where the entry is read."""
        document: dict[str, Any] = {}
        for column in self.columns:
            put(document, column, self._read(column.kind, unguard(cells.get(column.name, "")).strip()))
        return document

    def cells_of(self, document: Mapping[str, Any]) -> dict[str, str]:
        """The cells of a document, safe for spreadsheets; `document_of` gives the same document."""
        return {c.name: guard(self._written(c.kind, value_at(document, c))) for c in self.columns}

    def column_of(self, name: str) -> str:
        """The column that a fault of a document is in: 'origin_iso3[2]' is in 'origin'."""
        path = re.sub(r"\[\d+\].*$", "", name)
        return next((c.name for c in self.columns if path in (c.path, c.name)), name)

    def _read(self, kind: str, text: str) -> Any:
        if kind in self.rows:
            return [_fields(line, self.rows[kind]) for line in _entries(text)]
        return _READ[kind](text)

    def _written(self, kind: str, value: Any) -> str:
        if kind in self.rows:
            return _lines(value, lambda entry: _joined(entry, self.rows[kind]))
        return _WRITE[kind](value)


def value_at(document: Mapping[str, Any], column: EntryColumn) -> Any:
    """What a document says of a column; null where it says nothing."""
    outer, _, inner = column.path.partition(".")
    value = document.get(outer)
    return (value or {}).get(inner) if inner else value


def put(document: dict[str, Any], column: EntryColumn, value: Any) -> None:
    """Let a document say this of a column."""
    outer, _, inner = column.path.partition(".")
    if inner:
        document.setdefault(outer, {})[inner] = value
    else:
        document[outer] = value


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


def _whole(text: str) -> int | str | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else text or None


def _number(value: Any) -> str:
    return "" if value is None else str(value)


_READ: dict[str, Callable[[str], Any]] = {
    "text": lambda text: text,
    "code": lambda text: text,
    "year": _whole,
    "whole": _whole,
    "date": lambda text: text,
    "month": lambda text: text,
    "number": lambda text: text or None,
    "yesno": lambda text: YES.get(text.casefold(), text),
    "list": lambda text: [part.strip() for line in _entries(text) for part in line.split(";") if part.strip()],
    "lines": lambda text: [_free(line) for line in _entries(text)],
    "crimes": lambda text: [_crime(part) for line in _entries(text) for part in line.split(";") if part.strip()],
}
_WRITE: dict[str, Callable[[Any], str]] = {
    "text": lambda value: value or "",
    "code": lambda value: value or "",
    "year": _number,
    "whole": _number,
    "date": lambda value: value or "",
    "month": lambda value: value or "",
    "number": _number,
    "yesno": _yes,
    "list": lambda value: "; ".join(value or []),
    "lines": lambda value: _lines(value, _kept),
    "crimes": lambda value: _lines(value, lambda c: f"{c['crime']}: {c['standard']}"),
}
