"""Our own template, as CSV or Excel workbook: one column for each field that a reporter can fill in.

The columns are documented in reference/template_columns.csv and in the template itself (`atlas template`). Rules:

* A row is a seizure. Rows with the same `record_id` that stand together are goods lines of one seizure; what is known
  of the seizure may be left empty in its further lines, but must not contradict the first. If one line cannot be
  read, none of the seizure is loaded.
* Empty means not reported; `unknown` means that the reporter does not know. They are kept apart.
* A column of words (`country_reported`) is taken as it is, also where it is empty. Where the file has no such column,
  the words are the cell of the column itself (`country`).
* Exports of ours add `record` and `content`, so that records without an id, and exact copies, can be read again.
* Amounts are decimal numbers with a point. Parts of a base unit (microgram, thousandth of a currency) are rounded.
* The invented examples of the template are skipped.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from data_access.reference import tables as reference
from data_access.sources.base import CHUNK_ROWS, SEPARATOR, Chunk, SourceInfo
from data_access.sources.template_cells import LARGEST, read_cell
from data_access.sources.template_columns import Column, columns, known_unit, with_nearest
from data_access.sources.template_rows import Row, sheet_rows
from domain.entitlement import UNKNOWN
from domain.errors import SourceError
from domain.frames import RECORD_SCHEMA, REFUSED_SCHEMA, completed
from domain.messages import N_, message, packed
from domain.units import UNIT_CLASSES, ceiling_base

INFO = SourceInfo(
    source_id="template",
    name=N_("Records in our own template"),
    publisher=N_("Whoever filled in the template"),
    kind="official",
    note=N_(
        "Seizures that an authority or a partner wrote into the template of this product, or that another "
        "installation exported."
    ),
)
LINES = SEPARATOR * 2
EXAMPLE = N_("(invented: delete this row)")
Problem = tuple[str, str, str]


class Template:
    """The adapter: `atlas import template FILE`."""

    info = INFO

    def chunks(self, path: Path) -> Iterator[Chunk]:
        """The file's records in chunks. Raises SourceError where the header does not fit."""
        rows = sheet_rows(path)
        _, header, _ = next(rows, (1, [], 0.0))
        sheet = _sheet(header, path.name)
        batch = _Batch()
        for _, group in groupby(rows, sheet.key):
            _take(sheet, batch, list(group))
            if len(batch.lines) + len(batch.refused) >= CHUNK_ROWS:
                yield batch.chunk()
                batch = _Batch()
        yield batch.chunk(last=True)


_REFUSED: dict[str, type[pl.DataType]] = {**REFUSED_SCHEMA, "handling": pl.String}
LONGEST_LEVEL = 40


@dataclass
class _Batch:
    lines: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[int, str, str, str, str, str]] = field(default_factory=list)
    seizures: int = 0
    skipped: int = 0
    done: float = 0.0

    def chunk(self, *, last: bool = False) -> Chunk:
        schema = {name: dtype for name, dtype in RECORD_SCHEMA.items() if not self.lines or name in self.lines[0]}
        return Chunk(
            records=completed(pl.DataFrame(self.lines, schema=schema)),
            refused=pl.DataFrame(self.refused, schema=_REFUSED, orient="row"),
            rows=self.seizures + len(self.refused),
            done=1.0 if last else self.done,
            skipped=self.skipped,
        )


@dataclass
class _Sheet:
    """The header: columns by their place. `exported`: an export of ours, whose texts are taken to the letter."""

    at: dict[str, int]
    width: int
    exported: bool
    seen: dict[str, int] = field(default_factory=dict)
    running: int = 0

    def key(self, row: Row) -> tuple[str, int]:
        """Equal for rows of one seizure that stand together."""
        name = self.cell(row[1], "record" if self.exported else "record_id").strip()
        if not name:
            self.running += 1
        return name, 0 if name else self.running

    def cell(self, cells: list[str], name: str) -> str:
        place = self.at.get(name)
        text = cells[place] if place is not None and place < len(cells) else ""
        return text if self.exported else text.strip()

    def content(self, cells: list[str]) -> str:
        """What is known, by column: the same wherever the columns stand, and when the template gets new ones."""
        texts = [(c.name, self.cell(cells, c.name)) for c in columns() if c.name not in ("record", "content")]
        return SEPARATOR.join(f"{name}={text}" for name, text in texts if text)


def _sheet(header: list[str], name: str) -> _Sheet:
    found = [h.strip().casefold().replace(" ", "_") for h in header]
    while found and not found[-1]:
        found.pop()
    known = {c.name: c for c in columns()}
    for place, title in enumerate(found, start=1):
        if title not in known:
            unknown = message("the column '{title}' is not in the template.", title=title)
            fault = unknown if title else message("column {place} has no name.", place=str(place))
            raise SourceError(
                "{name}, row 1: {fault} See its sheet 'Columns'.",
                name=name,
                fault=with_nearest(fault, title, list(known)),
            )
        if found.index(title) != place - 1:
            raise SourceError("{name}, row 1: the column '{title}' appears twice. Keep one.", name=name, title=title)
    missing = [n for n, c in known.items() if c.required and n not in found]
    if missing:
        raise SourceError(
            "{name}, row 1: the columns {missing} are missing. `atlas template` makes an empty template.",
            name=name,
            missing=", ".join(missing),
        )
    at = {title: place for place, title in enumerate(found)}
    return _Sheet(at=at, width=len(found), exported="record" in at)


def _take(sheet: _Sheet, batch: _Batch, group: list[Row]) -> None:
    """The rows of one seizure: all of them become records, or none."""
    first = group[0]
    batch.done = first[2]
    if not sheet.exported and sheet.cell(first[1], "record_id").endswith(EXAMPLE):
        batch.skipped += len(group)
        return
    problems, lines = _lines(sheet, group)
    if not problems:
        batch.lines += lines
        batch.seizures += 1
        return
    number, level = min(problems), _level(sheet, group)
    for row, cells, _ in group:
        problem = problems.get(
            row, ("", "", packed("another line of this seizure cannot be read (row {number})", number=str(number)))
        )
        content = sheet.content(cells) if len(cells) == sheet.width else SEPARATOR.join(cells)
        batch.refused.append((row, *problem, content.encode("utf-8", "backslashreplace").decode(), level))


def _level(sheet: _Sheet, group: list[Row]) -> str:
    """The handling level of a seizure that cannot be read: UNKNOWN where its rows are torn or disagree."""
    if "handling" not in sheet.at:
        return ""
    if any(_shape_problem(sheet, cells) for _, cells, _ in group):
        return UNKNOWN
    levels = {text for _, cells, _ in group if (text := sheet.cell(cells, "handling").strip())}
    own = levels.pop() if len(levels) == 1 else UNKNOWN if levels else ""
    return own if len(own) <= LONGEST_LEVEL else UNKNOWN


def _lines(sheet: _Sheet, group: list[Row]) -> tuple[dict[int, Problem], list[dict[str, Any]]]:
    """What cannot be read, by row, and the records."""
    problems = {row: p for row, cells, _ in group if (p := _shape_problem(sheet, cells))}
    if problems:
        return problems, []
    if again := _came_before(sheet, group[0]):
        return {group[0][0]: again}, []
    event = _event(sheet, group, problems)
    lines: list[dict[str, Any]] = []
    taken: set[int] = set()
    for number, (row, cells, _) in enumerate(group, start=1):
        if number > 1 and (contradiction := _contradiction(sheet, group[0], cells)):
            problems[row] = contradiction
        values, fields = _read(sheet, cells, "line", problems, row)
        if row not in problems:
            line = fields["line"] or number
            if line in taken:
                problems[row] = ("line", str(line), N_("the number of this line is taken by another of the seizure"))
            taken.add(line)
            lines.append(event | fields | _item(sheet, values, problems, row) | {"line": line})
    return problems, lines


def _shape_problem(sheet: _Sheet, cells: list[str]) -> Problem | None:
    if len(cells) < sheet.width or any(cells[sheet.width :]):
        return "", "", packed("the row has {n} cells, the header {width}", n=len(cells), width=sheet.width)
    joined = "".join(cells)
    if "\0" in joined or any("\ud800" <= c <= "\udfff" for c in joined):
        return "", "", N_("the row contains bytes that are not UTF-8 text")
    return None


def _came_before(sheet: _Sheet, first: Row) -> Problem | None:
    """An id that comes back after other rows: two seizures, or one that was torn apart?"""
    name = "record" if sheet.exported else "record_id"
    text = sheet.cell(first[1], name).strip()
    row = sheet.seen.setdefault(text, first[0]) if text else first[0]
    if row == first[0]:
        return None
    return (
        name,
        text,
        packed(
            "it stands in row {row} already: put the lines of one seizure together, or give it another", row=str(row)
        ),
    )


def _contradiction(sheet: _Sheet, first: Row, cells: list[str]) -> Problem | None:
    for column in columns():
        given, before = sheet.cell(cells, column.name), sheet.cell(first[1], column.name)
        if column.part == "event" and given not in ("", before):
            return (
                column.name,
                given,
                packed("row {row}, a line of the same seizure, says '{before}'", row=str(first[0]), before=before),
            )
    return None


def _read(
    sheet: _Sheet, cells: list[str], part: str, problems: dict[int, Problem], row: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values by column, and by field of the record."""
    values: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    for column in columns():
        if column.part == part:
            text = sheet.cell(cells, _source(sheet, column))
            try:
                values[column.name] = fields[column.field] = read_cell(column.kind, column.codes, text)
            except ValueError as error:
                problems.setdefault(row, (column.name, text, str(error)))
    return values, fields


def _source(sheet: _Sheet, column: Column) -> str:
    """Words that have no column of their own are those of the column that they belong to."""
    return column.words_of if column.words_of and column.name not in sheet.at else column.name


def _event(sheet: _Sheet, group: list[Row], problems: dict[int, Problem]) -> dict[str, Any]:
    """The fields of the seizure, as its first row reports it."""
    row, cells, _ = group[0]
    values, fields = _read(sheet, cells, "event", problems, row)
    if row in problems:
        return {}
    place = [values[n] is None or values[n] == "" for n in ("latitude", "longitude", "place_precision")]
    if not sheet.exported and any(place) and not all(place):
        problems[row] = ("latitude", "", N_("coordinates need all of latitude, longitude and place_precision"))
    division = sheet.cell(cells, "admin1")
    if division and not values["admin1"] and "admin1_reported" in sheet.at:
        problems[row] = ("admin1", division, N_("not a code of ISO 3166-2; words belong in admin1_reported"))
    fields["row"] = row
    fields["seized_on"], fields["date_precision"] = values["date"]
    if values["content"] is None:
        fields["content"] = LINES.join(sheet.content(c) for _, c, _ in group)
    return fields


def _item(sheet: _Sheet, values: dict[str, Any], problems: dict[int, Problem], row: int) -> dict[str, Any]:
    """What a goods line's cells make together: its quantity and value in whole parts."""
    value: Decimal | None = values["value"]
    if value is not None and not values["currency"] and not sheet.exported:
        problems[row] = ("currency", "", N_("a value needs its currency"))
    fields = _quantity(sheet, values)
    fields["value_milli"] = None if value is None else int((value * 1000).to_integral_value())
    for name, whole in (("quantity", fields["quantity_base"]), ("value", fields["value_milli"])):
        if whole is not None and whole > LARGEST:
            problems[row] = (name, str(values[name]), N_("too large"))
    return fields


def _quantity(sheet: _Sheet, values: dict[str, Any]) -> dict[str, Any]:
    unit, amount = values["unit"], values["quantity"]
    known = known_unit(unit) if unit else None
    if known is None:
        return {"unit_class": "", "quantity_base": None, "implausible": bool(values["implausible"])}
    unit_class, factor = known
    base = None if amount is None else int((amount * factor).to_integral_value())
    limit = ceiling_base(unit_class, values["goods"], reference.goods_group().get(values["goods"], ""))
    shown = UNIT_CLASSES[unit_class]
    ratio = f"{(factor / shown.base_per_unit).normalize():f}"
    spoken = f"1 {unit} = {ratio} {shown.unit}" if factor != shown.base_per_unit else ""
    judged = values["implausible"]
    return {
        "unit_class": unit_class,
        "quantity_base": base,
        "factor": values["factor"] if "factor" in sheet.at else spoken,
        "implausible": (base or 0) > limit if judged is None else judged,
    }
