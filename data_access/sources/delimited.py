"""Delimited text, plain or inside a zip, read row by row with the physical line of each row.

The standard library's csv reader is used because it gives the line of every record (Polars does not)
and survives ragged rows, so that what is damaged can be named by file and row.
"""

import csv
import io
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO

from data_access.sources.base import SEPARATOR
from domain.errors import SourceError
from domain.messages import N_, packed

MAX_LINES_PER_ROW = 20
"""A quoted field over more lines than this is an opening quote that was never closed."""
MAX_BYTES = 4 * 2**30
Refused = tuple[int, str, str, str, str]


@contextmanager
def open_table(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """The bytes of the file, or of the one table inside a zip, and their number."""
    try:
        if not zipfile.is_zipfile(path):
            if path.suffix.lower() == ".zip":
                raise SourceError("{name}: this is not a complete zip file. Fetch it again.", name=path.name)
            with path.open("rb") as stream:
                yield stream, path.stat().st_size
            return
        with zipfile.ZipFile(path) as archive:
            member = _only_table(archive, path)
            with archive.open(member) as stream:
                yield stream, member.file_size
    except (zipfile.BadZipFile, EOFError, OSError) as error:
        raise SourceError(
            "{name}: the file cannot be read ({error}). Fetch it again.", name=path.name, error=error
        ) from error


def _only_table(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    tables = [m for m in archive.infolist() if m.filename.lower().endswith((".csv", ".txt"))]
    if len(tables) != 1:
        files = ", ".join(m.filename for m in tables) or "none"
        raise SourceError(
            "{name}: the zip must contain exactly one .csv or .txt file; it contains: {files}.",
            name=path.name,
            files=files,
        )
    if tables[0].file_size > MAX_BYTES:
        raise SourceError("{name}: the table inside is over 4 GiB. Split it and import the parts.", name=path.name)
    return tables[0]


def rows(stream: IO[bytes], delimiter: str, name: str) -> Generator[tuple[int, list[str]], None, None]:
    """(first physical line, fields) of each row. Bytes that are no UTF-8 become lone surrogates."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    reader = csv.reader(text, delimiter=delimiter)
    line = 1
    try:
        for fields in reader:
            if reader.line_num - line > MAX_LINES_PER_ROW:
                raise SourceError(
                    "{name}, row {line}: a quotation mark is opened and never closed.", name=name, line=str(line)
                )
            if fields:
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        raise SourceError(
            "{name}, row {line}: {error}. Correct this row and import again.", name=name, line=str(line), error=error
        ) from error
    finally:
        text.detach()  # whoever opened the stream closes it


def parted(batch: list[tuple[int, list[str]]], width: int) -> tuple[list[tuple[int, list[str]]], list[Refused]]:
    """(whole rows, damaged rows as REFUSED_SCHEMA takes them) of (row, fields)."""
    every = is_text(chain.from_iterable(fields for _, fields in batch))  # all at once: a single one is seldom damaged
    whole = [(row, f) for row, f in batch if len(f) == width and (every or is_text(f))]
    if len(whole) == len(batch):
        return whole, []
    return whole, [refused_row(row, f, width) for row, f in batch if len(f) != width or not is_text(f)]


def is_text(fields: Iterable[str]) -> bool:
    """False where a byte was no UTF-8 (a lone surrogate) or is NUL."""
    joined = "".join(fields)
    try:
        joined.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in joined


def refused_row(row: int, fields: list[str], width: int) -> Refused:
    """A row that is damaged as a whole, as REFUSED_SCHEMA takes it: row, field, value, reason, content."""
    clean = SEPARATOR.join(fields).encode("utf-8", "backslashreplace").decode()
    if len(fields) != width:
        return row, "", "", packed("the row has {n} fields, the header {width}", n=len(fields), width=width), clean
    return row, "", "", N_("the row contains bytes that are not UTF-8 text"), clean
