"""Cases, operations and training from our own templates: CSV (plain or in a zip), Excel workbook, or JSON.

An entry is read whole or set aside, with file, row, field and reason. The invented examples of the template are
skipped, and columns that our own exports add (Kind.exported) are left.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from data_access.entries.fields import CONTROL, Fault
from data_access.entries.importing import as_frame
from data_access.entries.kind import Kind
from data_access.ingest.identity import digest
from data_access.sources.base import SEPARATOR, Chunk
from data_access.sources.template import EXAMPLE, LONGEST_LEVEL
from data_access.sources.template_columns import with_nearest
from data_access.sources.template_rows import sheet_rows
from domain.entitlement import UNKNOWN
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA
from domain.messages import joined, message, packed

MOST_BYTES = 200 * 2**20
_REFUSED: dict[str, type[pl.DataType]] = {**REFUSED_SCHEMA, "handling": pl.String}
Refused = tuple[int, str, str, str, str, str]
Read = tuple[int, str, str, Mapping[str, Any] | Refused]
"""Row, id, its content as text, and the document, or why there is none."""


class Entries:
    """The adapter of a kind of entries: `atlas import cases FILE`."""

    def __init__(self, kind: Kind) -> None:
        self.kind, self.info = kind, kind.info

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """The file's entries, in one chunk. Raises SourceError where the file as a whole cannot be read."""
        kind = self.kind
        rows = _json_rows(kind, path) if path.suffix.lower() == ".json" else _table_rows(kind, path)
        entries: list[tuple[int, Any]] = []
        refused: list[Refused] = []
        seen: dict[str, int] = {}
        skipped, today = 0, date.today()
        for row, entry_id, content, document in rows:
            if isinstance(document, tuple):
                refused.append(document)
                continue
            if str(document.get(kind.template.title, "")).endswith(EXAMPLE):
                skipped += 1
                continue
            entry, faults = kind.read(document, today=today)
            first = seen.setdefault(entry_id, row) if entry_id else row
            if first != row:
                again = message("it stands in row {row} already: give it another", row=str(first))
                faults.insert(0, Fault("id", entry_id, again))
            if entry is None or faults:
                refused.append(_refusal(kind, row, faults, content, document))
            else:
                entries.append((row, entry))
        yield Chunk(
            records=pl.DataFrame(schema=RECORD_SCHEMA),
            refused=pl.DataFrame(refused, schema=_REFUSED, orient="row"),
            rows=len(entries) + len(refused),
            done=1.0,
            skipped=skipped,
            others={kind.name: as_frame(kind, entries)},
        )


def _refusal(kind: Kind, row: int, faults: list[Fault], content: str, document: Mapping[str, Any]) -> Refused:
    """The first fault with its field; the others are in its reason."""
    (first, *others), column_of = faults, kind.template.column_of
    more = [message("{field}: {reason}", field=column_of(f.field), reason=f.reason) for f in others]
    level = document.get("handling") or ""
    known = isinstance(level, str) and len(level) <= LONGEST_LEVEL and not CONTROL.search(level)
    reason = joined([first.reason, *more]).packed()
    if any(fault.field in kind.discreet for fault in faults):
        return (row, column_of(first.field), "", reason, digest(content), level if known else UNKNOWN)
    return (row, column_of(first.field), first.value, reason, content, level if known else UNKNOWN)


def _table_rows(kind: Kind, path: Path) -> Iterator[Read]:
    rows = sheet_rows(path)
    _, header, _ = next(rows, (1, [], 0.0))
    columns = _header(kind, header, path.name)
    for number, cells, _ in rows:
        text = SEPARATOR.join(cells)
        content = text.encode("utf-8", "backslashreplace").decode()
        extra = any(cells[len(columns) :])
        if extra or len(cells) < len(columns):
            reason = packed("the row has {n} cells, the header {width}", n=len(cells), width=len(columns))
            yield number, "", content, (number, "", "", reason, content, UNKNOWN if "handling" in columns else "")
            continue
        by_name = dict(zip(columns, cells, strict=False))
        yield number, by_name["id"].strip(), content, kind.template.document_of(by_name)


def _header(kind: Kind, header: list[str], name: str) -> list[str]:
    found = [title.strip().casefold().replace(" ", "_") for title in header]
    while found and not found[-1]:
        found.pop()
    known = {column.name: column for column in kind.template.columns}
    for title in found:
        if title not in known and title not in kind.exported:
            fault = message("the column '{title}' is not in the template for {name}.", title=title, name=kind.name)
            raise SourceError(
                "{name}, row 1: {fault} See its sheet 'Columns'.",
                name=name,
                fault=with_nearest(fault, title, list(known)),
            )
        if found.count(title) > 1:
            raise SourceError("{name}, row 1: the column '{title}' appears twice. Keep one.", name=name, title=title)
    missing = [title for title, column in known.items() if column.required and title not in found]
    if missing:
        raise SourceError(
            "{name}, row 1: the columns {missing} are missing. `atlas template {kind}` makes an empty template.",
            name=name,
            kind=kind.name,
            missing=", ".join(missing),
        )
    return found


def _json_rows(kind: Kind, path: Path) -> Iterator[Read]:
    """The rows are the places in the list, from 1."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError("{name}: it is over {what} MB. Split it.", name=path.name, what=MOST_BYTES // 2**20)
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SourceError(
            "{name}: this is not readable JSON ({reason}). Write it anew.", name=path.name, reason=str(error)[:120]
        ) from error
    listed = content.get(kind.name) if isinstance(content, dict) else content
    if not isinstance(listed, list) or not listed:
        raise SourceError(
            "{name}: entries stand in a list, or in the list '{kind}' of an object. There is none.",
            name=path.name,
            kind=kind.name,
        )
    for number, document in enumerate(listed, 1):
        text = json.dumps(document, ensure_ascii=True)
        if not isinstance(document, dict):
            reason = packed("an object with the fields of the template is wanted")
            yield number, "", text, (number, "", text[:200], reason, text, "")
            continue
        given = {key: value for key, value in document.items() if key not in kind.exported}
        case_id = given.get("id")
        yield number, case_id.strip() if isinstance(case_id, str) else "", text, given
