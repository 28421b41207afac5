"""Workbooks (.xlsx) → a grid a sheet, at the places of the cells. Formulas give the values saved with them."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import python_calamine as calamine

from data_access.sources.auto.files.cell_text import EXCEL_DIGITS, cell_text
from data_access.sources.auto.files.raw import Line, Merge, RawTable, frame_of, grid_names, noted, skipped_frame
from data_access.untrusted.zip_members import BROKEN
from domain.errors import SourceError
from domain.messages import N_, packed

NEVER_CALCULATED = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>|</c>)")
ERROR_CELL = re.compile(rb"<c\s(?:[^>]*\s)?t=\"e\"")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def read_workbook(data: bytes, name: str) -> list[RawTable]:
    """Every sheet that holds a cell. Raises SourceError. Whether it is safe to open, archives.check_workbook says."""
    try:
        tables = _tables(data)
    except (calamine.CalamineError, OSError, ValueError, KeyError, OverflowError) as error:
        raise SourceError(
            "{name}: the workbook is damaged ({error}). Save it anew as .xlsx.", name=name, error=str(error)[:120]
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what Rust calls an error that its author did not expect
            raise
        raise SourceError("{name}: the workbook is damaged. Save it anew as .xlsx.", name=name) from error
    if not tables:
        raise SourceError("{name}: no sheet contains a cell.", name=name)
    doubts = _doubts(data)
    return [noted(table, *doubts) for table in tables]


def _tables(data: bytes) -> list[RawTable]:
    book = calamine.load_workbook(io.BytesIO(data))
    visible = {m.name: m.visible == calamine.SheetVisibleEnum.Visible for m in book.sheets_metadata}
    found = [_sheet(book, sheet, visible[sheet]) for sheet in _worksheets(book)]
    return [table for table in found if table is not None]


def _worksheets(book: calamine.CalamineWorkbook) -> list[str]:
    return [m.name for m in book.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]


def _sheet(book: calamine.CalamineWorkbook, name: str, visible: bool) -> RawTable | None:
    sheet = book.get_sheet_by_name(name)
    merges = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    reading = _Reading(merges)
    rows = sheet.to_python(skip_empty_area=False)
    width = max(map(len, rows), default=0)
    frame = frame_of(grid_names(width), reading.lines(rows))
    if not frame.height:
        return None
    return RawTable(
        name=name,
        frame=frame,
        skipped=skipped_frame((row, (), "blank") for row in reading.blank),
        notes=(*(() if visible else (N_("This sheet is hidden in the workbook."),)), *reading.notes()),
        merges=merges,
    )


class _Reading:
    """Goes over the rows of a sheet once, and remembers what the reader should know."""

    def __init__(self, merges: tuple[Merge, ...]) -> None:
        self.blank: list[int] = []
        self.rounded = False
        self.filled = 0
        self.down = {(top, left): bottom for top, left, bottom, right in merges if left == right and bottom > top}
        self.open: dict[int, tuple[int, str]] = {}  # column → last row of the merged cell, and its text

    def lines(self, rows: list[list[Any]]) -> Iterator[Line]:
        """(row, cells) of the rows that hold anything."""
        for number, row in enumerate(rows, start=1):
            cells = [self._text(value) for value in row]
            if any(cell.strip() for cell in cells):
                self._fill(number, cells)
                yield number, cells
            else:
                self.blank.append(number)

    def _text(self, value: object) -> str:
        if type(value) is float and not value.is_integer():
            self.rounded |= float(f"{value:.{EXCEL_DIGITS}g}") != value
        return cell_text(value)

    def _fill(self, number: int, cells: list[str]) -> None:
        """A text merged over several rows of one column holds for each of them. A number would be counted twice."""
        if not self.down:
            return
        for column, (last, text) in list(self.open.items()):
            if number > last:
                del self.open[column]
            elif not cells[column - 1]:
                cells[column - 1] = text
                self.filled += 1
        for column, text in enumerate(cells, start=1):
            if (number, column) in self.down and any(c.isalpha() for c in text):
                self.open[column] = (self.down[number, column], text)

    def notes(self) -> list[str]:
        """What was done to the cells."""
        notes = []
        if self.rounded:
            notes.append(packed("Numbers are taken with the {n} digits that Excel keeps.", n=EXCEL_DIGITS))
        if self.filled:
            notes.append(
                packed(
                    "{n} cells that are merged with the text above hold it, too (numbers do not).",
                    n=self.filled,
                )
            )
        return notes


def _doubts(data: bytes) -> list[str]:
    """What the parser gives as empty cells, although something stands there."""
    never = errors = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in filter(_SHEET.fullmatch, archive.namelist()):
                content = archive.read(member)
                never += len(NEVER_CALCULATED.findall(content))
                errors += len(ERROR_CELL.findall(content))
    except BROKEN:
        return []  # the parser read it all the same
    notes = []
    if never:
        notes.append(
            packed(
                "{n} formulas of this workbook were never calculated and count as empty: open it in a spreadsheet "
                "program and save it.",
                n=never,
            )
        )
    if errors:
        notes.append(packed("{n} cells of this workbook hold errors (as #N/A) and count as empty.", n=errors))
    return notes
