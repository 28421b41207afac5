"""Zips and workbooks are looked through before any parser opens them: what is hostile or broken gives a reason.

A parser of workbooks makes room for every row and column up to the outermost cell: a file of 1.4 kB with a cell at
XFD1048576 makes it ask for 549 GB, and the process is gone. So every XML part is read here first, as a stream.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from data_access.untrusted.zip_members import MIB, ArchiveLimits, members, shown
from domain.errors import SourceError
from domain.messages import N_, packed

__all__ = ["ARCHIVE", "WORKBOOK", "ArchiveLimits", "WorkbookLimits", "check_archive", "check_workbook"]

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
LONGEST_TAG = 4 * MIB
"""Bytes of one tag or comment: reading a longer one piece by piece takes time with the square of its length."""
REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
)  # fmt: skip - how zip, gzip, bzip2, 7z, rar, xz and zstd begin
SHEET_WORD = b"sheetData"
MOST_TAGS = 5_000
ACTIONS = {
    "c": "_cell",
    "row": "_row",
    "sheet": "_sheet",
    "dimension": "_declared",
    "mergeCell": "_filled",
    "hyperlink": "_filled",
    "Override": "_content_type",
    "Default": "_content_type",
}
"""Tag, without the prefix that it may have → method that looks at its attributes."""


@dataclass(frozen=True, kw_only=True)
class WorkbookLimits(ArchiveLimits):
    """What a workbook may hold: `cells` in all its sheets; `area` = rows × columns of a sheet, counted from A1."""

    members: int = 2_000
    sheets: int = 200
    cells: int = 10_000_000
    area: int = 20_000_000


ARCHIVE = ArchiveLimits()
WORKBOOK = WorkbookLimits()


def check_archive(path: Path, *, limits: ArchiveLimits = ARCHIVE) -> None:
    """Look through a zip of files. Raises SourceError with the reason why it must not be opened."""
    for info, pieces in members(path, limits):
        head = b""
        for piece in pieces:
            head += piece[: 512 - len(head)]
        if head.startswith(ARCHIVES) or head[257:262] == b"ustar":
            raise SourceError(
                "{name}: it contains another archive or workbook ({shown}). Unpack it and bring that file by itself.",
                name=path.name,
                shown=shown(info.filename),
            )


def check_workbook(path: Path, *, limits: WorkbookLimits = WORKBOOK) -> None:
    """Look through an Excel workbook (.xlsx). Raises SourceError with the reason why it must not be opened.

    Links to other workbooks and embedded objects are allowed: nothing of ours follows or opens them. Macros are not.
    """
    scan, names = _Scan(path.name, limits), set()
    for info, pieces in members(path, limits):
        names.add(info.filename.replace("\\", "/").casefold())
        scan.part(info.filename, pieces)
    if not {"[content_types].xml", "xl/workbook.xml"} <= names:
        raise SourceError("{name}: this is a zip, but not an Excel workbook (.xlsx). Save it as .xlsx.", name=path.name)


@lru_cache(maxsize=20_000)
def _column(letters: str) -> int:
    """1 for A, 16,384 for XFD."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=MAX_COLUMN + 2)
def _letters(column: int) -> str:
    """A for 1, XFD for 16,384."""
    left, letter = divmod(column - 1, 26)
    return (_letters(left) if left else "") + chr(65 + letter)


class _Scan:
    """Reads the parts of one workbook and keeps count over all of them."""

    def __init__(self, name: str, limits: WorkbookLimits) -> None:
        self.name, self.limits = name, limits
        self.cells = self.sheets = 0
        self.actions: dict[str, Callable[[dict[str, str]], object] | None] = {}
        self.inner = ""
        self._start_part("")

    def _start_part(self, inner: str) -> None:
        self.inner = inner
        self.in_table, self.row_text = False, "0"
        self.row = self.column = self.last_row = self.last_column = 0

    def part(self, inner: str, pieces: Iterator[bytes]) -> None:
        """Read one part: XML by its name, or anything else, which then must not look like a sheet."""
        self._start_part(inner)
        lower = inner.lower()
        if lower.endswith("vbaproject.bin"):
            raise self._macros()
        if lower.endswith((".xml", ".rels")):
            self._xml(pieces)
            return
        before = b""
        for piece in pieces:
            if SHEET_WORD in before + piece:
                raise self._refused(N_("a sheet where no sheet belongs. Save it anew as .xlsx"))
            before = piece[1 - len(SHEET_WORD) :]

    def _xml(self, pieces: Iterator[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.XmlDeclHandler = self._encoding
        parser.StartElementHandler = self._element
        fed = 0
        try:
            for piece in pieces:
                parser.Parse(piece)
                fed += len(piece)
                if fed - max(parser.CurrentByteIndex, 0) > LONGEST_TAG:
                    raise self._refused(N_("a tag that never ends. Save it anew as .xlsx"))
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise self._refused(packed("damaged XML ({error}). Save it anew as .xlsx", error=error)) from error

    def _refused(self, what: str) -> SourceError:
        return SourceError("{name}: {shown} contains {what}.", name=self.name, shown=shown(self.inner), what=what)

    def _macros(self) -> SourceError:
        return SourceError("{name}: it contains macros. Save it as .xlsx, which has none.", name=self.name)

    def _doctype(self, *_: object) -> None:
        raise self._refused(N_("definitions of its own (DOCTYPE), which no workbook needs. Save it anew as .xlsx"))

    def _encoding(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.upper() not in {"UTF-8", "UTF-16", "US-ASCII"}:
            raise self._refused(
                packed("text in the encoding {shown} instead of UTF-8. Save it anew as .xlsx", shown=shown(encoding))
            )

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        """Called for each tag, so millions of times: what to do with a tag is looked up, not worked out."""
        if tag not in self.actions:
            if len(self.actions) > MOST_TAGS:
                raise self._refused(N_("more kinds of tags than a workbook has. Save it anew as .xlsx"))
            self.actions[tag] = getattr(self, ACTIONS.get(tag.rpartition(":")[2], ""), None)
        action = self.actions[tag]
        if action:
            action(attributes)

    def _content_type(self, attributes: dict[str, str]) -> None:
        if re.search("macro|vba", attributes.get("ContentType", ""), re.IGNORECASE):
            raise self._macros()

    def _sheet(self, _: dict[str, str]) -> None:
        self.sheets += 1
        if self.sheets > self.limits.sheets:
            raise SourceError(
                "{name}: it has more than {sheets} sheets. Split the workbook.",
                name=self.name,
                sheets=self.limits.sheets,
            )

    def _row(self, attributes: dict[str, str]) -> None:
        """A row without a number follows the one before it, so does a cell."""
        self.in_table, self.column = True, 0
        number = attributes.get("r", str(self.row + 1))
        if not (number.isascii() and number.isdigit() and 0 < int(number[:8]) <= MAX_ROW):
            raise self._refused(
                packed(
                    "the row {shown}, where Excel ends with {max_row}. Delete it", shown=shown(number), max_row=MAX_ROW
                )
            )
        self.row, self.row_text = int(number[:8]), number

    def _cell(self, attributes: dict[str, str]) -> None:
        if not self.in_table:
            return
        self._count(1)
        row, column = self.row, self.column + 1
        expected = f"{_letters(column)}{self.row_text}"
        reference = attributes.get("r", expected)
        if reference != expected:
            row, column = self._place(reference)
        self.column = column
        if row > self.last_row or column > self.last_column:
            self._widen(reference, row, column)

    def _widen(self, reference: str, row: int, column: int) -> None:
        self.last_row, self.last_column = max(row, self.last_row), max(column, self.last_column)
        if column > MAX_COLUMN or self.last_row * self.last_column > self.limits.area:
            raise self._refused(
                packed(
                    "the cell {reference}, so far out that the sheet has {last_row} rows × {last_column} columns; "
                    "{area} cells are allowed. Delete what stands outside the table, or copy the table into a new "
                    "workbook",
                    reference=reference,
                    last_row=self.last_row,
                    last_column=self.last_column,
                    area=self.limits.area,
                )
            )

    def _place(self, reference: str) -> tuple[int, int]:
        match = REFERENCE.fullmatch(reference)
        row, column = (int(match[2]), _column(match[1])) if match else (0, 0)
        if not match or row > MAX_ROW or column > MAX_COLUMN:
            raise self._refused(
                packed("the cell {shown}, where Excel ends with XFD1048576. Delete it", shown=shown(reference))
            )
        return row, column

    def _count(self, cells: int) -> None:
        self.cells += cells
        if self.cells > self.limits.cells:
            raise SourceError(
                "{name}: it has more than {cells} cells. Save the table as .csv, or split it.",
                name=self.name,
                cells=self.limits.cells,
            )

    def _declared(self, attributes: dict[str, str]) -> int:
        """The cells of an area that is declared, as "A1:C9"."""
        if "ref" not in attributes:
            return 0
        first, _, last = attributes["ref"].partition(":")
        top, left = self._place(first)
        bottom, right = self._place(last or first)
        self._widen(attributes["ref"], max(top, bottom), max(left, right))
        return (abs(bottom - top) + 1) * (abs(right - left) + 1)

    def _filled(self, attributes: dict[str, str]) -> None:
        """Cells merged or linked together: some parsers make each of them."""
        self._count(self._declared(attributes))
