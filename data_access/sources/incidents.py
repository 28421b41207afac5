"""Incidents of companies from our own template: CSV (plain or in a zip) or Excel workbook.

An incident is read whole or set aside, with file, row, field and reason. The invented examples are skipped.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from data_access.entries.fields import Fault
from data_access.incidents.columns import TEMPLATE, read_incident
from data_access.incidents.source import INCIDENTS, INFO
from data_access.sources.base import SEPARATOR, Chunk
from data_access.sources.template import EXAMPLE
from data_access.sources.template_columns import unguard, with_nearest
from data_access.sources.template_rows import sheet_rows
from domain.entitlement import UNKNOWN
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA
from domain.incidents.frames import INCIDENT_SCHEMA
from domain.incidents.ownership import level_of
from domain.messages import joined, message

_REFUSED: dict[str, type[pl.DataType]] = {**REFUSED_SCHEMA, "handling": pl.String}


class Incidents:
    """The adapter: `atlas import incidents FILE`."""

    info = INFO

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """The file's incidents, in one chunk. Raises SourceError where the file as a whole cannot be read."""
        rows = sheet_rows(path)
        _, header, _ = next(rows, (1, [], 0.0))
        columns = _header(header, path.name)
        read, refused, skipped = [], [], 0
        seen: dict[tuple[str, str], int] = {}
        for number, cells, _ in rows:
            by_name = {name: unguard(cell.strip()) for name, cell in zip(columns, cells, strict=False)}
            if by_name.get("company", "").endswith(EXAMPLE):
                skipped += 1
                continue
            found, faults = read_incident(by_name)
            if any(cells[len(columns) :]):
                wide = message("the row has {n} cells, the header {width}", n=len(cells), width=len(columns))
                faults.insert(0, Fault("", "", wide))
            key = (level_of(by_name.get("company", "")), by_name.get("incident_id", ""))
            if (first := seen.setdefault(key, number)) != number and key[1]:
                again = message("it stands in row {row} already: give it another", row=str(first))
                faults.insert(0, Fault("incident_id", key[1], again))
            if faults:
                refused.append(_refusal(number, faults, cells, key[0]))
            else:
                read.append({"row": number, **found})
        yield Chunk(
            records=pl.DataFrame(schema=RECORD_SCHEMA),
            refused=pl.DataFrame(refused, schema=_REFUSED, orient="row"),
            rows=len(read) + len(refused),
            done=1.0,
            skipped=skipped,
            others={INCIDENTS: pl.DataFrame(read, schema=INCIDENT_SCHEMA)},
        )


def _refusal(row: int, faults: list[Fault], cells: list[str], level: str) -> tuple[int, str, str, str, str, str]:
    """The first fault with its field; the others are in its reason. Only the row's own company may see it."""
    first, *others = faults
    more = [message("{field}: {reason}", field=f.field, reason=f.reason) for f in others]
    content = SEPARATOR.join(cells).encode("utf-8", "backslashreplace").decode()
    return (row, first.field, first.value, joined([first.reason, *more]).packed(), content, level or UNKNOWN)


def _header(header: list[str], name: str) -> list[str]:
    found = [title.strip().casefold().replace(" ", "_") for title in header]
    while found and not found[-1]:
        found.pop()
    known = {column.name: column for column in TEMPLATE.columns}
    for title in found:
        if title not in known:
            fault = message("the column '{title}' is not in the template for incidents.", title=title)
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
            "{name}, row 1: the columns {missing} are missing. `atlas template incidents` makes an empty template.",
            name=name,
            missing=", ".join(missing),
        )
    return found
