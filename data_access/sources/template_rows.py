"""Rows of a filled-in template, whether it is a CSV file (plain or in a zip) or an Excel workbook.

Workbooks are looked through by archives.check_workbook before python-calamine opens them: it makes room for every
cell up to the outermost one.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from data_access.sources.delimited import open_table
from data_access.untrusted.archives import check_workbook
from domain.errors import SourceError

SHEET = "Records"
DELIMITERS = ",;\t"
MAX_LINES_PER_ROW = 2_000
Row = tuple[int, list[str], float]
"""Physical row of the file (the header is 1), its cells, and the share of the file done before it."""
Value = int | float | str | bool | date | object


def sheet_rows(path: Path) -> Iterator[Row]:
    """The rows of the table that are not empty, the header first. Raises SourceError where it cannot be opened."""
    return _workbook_rows(path) if _is_workbook(path) else _text_rows(path)


def _is_workbook(path: Path) -> bool:
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def _text_rows(path: Path) -> Iterator[Row]:
    """Commas, semicolons or tabs: what the header has most of."""
    with open_table(path) as (stream, size):
        header = stream.readline()
        stream.seek(0)
        delimiter = max(DELIMITERS, key=lambda mark: header.count(mark.encode()))
        for number, cells in _rows(stream, delimiter, path.name):
            if any(cells):
                yield number, cells, min(stream.tell() / max(size, 1), 1.0)


def _rows(stream: IO[bytes], delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """As delimited.rows, but a row of ours may go over many lines: what was reported in words is kept to the letter."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    reader = csv.reader(text, delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            if reader.line_num - line > MAX_LINES_PER_ROW:
                raise SourceError(
                    "{name}, row {line}: a quotation mark is opened and never closed.", name=name, line=str(line)
                )
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            "{name}, row {line}: {error}. Correct this row and import again.", name=name, line=str(line), error=error
        ) from error
    finally:
        text.detach()  # whoever opened the stream closes it


def _workbook_rows(path: Path) -> Iterator[Row]:
    check_workbook(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if SHEET not in names and len(names) != 1:
            raise SourceError(
                "{name}: no sheet is named '{sheet}', as in the template. Name it so.", name=path.name, sheet=SHEET
            )
        table = book.get_sheet_by_name(SHEET if SHEET in names else names[0]).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise SourceError(
            "{name}: the workbook cannot be read ({error}). Save it anew as .xlsx.", name=path.name, error=error
        ) from error
    for number, values in enumerate(table, start=1):
        cells = [_text(value) for value in values]
        if any(cells):
            yield number, cells, number / len(table)


def _text(value: Value) -> str:
    """A cell as a person would have typed it into a CSV file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date) else str(value)
